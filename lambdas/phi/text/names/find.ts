import { beginsLine, hasRole, isShort, keyAt, take, type Note } from "../note";
import { isMedical } from "../proper";
import { ROLE } from "../roles";
import { LINE, LOWER, NONE, SPACE, WORD } from "../tokens";
import { GIVEN, nameRank, wordRank } from "../lexicon";
import { after } from "./after";
import { before } from "./before";
import type { Evidence } from "./evidence";
import { doubts, PLAIN_WORD } from "./doubts";
import { likelihood } from "./likelihood";
import { isFunctionWord, isInitial, isParticle } from "./nameness";
import { runAt, type Run } from "./run";
import { turned } from "./turned";

const LEAST = 0.2;
/** What a short text without capitals adds to words that are names and nothing else. */
const ASKED = 1.9;
/** Likelihood from which words beside the name are looked at. */
const SURE = 0.6;

/** Names of people, by what their words are and what stands about them. */
export function nameLayer(note: Note): void {
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.kind[at] !== WORD || note.taken[at] !== 0) continue;
    if (note.casing === "mixed" && tokens.shape[at] === LOWER && !isInitial(note, at)) {
      const last = uncapitalised(note, at);
      if (last >= at) {
        at = last;
        continue;
      }
      if (!isParticle(note, at)) continue;
    }
    const lead = before(note, at);
    // A plain word counts as a name where what follows it says so: `rich, the neighbor`.
    const told = lead.weight < 3 && isTold(note, at);
    const run = runAt(note, at, told ? 3 : lead.weight);
    if (run === undefined) continue;
    const whole = lead.rule === "honorific" ? run : turned(note, run, lead.weight);
    at = decide(note, whole, lead);
  }
}

/** The end of a name without capitals behind a title or a relative, in a text that has some elsewhere: `w/ dr carvalho`; -1 for none. */
function uncapitalised(note: Note, at: number): number {
  const { tokens } = note;
  const title = hasRole(note, at - 1, ROLE.honorific) && tokens.shape[at - 1] === LOWER;
  const kin = hasRole(note, at - 1, ROLE.kin) && tokens.gap[at] === SPACE;
  if (!title && !kin) return -1;
  if ((tokens.gap[at] as number) >= LINE || note.denied[at] !== 0) return -1;
  if (!isUncommon(note, at, title)) return -1;
  let last = at;
  while (
    last - at < 4 &&
    ((tokens.gap[last + 1] === SPACE && isUncommon(note, last + 1, false)) ||
      (keyAt(note, last + 1) === "-" && tokens.gap[last + 1] === NONE && tokens.kind[last + 2] === WORD))
  )
    last += keyAt(note, last + 1) === "-" ? 2 : 1;
  take(note, at, last, title ? "provider-name" : "relative-name", 0.75, title ? "name:honorific" : "name:kin");
  return last;
}

/** A word in lower case that is a name in use and little else; behind a title also one of no list. */
function isUncommon(note: Note, at: number, titled: boolean): boolean {
  const { tokens } = note;
  if (tokens.kind[at] !== WORD || note.taken[at] !== 0 || tokens.shape[at] !== LOWER || note.roles[at] !== 0)
    return false;
  const bits = tokens.bits[at] as number;
  if (keyAt(note, at).length < 3) return false;
  return (nameRank(bits) === 2 && wordRank(bits) < (titled ? 3 : 1)) || (titled && wordRank(bits) === 0);
}

/** What follows one word or two says so strongly that they are a name that plain words may be one. */
function isTold(note: Note, at: number): boolean {
  if (after(note, at).weight >= 2 || isPaired(note, at)) return true;
  const { tokens } = note;
  const two = tokens.gap[at + 1] === SPACE && tokens.kind[at + 1] === WORD && nameRank(tokens.bits[at] as number) === 2;
  return two && after(note, at + 1).weight >= 2;
}

