import { all, any, type Answer } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { present } from "../../predicates";
import { resourceOf, type Reading } from "../../reading";
import type { Resource } from "../../resource";
import type { StackView } from "../../stack-view";
import { allKeys, KEY_POLICY, keyPolicy, type AnyKeyArgs } from "./key";

/** A key, or a policy of its own. */
export type KeyOrPolicy = Reading<AnyKeyArgs & { readonly keyId: string }>;

/** The keys that the document is for: the resource itself, or those that a policy resource names. */
export function keysOf(p: KeyOrPolicy, stack: StackView, resource: Resource): readonly Resource[] {
  if (resource.type !== KEY_POLICY) return [resource];
  return stack.named(p.keyId, allKeys).certain.map(resourceOf);
}

/** The key may guard patient data; so does a policy whose key the program does not make. */
export function guardsPhi(p: KeyOrPolicy, stack: StackView, resource: Resource): Answer {
  const [key = resource] = keysOf(p, stack, resource);
  return mayHoldPhi(key, stack.settings);
}

/** Both spellings of the document; the one that is left out has no statements. */
export function everyKeyDocument(p: KeyOrPolicy, holds: (document: Reading<unknown>) => Answer): Answer {
  return all(holds(p.policy as Reading<unknown>), holds(p.keyPolicy));
}

/** A policy of the program's, inline or in a resource of its own; without one KMS lets the account's IAM policies decide. */
export function hasPolicy(p: KeyOrPolicy, stack: StackView): Answer {
  return any(present(p.policy), present(p.keyPolicy), stack.partner(p, keyPolicy, "keyId").exists());
}
