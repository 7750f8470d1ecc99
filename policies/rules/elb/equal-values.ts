import { fromBoolean, unknown, type Answer } from "../../answer";
import { pathOf, valueOf, type Reading } from "../../reading";
import { UNKNOWN } from "../../value";

/** Two properties hold the same value, e.g. a port written as a number here and as a text there. An absent one equals nothing. */
export function equalValues(a: Reading<unknown>, b: Reading<unknown>): Answer {
  const [left, right] = [valueOf(a), valueOf(b)];
  if (left === UNKNOWN) return unknown(pathOf(a));
  if (right === UNKNOWN) return unknown(pathOf(b));
  return fromBoolean(left !== undefined && String(left) === String(right), pathOf(a));
}
