import { GIVEN } from "../lexicon";
import { hasRole, keyAt, type Note } from "../note";
import { ROLE } from "../roles";
import { LINE, NONE } from "../tokens";
import { runAt, type Run } from "./run";

/** `Last, First M.`: the run with the name behind its comma, where both parts look like names. */
export function turned(note: Note, run: Run, lead: number): Run {
  const { tokens } = note;
  const comma = run.last + 1;
  const sign = keyAt(note, comma);
  if (run.initials > 0 || run.words > 3 || (sign !== "," && sign !== "^") || (tokens.gap[comma + 1] as number) > LINE)
    return run;
  if (tokens.gap[comma] !== NONE || hasRole(note, comma + 1, ROLE.credential | ROLE.kin)) return run;
  const rest = runAt(note, comma + 1, sign === "^" || lead >= 2 ? 3 : 1);
  if (rest === undefined || rest.words > 3) return run;
  const after = keyAt(note, rest.last + 1);
  if (sign === "," && lead < 2 && (after === "and" || after === "&" || run.words > 2 || rest.words > 2)) return run;
  const bonus = sign === "^" ? 2 : lead >= 2 ? 1 : 0.5;
  const given = ((tokens.bits[rest.from] as number) & GIVEN) !== 0 && rest.score > 2.5;
  if (sign === "," && lead < 2 && (rest.score < 2 || run.score < (given ? -2 : 1))) return run;
  return {
    from: run.from,
    last: rest.last,
    score: Math.max(run.score, rest.score) + 0.5 * Math.max(0, Math.min(run.score, rest.score)) + bonus,
    words: run.words + rest.words,
    initials: rest.initials,
    turned: true,
  };
}
