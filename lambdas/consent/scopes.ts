import { CONSENT_SCOPES, PURPOSE_CONTEXT, PURPOSES, type Purpose } from "./contract";

export type ConsentRight = "read" | "write" | "override";

/** Whether the scopes, with spaces between them, give a right over consents: a patient's own, or as staff over anybody's. */
export function hasConsentRight(scopes: string, context: keyof typeof CONSENT_SCOPES, right: ConsentRight): boolean {
  const name = `Consent.${right}`;
  return (
    (CONSENT_SCOPES[context] as readonly string[]).includes(name) && scopes.split(" ").includes(`${context}/${name}`)
  );
}

/** Whether the scopes give any right over consents. */
export function hasAnyConsentRight(scopes: string): boolean {
  return Object.entries(CONSENT_SCOPES).some(([context, names]) =>
    names.some((name) => scopes.split(" ").includes(`${context}/${name}`)),
  );
}

/**
 * What a request is for: what it says itself, where the token is good for that, or the one thing that the token is good for. The glass is
 * broken by saying so alone. Undefined where nothing can be told, and then nothing may go.
 */
export function purposeOf(scopes: string, said: string | undefined): Purpose | undefined {
  const given = new Set(scopes.split(" "));
  const allowed = PURPOSES.filter((purpose) => given.has(`${PURPOSE_CONTEXT}/${purpose}`));
  if (said !== undefined) return allowed.find((purpose) => purpose === said);
  const silent = allowed.filter((purpose) => purpose !== "BTG");
  return silent.length === 1 ? silent[0] : undefined;
}
