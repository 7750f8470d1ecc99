import { valueOf, resourceOf, type Reading } from "../../reading";
import { effective } from "../../resource";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";

/** The cluster of the stack that the property names: by reference first, by identifier or ARN second. */
export function clusterNamed<T>(property: Reading<unknown>, kind: Kind<T>, stack: StackView): Reading<T> | undefined {
  const [linked] = stack.named(property, kind).certain;
  if (linked !== undefined) return linked;
  const named = valueOf(property);
  if (typeof named !== "string") return undefined;
  // An identifier holds no colon: it is the last part of the cluster's ARN.
  const identifier = named.split(":").pop();
  return stack.all(kind).find((cluster) => effective(resourceOf(cluster), "clusterIdentifier") === identifier);
}
