import { fromBoolean, unknown, type Answer } from "../../answer";
import { pathOf, valueOf, type Reading } from "../../reading";
import { UNKNOWN } from "../../value";

/** There, be it an empty block: WAF says `count: {}` or `queryString: {}` by an object without properties. */
export function written(r: Reading<unknown>): Answer {
  const value = valueOf(r);
  return value === UNKNOWN ? unknown(pathOf(r)) : fromBoolean(value !== undefined, pathOf(r));
}
