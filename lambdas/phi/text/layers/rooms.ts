import { hasRole, isFree, keyAt, take, type Note } from "../note";
import { ROLE } from "../roles";
import { INITIAL, LOWER, MIXED, NONE, NUMBER, SPACE, WORD } from "../tokens";

/** Heads that are plain words too: they need a capital, a number of three digits, or a letter with the number. */
const PLAIN = new Set("unit floor bay pod wing station suite ward bed".split(" "));
const UNIT_AFTER = /^(?:mg|ml|units?|u|hours?|hrs?|minutes?|min|days?|weeks?|x|per|of|mcg|cc|times|hr)$/;
const WARDS = new Set("icu ccu micu sicu nicu picu cvicu tele telemetry".split(" "));

/** Rooms, beds, wards and floors with their numbers: `Rm 634`, `Ward 213-D`, `5 West`. */
export function roomLayer(note: Note): void {
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.kind[at] === MIXED || tokens.kind[at] === NUMBER) floor(note, at);
    if (tokens.kind[at] !== WORD || !hasRole(note, at, ROLE.room) || note.taken[at] !== 0) continue;
    let next = at + 1;
    while (/^(?:no|number|#|\.|:)$/.test(keyAt(note, next)) && (tokens.gap[next] as number) <= SPACE) next += 1;
    if ((tokens.gap[next] as number) > SPACE || note.taken[next] !== 0) continue;
    const kind = tokens.kind[next];
    const key = keyAt(note, next);
    const size = key.length;
    const letter =
      kind === WORD && tokens.shape[next] === INITIAL && PLAIN.has(keyAt(note, at)) && tokens.shape[at] !== LOWER;
    const lettered =
      kind === WORD &&
      size === 1 &&
      keyAt(note, next + 1) === "-" &&
      tokens.kind[next + 2] === NUMBER &&
      tokens.gap[next + 2] === NONE;
    if (!letter && !lettered && kind !== NUMBER && !(kind === MIXED && size <= 6)) continue;
    if (kind === NUMBER && size > 5) continue;
    let last = next;
    if (
      keyAt(note, next + 1) === "-" &&
      tokens.gap[next + 1] === NONE &&
      tokens.gap[next + 2] === NONE &&
      keyAt(note, next + 2).length <= 4
    )
      last = next + 2;
    if (UNIT_AFTER.test(keyAt(note, last + 1))) continue;
    const plain = PLAIN.has(keyAt(note, at)) && kind === NUMBER && size < 3 && last === next;
    if (
      plain &&
      note.casing === "mixed" &&
      tokens.shape[at] === LOWER &&
      keyAt(note, at) !== "bed" &&
      keyAt(note, at) !== "ward"
    )
      continue;
    if (WARDS.has(keyAt(note, at)) && kind === NUMBER && size < 2 && keyAt(note, at + 1) !== "bed") {
      if (note.denied[next] !== 0) continue;
    }
    // `Room 634, Bed 2`
    if (isFree(note, at, last)) take(note, at, last, "room", plain ? 0.65 : 0.85, "address:room");
  }
}

const DIRECTIONS = /^(?:north|south|east|west|n|s|e|w|ne|nw|se|sw)$/;

/** `5 West`, `4th floor`, `3B North`. */
function floor(note: Note, at: number): void {
  const { tokens } = note;
  const key = keyAt(note, at);
  if (key.length > 4 || (tokens.gap[at + 1] as number) !== SPACE || note.taken[at] !== 0 || note.taken[at + 1] !== 0)
    return;
  const next = keyAt(note, at + 1);
  const story = /^\d{1,2}(?:st|nd|rd|th)$/.test(key) && /^(?:floor|fl)$/.test(next);
  const wing =
    /^\d{1,2}[a-z]?$/.test(key) &&
    /^(?:north|south|east|west)$/.test(next) &&
    tokens.shape[at + 1] !== LOWER &&
    /^(?:to|on|from|in|floor|unit|ward|at|:)$/.test(keyAt(note, at - 1));
  if (!story && !wing) return;
  if (wing && DIRECTIONS.test(keyAt(note, at + 2))) return;
  if (isFree(note, at, at + 1)) take(note, at, at + 1, "room", 0.65, "address:floor");
}
