import { RESOURCE_TYPES } from "../../lambdas/fhir-read/contract";

/** Who is behind a token: a system by itself, or a user with an app. Scopes of a patient's own launch come with the patient's view. */
export const SCOPE_CONTEXTS = ["system", "user"] as const;
export type ScopeContext = (typeof SCOPE_CONTEXTS)[number];

/** As SMART 1.0 and as SMART 2.2 write that somebody may read and search. */
const RIGHTS = ["read", "rs"] as const;

export interface ScopeName {
  /** What stands behind the slash, such as `Patient.read`. */
  readonly name: string;
  readonly description: string;
}

/** The scopes of one context; a user pool takes 100 of a resource server. */
export function smartScopes(): ScopeName[] {
  return ["*", ...RESOURCE_TYPES].flatMap((type) =>
    RIGHTS.map((rights) => ({
      name: `${type}.${rights}`,
      description: `Read and search ${type === "*" ? "every type" : type}`,
    })),
  );
}

/** Every scope as tokens have it: `system/Patient.read`. */
export const ALL_SCOPES: readonly string[] = SCOPE_CONTEXTS.flatMap((context) =>
  smartScopes().map(({ name }) => `${context}/${name}`),
);
