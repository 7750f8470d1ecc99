import { fromBoolean, unknown, type Answer } from "../../answer";
import { itemsOf, pathOf, valueOf, type Reading } from "../../reading";
import { UNKNOWN } from "../../value";

/**
 * At least two different entries. A load balancer takes one subnet a zone, so two subnets are two zones. Entries not known yet are
 * resources of their own, so they differ.
 */
export function atLeastTwo(list: Reading<readonly unknown[]>): Answer {
  const items = itemsOf(list);
  if (items === UNKNOWN) return unknown(pathOf(list));
  const different = new Set(items.map((item) => (valueOf(item) === UNKNOWN ? item : valueOf(item))));
  return fromBoolean(different.size >= 2, pathOf(list));
}
