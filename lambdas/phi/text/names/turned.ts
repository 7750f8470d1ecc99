import { GIVEN } from "../lexicon";
import { hasRole, keyAt, type Note } from "../note";
import { ROLE } from "../roles";
import { LINE, NONE, SPACE, WIDE, WORD } from "../tokens";
import { isInitial } from "./nameness";
import { runAt, type Run } from "./run";

/** `Last, First M.`: the run with the name behind its comma, where both parts look like names. */
export function turned(note: Note, run: Run, lead: number): Run {
  const { tokens } = note;
  const comma = run.last + 1;
  const sign = keyAt(note, comma);
  if (run.initials > 0 || run.words > 3 || (sign !== "," && sign !== "^") || (tokens.gap[comma + 1] as number) > LINE)
    return run;
  if (tokens.gap[comma] !== NONE || hasRole(note, comma + 1, ROLE.credential | ROLE.kin)) return run;
  const initial = initialBehind(note, comma, lead);
  if (initial > comma) return { ...run, last: initial, score: run.score + 1, initials: 1, turned: true };
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

/** `Ordering: HOLLOWAY, J`: the last token of an initial that is all of the given name, where a label asks for a name; else the comma. */
function initialBehind(note: Note, comma: number, lead: number): number {
  const { tokens } = note;
  const first = comma + 1;
  if (lead < 2 || !isInitial(note, first) || (tokens.gap[first] as number) > SPACE) return comma;
  const last = keyAt(note, first + 1) === "." && tokens.gap[first + 1] === NONE ? first + 1 : first;
  const next = last + 1;
  const apart = (tokens.begin[next] as number) - (tokens.end[last] as number) > 1;
  const ends = next >= tokens.count || apart || (tokens.gap[next] as number) >= WIDE || tokens.kind[next] !== WORD;
  return ends ? last : comma;
}
