import { RESOURCE_TYPES, type ResourceType } from "../fhir-read/contract";

export type Interaction = "read" | "search";

export interface Grant {
  readonly reach: Reach;
  readonly types: readonly ResourceType[];
  readonly interactions: readonly Interaction[];
}

/** Whose records: everybody's, or those of the patient that the token names. */
export type Reach = "all" | "own";

/** SMART App Launch 2.2, "Scopes for requesting FHIR Resources": `system/Patient.rs`; 1.0 writes `system/Patient.read`. */
const SCOPE = /^(patient|system|user)\/([A-Za-z]+|\*)\.(read|write|\*|c?r?u?d?s?)$/;

/**
 * What a scope lets its holder do here; undefined for every other scope. A scope with a query part is finer than we are, so that it gives
 * nothing rather than too much.
 */
export function grantOf(scope: string): Grant | undefined {
  const [, context, type, rights] = SCOPE.exec(scope) ?? [];
  if (type === undefined || rights === undefined) return undefined;
  const types = RESOURCE_TYPES.filter((known) => type === "*" || known === type);
  const interactions = (["read", "search"] as const).filter((interaction) => covers(rights, interaction));
  return types.length === 0 || interactions.length === 0
    ? undefined
    : { reach: context === "patient" ? "own" : "all", types, interactions };
}

/** How far the scopes, with spaces between them, let their holder do it; undefined where none does. */
export function reachOf(scopes: string, type: ResourceType, interaction: Interaction): Reach | undefined {
  const reaches = scopes
    .split(" ")
    .map(grantOf)
    .flatMap((grant) =>
      grant?.types.includes(type) === true && grant.interactions.includes(interaction) ? [grant.reach] : [],
    );
  return reaches.includes("all") ? "all" : reaches[0];
}

/** Whether any of the scopes lets its holder do it at all. */
export function mayDo(scopes: string, type: ResourceType, interaction: Interaction): boolean {
  return reachOf(scopes, type, interaction) !== undefined;
}

/**
 * Those of the scopes that a user of a pool of ours must not have, who may ask for any scope of the app that they sign in to: a scope of patients is
 * for users who are one, and a scope of users for those who work here.
 */
export function scopesBeyond(
  scopes: readonly string[],
  patient: string | undefined,
  role: string | undefined,
): readonly string[] {
  return scopes.filter(
    (scope) =>
      (scope.startsWith("patient/") && patient === undefined) || (scope.startsWith("user/") && role === undefined),
  );
}

function covers(rights: string, interaction: Interaction): boolean {
  if (rights === "write") return false;
  return rights === "read" || rights === "*" || rights.includes(interaction === "read" ? "r" : "s");
}
