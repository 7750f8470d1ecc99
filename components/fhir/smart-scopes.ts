import { CONSENT_SCOPES, PURPOSE_CONTEXT, PURPOSES } from "../../lambdas/consent/contract";
import { RESOURCE_TYPES } from "../../lambdas/fhir-read/contract";

/** As SMART 1.0 and as SMART 2.2 write that somebody may read and search. */
const RIGHTS = ["read", "rs"] as const;

export interface ScopeName {
  /** What stands behind the slash, such as `Patient.read`. */
  readonly name: string;
  readonly description: string;
}

/** The scopes of one context; a user pool takes 100 of a resource server. Of a patient they reach this patient's records alone. */
export function smartScopes(): ScopeName[] {
  return ["*", ...RESOURCE_TYPES].flatMap((type) =>
    RIGHTS.map((rights) => ({
      name: `${type}.${rights}`,
      description: `Read and search ${type === "*" ? "every type" : type}`,
    })),
  );
}

export interface ScopesOf {
  /** What stands before the slash. */
  readonly context: string;
  readonly scopes: readonly ScopeName[];
}

const consents = (context: keyof typeof CONSENT_SCOPES): ScopeName[] =>
  CONSENT_SCOPES[context].map((name) => ({
    name,
    description: `${name.slice(name.indexOf(".") + 1)} consents${context === "patient" ? " of one's own" : ""}`,
  }));

/** Every scope by its context: records, consents, and what a token is good for. */
export const SCOPES: readonly ScopesOf[] = [
  { context: "system", scopes: smartScopes() },
  { context: "user", scopes: [...smartScopes(), ...consents("user")] },
  { context: "patient", scopes: [...smartScopes(), ...consents("patient")] },
  {
    context: PURPOSE_CONTEXT,
    scopes: PURPOSES.map((name) => ({ name, description: `Purpose of use ${name} (HL7 v3-ActReason)` })),
  },
];

/** Every scope as tokens have it: `system/Patient.read`. */
export const ALL_SCOPES: readonly string[] = SCOPES.flatMap(({ context, scopes }) =>
  scopes.map(({ name }) => `${context}/${name}`),
);