/** `Baker, Eric`: a word that may be a name, a comma, a given name that is little else. */
function isPaired(note: Note, at: number): boolean {
  const { tokens } = note;
  if (keyAt(note, at + 1) !== "," || tokens.gap[at + 1] !== NONE || (tokens.gap[at + 2] as number) >= LINE)
    return false;
  const bits = tokens.bits[at] as number;
  const next = tokens.bits[at + 2] as number;
  const given =
    (next & GIVEN) !== 0 && wordRank(next) < 2 && (note.casing !== "mixed" || tokens.shape[at + 2] !== LOWER);
  return given && (nameRank(bits) > 0 || (bits === 0 && note.casing === "mixed"));
}

/** Takes the run if there is evidence enough; the token to go on behind. */
function decide(note: Note, run: Run, lead: Evidence): number {
  const follow = after(note, run.last);
  // What stands about a name may be so clear that its words are as good as any.
  const clear = lead.weight > 3 || ((lead.weight >= 3 || follow.weight >= 3) && run.score > PLAIN_WORD);
  const words = clear ? Math.max(0, run.score) : run.score;
  const evidence = words + 2 * lead.weight + 1.5 * follow.weight - doubts(note, run, lead);
  const score = likelihood(
    evidence + (isLine(note, run) ? 1.6 : 0) + (lead.rule !== "and" && isAsked(note, run) ? ASKED : 0),
  );
  if (score < LEAST) return run.from;
  const last = withSuffix(note, run.last);
  const whose = lead.weight >= follow.weight ? lead : follow;
  const rules = [lead.rule, follow.rule].filter((rule) => rule !== "").join("+");
  const from = score > SURE ? withGiven(note, run.from) : run.from;
  take(
    note,
    from,
    last,
    whose.weight > 0.9 ? whose.whose : "person-name",
    Math.min(0.98, score),
    `name:${rules === "" ? "lists" : rules}`,
  );
  return last;
}

/** Whether a short text without capitals has words that are names and nothing else: `where is henderson`. */
function isAsked(note: Note, run: Run): boolean {
  if (note.casing === "mixed" || !isShort(note)) return false;
  const { tokens } = note;
  for (let at = run.from; at <= run.last; at += 1) {
    if (tokens.kind[at] !== WORD || keyAt(note, at).length === 1) continue;
    const bits = tokens.bits[at] as number;
    if (nameRank(bits) < 2 || wordRank(bits) > 0 || keyAt(note, at).length < 4) return false;
    if (hasRole(note, at, ROLE.eponym | ROLE.never | ROLE.drug | ROLE.stateName) || isMedical(note, at)) return false;
  }
  return true;
}

/** Whether two words or more are all there is on a line. */
function isLine(note: Note, run: Run): boolean {
  const { tokens } = note;
  const ends = run.last + 1 >= tokens.count || (tokens.gap[run.last + 1] as number) >= LINE;
  // Two words of no list may be a heading or two drugs, where capitals do not tell.
  const named = note.casing === "mixed" || nameRank(tokens.bits[run.from] as number) > 0;
  return named && ends && run.words + run.initials > 1 && beginsLine(note, run.from);
}

/** The first token with a given name before it that is a plain word by itself: `DREW GONZALEZ`, `Will Speed`. */
function withGiven(note: Note, from: number): number {
  const { tokens } = note;
  const before = from - 1;
  if (before < 0 || note.taken[before] !== 0 || tokens.kind[before] !== WORD || tokens.gap[from] !== SPACE) return from;
  const bits = tokens.bits[before] as number;
  const capital = note.casing === "mixed" ? tokens.shape[before] !== LOWER : !hasRole(note, before, ROLE.never);
  const plain = hasRole(note, before, ROLE.honorific | ROLE.kin | ROLE.person | ROLE.nameLabel);
  return capital && !plain && !isFunctionWord(keyAt(note, before)) && nameRank(bits) === 2 && (bits & GIVEN) !== 0
    ? before
    : from;
}

/** `, Jr.`, `III` */
function withSuffix(note: Note, last: number): number {
  const comma = keyAt(note, last + 1) === "," ? 1 : 0;
  const next = last + 1 + comma;
  if (!hasRole(note, next, ROLE.suffix) || (note.tokens.gap[next] as number) > 1) return last;
  const key = keyAt(note, next);
  if (key === "v" || (key.startsWith("i") && note.tokens.shape[next] !== 3)) return last;
  return next;
}
