import { fromBoolean, unknown, type Answer } from "../../answer";
import { pathOf, valueOf, type Reading } from "../../reading";
import { UNKNOWN } from "../../value";

/** One of these protocols, given in capitals; programs write them in either case. */
export function speaks(r: Reading<unknown>, ...protocols: readonly string[]): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return unknown(pathOf(r));
  return fromBoolean(protocols.includes(String(value).toUpperCase()), pathOf(r));
}
