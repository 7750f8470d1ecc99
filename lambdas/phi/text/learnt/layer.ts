import { hasRole, takeText, tokenFrom, type Candidate, type Note } from "../note";
import { DENIED } from "../layers/denied";
import { opensSentence } from "../names/nameness";
import { ROLE } from "../roles";
import { CAPITAL, MIXED, NONE, NUMBER, POSSESSIVE, SIGN, SPACE, WORD } from "../tokens";
import { allowed, type Run } from "./barred";
import { CLASSES, NONE_OF_THEM, type Class } from "./classes";
import { featuresAt, MOST_FEATURES } from "./features";
import { chancesOf, learntModel, likeliest } from "./model";
import { symbolsOf } from "./symbols";

const SIZE = CLASSES.length;
/**
 * Least chance that a word identifies somebody to be taken, in a text in which something else does, and in one in which nothing does: a
 * question or a message of a few words seldom tells of somebody twice. These and the chances below are as practice texts call for whose
 * templates the model had not learnt.
 */
const LEAST = { recall: 0.35, balanced: 0.55 } as const;
const LEAST_ALONE = { recall: 0.7, balanced: 0.95 } as const;
const LEAST_ASKED = { recall: 0.6, balanced: 0.95 } as const;
/** Tokens of a question or a message at most. */
const ASKED = 20;
/** Least chance of a trade: it is no identifier by itself, so that a wrong one costs more than a missed one. */
const LEAST_TRADE = { recall: 0.35, balanced: 0.8 } as const;
/** Least chance beside a word that is taken. */
const LEAST_BESIDE = 0.35;
/** A find of the rules shows that a text tells of somebody from this score on, and is given up below the other. */
const SHOWN = 0.6;
const UNLIKELY = 0.5;
/** What is left of the score of a name or an age when the model is all but sure that it is none; the point of recall still tells it. */
const DOUBTED = 0.4;
const SURE_OF_NONE = {
  alone: 0.9,
  amidOthers: 0.99,
} as const;
const LIKELY_NO_AGE = 0.5;
/** A name of this score shows that a text tells of somebody, so that others in it are doubted less. */
const SURE_NAME = 0.9;
const SUREST = 0.95;
/** Letters of initials and their points: whatever stands for a name so short is told by its label. */
const LONGEST_INITIALS = 4;
/** Ages that may be a time or those of everybody. */
const AGES_IN_DOUBT = /^age:(?:short|lead)$/;
/** Words with a capital before a firm's name that are no part of it. */
const NOT_OF_FIRMS =
  ROLE.never | ROLE.honorific | ROLE.kin | ROLE.person | ROLE.month | ROLE.weekday | ROLE.credential | ROLE.nameLabel;
/** Rules by which a word is a name for the name beside it. */
const BY_ANOTHER = /^name:(?:list|beside|before|pet|behind-pet)$/;

/** What a model that has learnt the words around names, employers, towns and trades finds where rules do not. */
export function learntLayer(note: Note): void {
  const chances = chancesIn(note);
  doubt(note, chances);
  const alone = note.tokens.count <= ASKED ? LEAST_ASKED : LEAST_ALONE;
  const least = note.found.some(({ score }) => score >= SHOWN) ? LEAST : alone;
  for (let at = 0; at < note.tokens.count; at += 1) {
    if (identifies(chances, at) < least[note.point] || !isOpen(note, at) || hasRole(note, at, ROLE.suffix)) continue;
    let from = at;
    while (goesOn(note, chances, from - 1, from)) from -= 1;
    let last = at;
    for (let next = nextOf(note, chances, last); next > last; next = nextOf(note, chances, last)) last = next;
    takeRun(note, chances, from, last);
    at = last;
  }
}

/** Chances of the classes of each token, one token behind the other. */
function chancesIn(note: Note): Float32Array {
  const { count, gap } = note.tokens;
  const model = learntModel();
  const symbols = symbolsOf(note);
  const features = new Int32Array(MOST_FEATURES);
  const chances = new Float64Array(SIZE);
  const all = new Float32Array(count * SIZE);
  let previous = NONE_OF_THEM;
  for (let at = 0; at < count; at += 1) {
    all[at * SIZE + NONE_OF_THEM] = 1;
    if (!isAsked(note, at)) continue;
    if ((gap[at] as number) > SPACE) previous = NONE_OF_THEM;
    chancesOf(model, features, featuresAt(note, symbols, at, previous, features), chances);
    all.set(chances, at * SIZE);
    previous = likeliest(chances);
  }
  return all;
}

/** Whether a token is one that the model judges: a word or a number. */
export const isAsked = ({ tokens }: Note, at: number): boolean =>
  tokens.kind[at] === WORD || tokens.kind[at] === NUMBER || tokens.kind[at] === MIXED;

