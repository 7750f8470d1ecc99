import { wordRank } from "../lexicon";
import { hasRole, isFree, keyAt, take, type Note } from "../note";
import { isCapital, isMedical, isProper } from "../proper";
import { ROLE } from "../roles";
import { LINE, LOWER, NONE, NUMBER, PARAGRAPH, SIGN, SPACE, WORD } from "../tokens";
import { JOB_ADJECTIVES, PROFESSIONS, WEAK_PROFESSIONS } from "../words/jobs";

/** Words before a profession that say that it is the person's: `works as a`, `retired`, `occupation:`. */
const FRAMES = new Set(
  "as occupation profession job employed employment retired former formerly ex worked works working work trade career title vocation".split(
    " ",
  ),
);
const ARTICLES = new Set([
  "a",
  "an",
  "the",
  "his",
  "her",
  "local",
  "full",
  "part",
  "time",
  "-",
  ":",
  "current",
  "self",
  "employed",
  "by",
  "is",
  "was",
]);
const EMPLOYER_LEADS = new Set(["at", "for", "by", "from", ":"]);
const SIGNS_OF_AGE = new Set(["old", "yo", "age", "aged", "o", "year", "y"]);

/** Professions where they are somebody's, and employers. */
export function workLayer(note: Note): void {
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.kind[at] !== WORD || note.taken[at] !== 0) continue;
    const key = keyAt(note, at);
    if (PROFESSIONS.has(key) || (key.endsWith("s") && PROFESSIONS.has(key.slice(0, -1)))) profession(note, at);
    else if (AGENT_ENDING.test(key)) agent(note, at);
    else if (/^(?:works|worked|working|employed|job|employer|works)$/.test(key)) employer(note, at + 1);
    if (hasRole(note, at, ROLE.organization) || key === "sons") organization(note, at);
  }
}

function profession(note: Note, last: number): void {
  const { tokens } = note;
  let from = last;
  for (let step = 0; step < 3 && from > 0; step += 1) {
    let before = from - 1;
    if (keyAt(note, before) === "-" && tokens.gap[from] === NONE) before -= 1;
    if (
      tokens.kind[before] !== WORD ||
      (tokens.gap[from] as number) > LINE ||
      !JOB_ADJECTIVES.has(keyAt(note, before)) ||
      note.taken[before] !== 0
    )
      break;
    if (/^(?:retired|former)$/.test(keyAt(note, before))) break;
    from = before;
  }
  const weak = WEAK_PROFESSIONS.has(keyAt(note, last)) && from === last;
  const frame = frameBefore(note, from);
  if (frame === 0 || (weak && frame < 2)) return;
  if (!isFree(note, from, last) || hasRole(note, last + 1, ROLE.honorific)) return;
  take(note, from, last, "profession", frame === 2 ? 0.9 : 0.75, "work:profession");
  employer(note, last + 1);
}

/** 2 for a frame that says it, 1 for an article with a person's age or a verb of being before it, 0 for none. */
function frameBefore(note: Note, from: number): number {
  let back = from - 1;
  let article = false;
  for (let step = 0; step < 4 && back >= 0; step += 1, back -= 1) {
    const key = keyAt(note, back);
    if (FRAMES.has(key)) return 2;
    if (SIGNS_OF_AGE.has(key) || isAge(note, back)) return 2;
    if (key === "be" && keyAt(note, back - 1) === "to") return 2;
    if (!ARTICLES.has(key) && !JOB_ADJECTIVES.has(key) && key !== "." && key !== ",") break;
    article ||= key === "a" || key === "an";
  }
  if (!article) return 0;
  const key = keyAt(note, back + 1);
  const being = /^(?:is|was|be|am|became|being|been)$/;
  return being.test(keyAt(note, back)) || being.test(key) ? 1 : 0;
}

/** Endings of words for who does something. */
const AGENT_ENDING = /.{3}(?:er|or|ist|ian|man|woman|ant|eer|smith|wright|keeper|hand|ranger|tuner)$/;
/** Such words that tell of no trade. */
const NO_TRADES = new Set(
  "daughter mother father brother sister smoker former drinker user never other later water fever liver bladder cancer number order diabetic caucasian asian woman man gentleman patient infant male female senior minor elder older younger over under after dinner shower river tumor disorder doctor physician donor survivor hour labor major error motor sensor factor primigravida christian italian indian russian canadian mexican american african".split(
    " ",
  ),
);

/** A trade of no list where only a trade can stand: `Retired piano tuner`, `works as a park ranger`. */
function agent(note: Note, last: number): void {
  const { tokens } = note;
  if (
    NO_TRADES.has(keyAt(note, last)) ||
    hasRole(note, last, ROLE.kin | ROLE.person | ROLE.never | ROLE.drug) ||
    isMedical(note, last)
  )
    return;
  if (note.casing === "mixed" && tokens.shape[last] !== LOWER && keyAt(note, last - 1) !== ":") return;
  for (let from = last; from >= Math.max(0, last - 2); from -= 1) {
    const word =
      tokens.kind[from] === WORD &&
      (from === last || !hasRole(note, from, ROLE.never | ROLE.kin | ROLE.person | ROLE.afterName | ROLE.beforeName));
    if (!word || (from < last && (tokens.gap[from + 1] as number) > LINE) || note.taken[from] !== 0) return;
    const before = keyAt(note, from - 1);
    const led =
      /^(?:retired|former|occupation|profession)$/.test(before) ||
      (/^(?:a|an)$/.test(before) && keyAt(note, from - 2) === "as") ||
      (before === ":" && FRAMES.has(keyAt(note, from - 2)));
    if (led) {
      take(note, from, last, "profession", 0.7, "work:trade");
      employer(note, last + 1);
      return;
    }
  }
}

