import { yes } from "./answer";
import { itemsOf, referencesOf, sourcesOf, valueOf, type Reading } from "./reading";
import type { Kind } from "./stack-index";
import type { Partners, StackView } from "./stack-view";
import { UNKNOWN } from "./value";

/**
 * Whether this input leaves it open that `partners`, of which it is one's, are more: a value in it, at `path` of each of its elements, is
 * not known yet, and nothing tells which resource of the subject's `kind` made it. What the program left out names nothing that it makes,
 * although AWS's answer is not known yet either.
 */
export function leavesOpen(
  partners: Partners<unknown>,
  property: Reading<unknown>,
  stack: StackView,
  kind: Kind<unknown>,
  ...path: readonly string[]
): boolean {
  if (partners.every(() => yes).truth !== "unknown") return false;
  const open = valuesAt(property, path).filter((value) => valueOf(value) === UNKNOWN);
  if (open.length === 0) return false;
  const named = stack.named(property, kind);
  const isPassedOn = sourcesOf(property).length < (referencesOf(property) ?? []).length;
  return named.exists().truth === "unknown" || (isPassedOn && open.length > named.count());
}

function valuesAt(r: Reading<unknown>, [key, ...rest]: readonly string[]): readonly Reading<unknown>[] {
  const items = itemsOf(r);
  if (items === UNKNOWN) return [r];
  return key === undefined
    ? items
    : items.flatMap((item) => valuesAt((item as Reading<Record<string, unknown>>)[key] as Reading<unknown>, rest));
}
