import { fold } from "../../../../lambdas/phi/text/fold";
import { lookUp, nameRank } from "../../../../lambdas/phi/text/lexicon";
import { NAMES } from "./people";

/** How many of the set's names no list of the engine knows as names. */
export function unknownNames(): { names: number; unknown: number } {
  const names = new Set(Object.values(NAMES).flatMap(({ women, men, family }) => [...women, ...men, ...family]));
  const unknown = [...names].filter((name) => nameRank(lookUp(fold(name))) === 0);
  return { names: names.size, unknown: unknown.length };
}