const identifies = (chances: Float32Array, at: number): number => 1 - (chances[at * SIZE + NONE_OF_THEM] as number);

/** Whether no rule has a token that is likelier right than not, and none denies it. */
function isOpen({ taken, found, denied }: Note, at: number): boolean {
  if (denied[at] !== 0) return false;
  const by = taken[at] as number;
  return by === 0 || (by > 0 && (found[by - 1] as Candidate).score < UNLIKELY);
}

/** Whether what was taken up to a token goes on at the one beside it; `right` is the one of the two that stands behind. */
const goesOn = (note: Note, chances: Float32Array, at: number, right: number): boolean =>
  at >= 0 &&
  at < note.tokens.count &&
  (note.tokens.gap[right] as number) <= SPACE &&
  identifies(chances, at) >= LEAST_BESIDE &&
  isOpen(note, at);

/** The next token of the same name, if need be behind a hyphen, a point or an ampersand; `last` itself for none. */
function nextOf(note: Note, chances: Float32Array, last: number): number {
  if (goesOn(note, chances, last + 1, last + 1)) return last + 1;
  const { tokens } = note;
  const isJoint =
    tokens.kind[last + 1] === SIGN &&
    /^[-.&'_]$/.test(tokens.key[last + 1] as string) &&
    (tokens.gap[last + 1] as number) <= SPACE;
  return isJoint && goesOn(note, chances, last + 2, last + 2) ? last + 2 : last;
}

/** Takes tokens for what the model holds them for together. */
function takeRun(note: Note, chances: Float32Array, from: number, last: number): void {
  const sums = new Float64Array(SIZE);
  let surest = 0;
  for (let at = from; at <= last; at += 1) {
    for (let each = 0; each < SIZE; each += 1)
      sums[each] = (sums[each] as number) + (chances[at * SIZE + each] as number);
    surest = Math.max(surest, identifies(chances, at));
  }
  sums[NONE_OF_THEM] = 0;
  const found = CLASSES[likeliest(sums)] as Exclude<Class, "none">;
  const run = allowed(note, { from, last }, found);
  if (run === undefined || (found === "profession" && surest < LEAST_TRADE[note.point])) return;
  const { begin, end } = note.tokens;
  const score = Math.min(SUREST, surest);
  const whole = found === "facility" || found === "organization" ? grown(note, run) : run;
  takeText(note, begin[whole.from] as number, end[whole.last] as number, found, score, `learnt:${found}`);
}

/** What a name of a firm or a place has before it with a capital, and its `'s`: `The Blue Ridge Clinic`, `Compass Law Group`, `utica children's`. */
function grown(note: Note, { from, last }: Run): Run {
  const { tokens } = note;
  let first = from;
  while (joins(note, first - 1)) first -= 1;
  const possessive = tokens.key[last + 1] === "'" ? last + 2 : last + 1;
  const whole = tokens.kind[possessive] === POSSESSIVE && tokens.gap[last + 1] === NONE;
  return { from: first, last: whole ? possessive : last };
}

const joins = (note: Note, at: number): boolean =>
  note.casing === "mixed" &&
  note.tokens.shape[at] === CAPITAL &&
  note.tokens.gap[at + 1] === SPACE &&
  (isOpen(note, at) || (note.taken[at] === 0 && note.denied[at] === DENIED.eponym)) &&
  !opensSentence(note, at) &&
  (note.tokens.key[at] === "the" || !hasRole(note, at, NOT_OF_FIRMS));

function mayBeDoubted({ category, rule, begin, end }: Candidate): boolean {
  if (category === "AGE") return AGES_IN_DOUBT.test(rule);
  return category === "NAME" && end - begin > LONGEST_INITIALS && !BY_ANOTHER.test(rule);
}

/** Lowers the score of names and ages that stand where the model is sure that there is none: `Grade B. Philips probe`, `kept for 10 years`. */
function doubt(note: Note, chances: Float32Array): void {
  const { tokens, found } = note;
  const aboutSomebody = found.some(
    ({ category, score }) => category !== "AGE" && score >= (category === "NAME" ? SURE_NAME : SHOWN),
  );
  for (const [index, each] of found.entries()) {
    if (each.score <= DOUBTED || !mayBeDoubted(each)) continue;
    // Where a text tells of somebody, so do its ages.
    if (each.category === "AGE" && aboutSomebody) continue;
    let most = 0;
    for (let at = tokenFrom(tokens, each.begin); at < tokens.count && (tokens.begin[at] as number) < each.end; at += 1)
      most = Math.max(most, identifies(chances, at));
    const sure = each.category === "AGE" ? LIKELY_NO_AGE : aboutSomebody ? SURE_OF_NONE.amidOthers : SURE_OF_NONE.alone;
    if (most < 1 - sure) found[index] = { ...each, score: DOUBTED };
  }
}
