import { RESOURCE_TYPES, type ResourceType } from "../fhir-read/contract";

export type Interaction = "read" | "search";

export interface Grant {
  readonly types: readonly ResourceType[];
  readonly interactions: readonly Interaction[];
}

/** SMART App Launch 2.2, "Scopes for requesting FHIR Resources": `system/Patient.rs`; 1.0 writes `system/Patient.read`. */
const SCOPE = /^(system|user)\/([A-Za-z]+|\*)\.(read|write|\*|c?r?u?d?s?)$/;

/**
 * What a scope lets its holder do here; undefined for every other scope. Scopes of a patient's own launch are not known: nothing here holds
 * them to one patient. A scope with a query part is finer than we are, so that it gives nothing rather than too much.
 */
export function grantOf(scope: string): Grant | undefined {
  const [, , type, rights] = SCOPE.exec(scope) ?? [];
  if (type === undefined || rights === undefined) return undefined;
  const types = RESOURCE_TYPES.filter((known) => type === "*" || known === type);
  const interactions = (["read", "search"] as const).filter((interaction) => covers(rights, interaction));
  return types.length === 0 || interactions.length === 0 ? undefined : { types, interactions };
}

/** Whether any of the scopes, with spaces between them, lets its holder do it. */
export function mayDo(scopes: string, type: ResourceType, interaction: Interaction): boolean {
  return scopes
    .split(" ")
    .map(grantOf)
    .some((grant) => grant?.types.includes(type) === true && grant.interactions.includes(interaction));
}

function covers(rights: string, interaction: Interaction): boolean {
  if (rights === "write") return false;
  return rights === "read" || rights === "*" || rights.includes(interaction === "read" ? "r" : "s");
}