const isAge = (note: Note, at: number): boolean => note.found[(note.taken[at] as number) - 1]?.category === "AGE";

/** `at Sanchez, Lopez and Romero`, `for Sullivan Ltd`: capitals after the word, or a few words of no list. */
function employer(note: Note, at: number): void {
  const { tokens } = note;
  if (!EMPLOYER_LEADS.has(keyAt(note, at))) return;
  let from = at + 1;
  if (/^(?:the|a|an)$/.test(keyAt(note, from))) from += 1;
  let last = -1;
  let proper = false;
  for (let next = from; next < tokens.count && next < from + 9; next += 1) {
    const gap = tokens.gap[next] as number;
    if (gap === PARAGRAPH || note.taken[next] !== 0 || note.denied[next] !== 0) break;
    const key = keyAt(note, next);
    if (tokens.kind[next] === SIGN) {
      const joins =
        key === "&" ||
        ((key === "-" || key === "'") && gap === NONE) ||
        (key === "." && tokens.kind[next - 1] === WORD && tokens.gap[next + 1] === NONE);
      // A list of partners has its last behind `and`.
      if (key === "," && listGoesOn(note, next)) continue;
      if (!joins) break;
      continue;
    }
    if (key === "and" && last >= 0 && (isNameLike(note, next + 1) || keyAt(note, next + 1) === "sons")) continue;
    if (key === "of" && last >= 0 && isCapital(note, next + 1)) continue;
    if (
      tokens.kind[next] !== WORD ||
      !(
        isNameLike(note, next) ||
        (last >= 0 && (hasRole(note, next, ROLE.organization | ROLE.facility) || key === "sons"))
      )
    )
      break;
    proper ||= isProper(note, next) || note.casing === "mixed";
    last = next;
  }
  if (last < 0 || !proper || !isFree(note, from, last)) return;
  take(note, from, last, "organization", 0.8, "work:employer");
}

function isNameLike(note: Note, at: number): boolean {
  if (note.tokens.kind[at] !== WORD || hasRole(note, at, ROLE.honorific)) return false;
  if (note.casing === "mixed")
    return (
      note.tokens.shape[at] !== LOWER &&
      !(hasRole(note, at, ROLE.never) && !hasRole(note, at, ROLE.organization | ROLE.facility))
    );
  return isProper(note, at) && wordRank(note.tokens.bits[at] as number) < 3;
}

function listGoesOn(note: Note, comma: number): boolean {
  for (let at = comma + 1; at < comma + 4; at += 1) {
    if (keyAt(note, at) === "and" || keyAt(note, at) === "&") return true;
    if (!isNameLike(note, at)) return false;
  }
  return false;
}

/** `Mazur & Sons` */
function partners(note: Note, last: number): void {
  const joint = keyAt(note, last - 1);
  if ((joint !== "&" && joint !== "and") || !isNameLike(note, last - 2) || !isCapital(note, last)) return;
  if (isFree(note, last - 2, last)) take(note, last - 2, last, "organization", 0.85, "work:partners");
}

/** Names that end in a legal form or a kind of organisation. */
function organization(note: Note, head: number): void {
  const { tokens } = note;
  const key = keyAt(note, head);
  if (!isCapital(note, head) || note.taken[head] !== 0) return;
  const form =
    /^(?:inc|ltd|llc|llp|plc|corp|corporation|gmbh|bv|nv|university|college|academy|institute|foundation|industries|enterprises|holdings|technologies|airlines|motors)$/.test(
      key,
    );
  if (key === "sons" || key === "associates" || key === "partners") partners(note, head);
  const school = key === "school";
  if (!form && !school) return;
  let from = head;
  for (let step = 0; step < 5 && from > 0; step += 1) {
    const before = from - 1;
    const gap = tokens.gap[from] as number;
    if (gap > SPACE || note.taken[before] !== 0) break;
    const word = keyAt(note, before);
    if (tokens.kind[before] === SIGN) {
      if (word !== "&" && word !== "," && word !== "-") break;
      if (word === "," && from !== head) break;
      from = before;
      continue;
    }
    if (word === "and" && isNameLike(note, before - 1)) from = before;
    else if (tokens.kind[before] === WORD && isNameLike(note, before) && !hasRole(note, before, ROLE.beforeName))
      from = before;
    else break;
  }
  while (from < head && (tokens.kind[from] !== WORD || keyAt(note, from) === "and")) from += 1;
  let last = head;
  if (
    /^(?:university|college|institute|academy)$/.test(key) &&
    keyAt(note, head + 1) === "of" &&
    isCapital(note, head + 2)
  )
    last = head + 2;
  if (from === head && last === head) return;
  if (tokens.kind[from] === NUMBER || !isFree(note, from, last)) return;
  take(note, from, last, "organization", form ? 0.75 : 0.6, "work:organization");
}
