import { hasRole, isFree, keyAt, take, type Note } from "../note";
import { isMedical, isProper } from "../proper";
import { ROLE } from "../roles";
import { CAPITAL, LINE, LOWER, NONE, POSSESSIVE, SPACE, UPPER, WORD } from "../tokens";
import { GENERIC, SPECIALTIES } from "../words/facilities";

const MOST_WORDS = 5;
const LEADS = /^(?:at|to|from|in|via|@)$/;
/** Last words of names of places of care that need no head: `Powellstad General`, `Kettering Health`. */
const ENDS =
  /^(?:general|memorial|regional|methodist|baptist|presbyterian|lutheran|adventist|deaconess|mercy|medical|health|healthcare|childrens|children)$/;
/** What stands behind the name of such a place. */
const CARE = /^(?:ed|er|icu|snf|alf|ltac|ltach|ecf|pacu|rehab|hospice|clinic|hospital|inpatient|outpatient)$/;
const CARE_OF_TWO =
  /^(?:assisted living|nursing home|memory care|skilled nursing|group home|emergency department|emergency room|urgent care|senior living)$/;
const MOVES = /^(?:transferred|transfer|txfr|xfer|tx|admitted|hospitalized|hospitalised|readmitted|rehospitalized)$/;
const SAINTS = /^(?:st|saint|mt|mount)$/;

/** Places of care that what stands around their names tells: `Mercy ED`, `admitted to St. Mary's`, `at Cedar Valley Dialysis`. */
export function facilityFrameLayer(note: Note): void {
  if (note.casing !== "mixed") return;
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    const lead = LEADS.test(keyAt(note, at));
    if (lead) runFrom(note, at + 1, true, moves(note, at));
    if (at === 0 || (tokens.gap[at] as number) >= LINE || /^[:;(]$/.test(keyAt(note, at - 1))) runFrom(note, at, false, outside(note, at)); // prettier-ignore
  }
}

const moves = (note: Note, lead: number): boolean => [1, 2].some((back) => MOVES.test(keyAt(note, lead - back)));

/** `outside hospital (Tanner Medical)` */
const outside = (note: Note, at: number): boolean =>
  keyAt(note, at - 1) === "(" && /^(?:hospital|facility|clinic|snf)$/.test(keyAt(note, at - 2));

const isNameWord = (note: Note, at: number): boolean =>
  note.tokens.kind[at] === WORD &&
  (note.tokens.shape[at] === CAPITAL || note.tokens.shape[at] === UPPER) &&
  !hasRole(note, at, ROLE.honorific | ROLE.month | ROLE.weekday | ROLE.drug | ROLE.credential) &&
  !isMedical(note, at);

/** A run of capitals at a token, with what stands behind it. */
function runFrom(note: Note, from: number, led: boolean, moved: boolean): void {
  const { tokens } = note;
  if (from >= tokens.count || (led && (tokens.gap[from] as number) > LINE) || note.taken[from] !== 0) return;
  let last = -1;
  let proper = 0;
  let words = 0;
  let next = from;
  for (; words < MOST_WORDS && next < tokens.count; next += 1) {
    if (next > from && (tokens.gap[next] as number) > SPACE) break;
    if (note.taken[next] !== 0 || (note.denied[next] !== 0 && !SAINTS.test(keyAt(note, from)))) break;
    const key = keyAt(note, next);
    if (key === "." && SAINTS.test(keyAt(note, next - 1)) && tokens.gap[next] === NONE) continue;
    if (tokens.kind[next] === POSSESSIVE || (key === "'" && tokens.gap[next] === NONE)) {
      if (tokens.kind[next] === POSSESSIVE) last = next;
      continue;
    }
    if (!(isNameWord(note, next) || (next === from && SAINTS.test(key) && tokens.shape[next] !== LOWER))) break;
    if (CARE.test(key) && words > 0) break;
    words += 1;
    last = next;
    if (!GENERIC.has(key) && !hasRole(note, next, ROLE.never) && !SPECIALTIES.has(key)) proper += 1;
  }
  if (last < 0 || proper === 0) return;
  const score = likelihood(note, from, last, { words, led, moved });
  if (score > 0 && isFree(note, from, last)) take(note, from, last, "facility", score, "facility:frame");
}

interface Run {
  readonly words: number;
  readonly led: boolean;
  readonly moved: boolean;
}

function likelihood(note: Note, from: number, last: number, { words, led, moved }: Run): number {
  const next = keyAt(note, last + 1);
  const end = keyAt(note, note.tokens.kind[last] === POSSESSIVE ? last - 1 : last);
  const told = CARE.test(next) || CARE_OF_TWO.test(`${next} ${keyAt(note, last + 2)}`);
  const spaced = note.tokens.gap[last + 1] === SPACE;
  const known = isProper(note, from) || SAINTS.test(keyAt(note, from));
  if (told && spaced && known && (led || words > 1) && !hasRole(note, from, ROLE.beforeName | ROLE.afterName))
    return 0.75;
  if (SAINTS.test(keyAt(note, from)) && words > 1 && led) return 0.75;
  const followed = spaced && note.tokens.kind[last + 1] === WORD && note.tokens.shape[last + 1] === CAPITAL;
  // A heading of its own, as on letters.
  const alone = !led && words > 1 && (last + 1 >= note.tokens.count || (note.tokens.gap[last + 1] as number) >= LINE);
  if (words > 1 && ENDS.test(end) && !followed && (led || moved || alone) && known) return 0.7;
  if (SPECIALTIES.has(end) && words > (led || alone ? 1 : 2) && known && !followed) return 0.65;
  return moved && words > 1 && known && !hasRole(note, from, ROLE.person | ROLE.kin) ? 0.6 : 0;
}
