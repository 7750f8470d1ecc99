import { hasRole, isFree, keyAt, take, type Note } from "../note";
import { ROLE } from "../roles";
import { INITIAL, LINE, LOWER, MIXED, NONE, NUMBER, SIGN, SPACE, WIDE, WORD } from "../tokens";

/** Heads that are plain words too: they need a capital, a number of three digits, or a letter with the number. */
const PLAIN = new Set("unit floor bay pod wing station suite ward bed".split(" "));
/** What is counted or measured behind a number: no room has it. */
const UNIT_AFTER =
  /^(?:mg|ml|units?|u|hours?|hrs?|minutes?|min|days?|weeks?|x|per|of|mcg|cc|times|hr|degrees?|sets?|reps|mm|cm|percent|%|nights?|months?|years?|yrs?|patients?|staff|beds|nurses|visits|cases)$/;
/** Parts of a hospital that stand before a room's head, or are one. */
const PARTS = new Set(
  "icu ccu micu sicu nicu picu cvicu imcu pcu ed er pacu or tele telemetry trauma exam triage labor isolation recovery observation obs endo preop stepdown surg med medsurg cath resus psych rehab ob peds onc neuro cardiac burn hallway hospital patient private".split(
    " ",
  ),
);
/** Those of them that a number follows without a head between. */
const NUMBERED_PARTS = new Set("icu ccu micu sicu nicu picu cvicu imcu pcu pacu tele telemetry ed or".split(" "));
const LOCATION = /^(?:loc|location|unit|floor|bed|room|rm|ward|assigned|dept|pod|wing|nursing|station)$/;
const COMPASS = /^(?:north|south|east|west)$/;
const LEADS = /^(?:to|on|from|in|floor|unit|ward|at|station|via|of|onto|near|location|loc|room|bed)$/;

/** Rooms, beds, wards and floors with their numbers: `Rm 634`, `Ward 213-D`, `ICU bed 6`, `5 West`. */
export function roomLayer(note: Note): void {
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (note.taken[at] !== 0) continue;
    if (tokens.kind[at] === MIXED || tokens.kind[at] === NUMBER) floor(note, at);
    else if (tokens.kind[at] === WORD) headed(note, at);
  }
}

/** A head and its number, with heads and numbers that follow: `Room 634, Bed 2`. */
function headed(note: Note, at: number): void {
  const { tokens } = note;
  const isPart = PARTS.has(keyAt(note, at));
  const head = isPart && hasRole(note, at + 1, ROLE.room) && tokens.gap[at + 1] === SPACE ? at + 1 : at;
  const inPart = head > at && keyAt(note, at) !== "or";
  const labor = keyAt(note, at) === "l" && keyAt(note, at + 1) === "&" && keyAt(note, at + 2) === "d";
  const bare = head === at && NUMBERED_PARTS.has(keyAt(note, at)) && isWritten(note, at);
  if (keyAt(note, head + 1) === ":" && LOCATION.test(keyAt(note, head))) return located(note, head + 2);
  if (!labor && !bare && !hasRole(note, head, ROLE.room)) return;
  const last = numberAfter(note, labor ? at + 2 : head, bare, inPart);
  if (last < 0) return;
  const from = inPart ? at : head;
  const end = chained(note, last);
  const sure = end > last || inPart || isSure(note, head, last);
  if (isFree(note, from, end)) take(note, from, end, "room", sure ? 0.85 : 0.65, "address:room");
}

/** In capitals, where `or` is no operating room elsewhere. */
const isWritten = (note: Note, at: number): boolean =>
  keyAt(note, at) !== "or" ||
  (note.casing === "mixed" && note.tokens.shape[at] !== LOWER) ||
  keyAt(note, at + 1) === "#" ||
  /^(?:to|in|from|the)$/.test(keyAt(note, at - 1));

const isSure = (note: Note, head: number, last: number): boolean =>
  !PLAIN.has(keyAt(note, head)) || keyAt(note, last).length > 2 || note.tokens.kind[last] !== NUMBER;

function valueAfter(note: Note, head: number): number {
  let next = head + 1;
  while (/^(?:no|number|#|\.|:)$/.test(keyAt(note, next)) && (note.tokens.gap[next] as number) <= SPACE) next += 1;
  return next;
}

/** The last token of the number behind a head; -1 where it is none. */
function numberAfter(note: Note, head: number, bare: boolean, sure: boolean): number {
  const { tokens } = note;
  const next = valueAfter(note, head);
  if ((tokens.gap[next] as number) > SPACE || note.taken[next] !== 0) return -1;
  const last = valueEnd(note, next, PLAIN.has(keyAt(note, head)) || keyAt(note, head) === "room", sure);
  if (last < 0 || UNIT_AFTER.test(keyAt(note, last + 1))) return -1;
  const key = keyAt(note, head);
  // `POD 1` is a day after an operation.
  if (
    key === "pod" &&
    tokens.kind[next] === NUMBER &&
    keyAt(note, next).length < 3 &&
    !LEADS.test(keyAt(note, head - 1))
  )
    return -1;
  const short = tokens.kind[next] === NUMBER && keyAt(note, next).length < 3 && last === next;
  const decimal =
    last + 2 < tokens.count &&
    /^[.,/:]$/.test(keyAt(note, last + 1)) &&
    tokens.gap[last + 1] === NONE &&
    tokens.gap[last + 2] === NONE;
  if (decimal || (bare && (note.denied[next] !== 0 || tokens.kind[head - 1] === NUMBER))) return -1;
  if (sure || !short || !PLAIN.has(key) || next > head + 1) return last;
  if (key === "station") return -1;
  const counted = tokens.kind[head - 1] === NUMBER && tokens.gap[head] === SPACE;
  if (counted || (key === "unit" && note.casing !== "mixed")) return -1;
  return note.casing === "mixed" && tokens.shape[head] === LOWER && key !== "bed" && key !== "ward" ? -1 : last;
}

/** `634`, `12B`, `213-D`, `A-12`, `T5-512-1`, `6T/22`, and a letter alone behind heads that are lettered. */
function valueEnd(note: Note, at: number, lettered: boolean, sure = false): number {
  const { tokens } = note;
  const key = keyAt(note, at);
  const letter = tokens.kind[at] === WORD && key.length === 1;
  if (!letter && !(tokens.kind[at] === NUMBER && key.length <= 5) && !(tokens.kind[at] === MIXED && key.length <= 6))
    return -1;
  let last = at;
  while (
    /^[-/]$/.test(keyAt(note, last + 1)) &&
    tokens.gap[last + 1] === NONE &&
    tokens.gap[last + 2] === NONE &&
    tokens.kind[last + 2] !== SIGN &&
    keyAt(note, last + 2).length <= 4 &&
    last < at + 4
  )
    last += 2;
  if (!letter || last > at) return last;
  const capital = tokens.shape[at] === INITIAL || note.casing === "upper";
  return lettered && capital && !(key === "a" && note.casing === "upper") && (sure || tokens.shape[at - 1] !== LOWER)
    ? at
    : -1;
}

/** The end of what goes on behind a number: `, Bed 2`, ` bed B`, `/2`. */
function chained(note: Note, last: number): number {
  let end = last;
  for (let step = 0; step < 2; step += 1) {
    const next = /^[,/]$/.test(keyAt(note, end + 1)) ? end + 2 : end + 1;
    if (!/^(?:bed|bd|room|rm|bay|pod)$/.test(keyAt(note, next)) || (note.tokens.gap[next] as number) > SPACE) break;
    const value = next + 1;
    const stop = (note.tokens.gap[value] as number) <= SPACE ? chainedValue(note, value) : -1;
    if (stop < 0 || !isFree(note, next, stop) || UNIT_AFTER.test(keyAt(note, stop + 1))) break;
    end = stop;
  }
  return end;
}

function chainedValue(note: Note, at: number): number {
  const { tokens } = note;
  const letter =
    tokens.kind[at] === WORD &&
    keyAt(note, at).length === 1 &&
    (tokens.shape[at] === INITIAL || note.casing !== "mixed");
  return letter && keyAt(note, at) !== "a" ? at : valueEnd(note, at, true);
}

/** `Loc: 7N 718-A`, `Unit/Bed: 6T/22`, `Floor: 8 East`. */
function located(note: Note, at: number): void {
  const { tokens } = note;
  if ((tokens.gap[at] as number) > WIDE || note.taken[at] !== 0) return;
  let last = valueEnd(note, at, false);
  if (last < 0) return;
  const next = last + 1;
  if (COMPASS.test(keyAt(note, next))) last = next;
  else if (tokens.gap[next] === SPACE && tokens.kind[at] === MIXED && valueEnd(note, next, false) >= 0)
    last = valueEnd(note, next, false);
  if (UNIT_AFTER.test(keyAt(note, last + 1)) || !isFree(note, at, last)) return;
  take(note, at, chained(note, last), "room", 0.8, "address:location");
}

/** `5 West`, `4th floor`, `3B North`, `5E-22`, `4B - 312`. */
function floor(note: Note, at: number): void {
  const { tokens } = note;
  const key = keyAt(note, at);
  if (key.length > 6 || (at > 0 && tokens.gap[at] === NONE && !/^[(:"]$/.test(keyAt(note, at - 1)))) return;
  const next = keyAt(note, at + 1);
  const apart = tokens.gap[at + 1] === SPACE && note.taken[at + 1] === 0;
  const story = apart && /^\d{1,2}(?:st|nd|rd|th)$/.test(key) && /^(?:floor|fl)$/.test(next);
  const led =
    LEADS.test(keyAt(note, at - 1)) || keyAt(note, at - 1) === ":" || at === 0 || (tokens.gap[at] as number) >= LINE;
  const wing =
    apart &&
    /^\d{1,2}[a-z]?$/.test(key) &&
    COMPASS.test(next) &&
    (tokens.shape[at + 1] !== LOWER ||
      note.casing === "lower" ||
      /^(?:to|from|on|station)$/.test(keyAt(note, at - 1))) &&
    led &&
    !COMPASS.test(keyAt(note, at + 2)) &&
    !hasRole(note, at + 2, ROLE.street) &&
    !hasRole(note, at + 3, ROLE.street);
  if (story || wing) {
    const end = chained(note, at + 1);
    if (isFree(note, at, end)) take(note, at, end, "room", 0.65, "address:floor");
    return;
  }
  if (tokens.kind[at] !== MIXED || next !== "-" || !/^\d{1,2}(?:[nsewt]|north|south|east|west|[a-d])$/.test(key))
    return;
  const spaced = tokens.gap[at + 1] === SPACE && tokens.gap[at + 2] === SPACE;
  const tight = tokens.gap[at + 1] === NONE && tokens.gap[at + 2] === NONE;
  // `7a-7p`: hours.
  if (/^\d{1,2}[ap]$/.test(key) && /^\d{1,2}[ap]$/.test(keyAt(note, at + 2))) return;
  const number = tokens.kind[at + 2] === NUMBER || tokens.kind[at + 2] === MIXED;
  const size = keyAt(note, at + 2).length;
  if (/s$/.test(keyAt(note, at + 2)) || Number.parseInt(key, 10) > 20) return;
  if (!number || size < 2 || size > 4 || !(tight || (spaced && led && size === 3))) return;
  if (isFree(note, at, at + 2) && note.denied[at] === 0 && !UNIT_AFTER.test(keyAt(note, at + 3)))
    take(note, at, at + 2, "room", 0.65, "address:ward-room");
}
