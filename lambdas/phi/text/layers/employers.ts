import { nameRank, wordRank } from "../lexicon";
import { hasRole, keyAt, LABEL, take, type Note } from "../note";
import { isMedical, isProper } from "../proper";
import { ROLE } from "../roles";
import { LINE, LOWER, NONE, PARAGRAPH, POSSESSIVE, SIGN, SPACE, WIDE, WORD } from "../tokens";
import { BUSINESS_HEADS } from "../words/employers";
import { JOB_ADJECTIVES } from "../words/jobs";
import { DENIED } from "./denied";

const MOST_WORDS = 8;
/** Tokens between a word of work and the preposition: `works part time in accounts payable at`. */
const WINDOW = 7;
const WORK =
  /^(?:works?|worked|working|employed|employment|jobs?|position|career|hired|fired|shifts?|teaches|taught|boss|manager|supervisor|coworkers?|colleagues|serves|served|retired|resigned|laid|leave|duty|hours|internship|contract)$/;
const LEAVING = /^(?:retired|resigned|fired|laid|let|quit)$/;
const LABELS = /^(?:employer|employers|company|workplace|worksite|firm|sponsor)$/;
const OWNING = /^(?:owns|owned|runs|ran|founded|operates|operated|manages|managed|opened)$/;
/** What ends a name of lower case. */
const STOPS = new Set(
  `since until till as in on with but who whom when where while because at from to by for full part time is was were has had have he she they
  his her their our my your its now currently after before during without if that which this these those not no or so also then than last
  next past about over under per via due doing being and the a an of years year months days nights night evenings weekends
  phone tel address occupation denies smokes lives reports retired`.split(/\s+/),
);
const NO_EMPLOYER = new Set(
  "none unknown na n self home work school shift retired disabled unemployed student home same yes no not declined refused phone name address nights days night risk time first present baseline least rest".split(
    " ",
  ),
);

const PUBLIC = /^(?:city|county|state|town|village|university|college|department|bank|port)$/;

/** Takes the employer behind a token that says that one follows; its last token, or -1. */
export function employerAfter(note: Note, at: number): number {
  const from = leadEnd(note, at);
  return from < 0 ? -1 : takeEmployer(note, from, OWNING.test(keyAt(note, at)));
}

/** Takes the employer behind a profession: `at Sullivan Ltd`, `(Piggly Wiggly)`. */
export function employerBehind(note: Note, at: number): number {
  const key = keyAt(note, at);
  if (key === "(" && note.casing === "mixed") return takeEmployer(note, at + 1, false);
  return key === "at" || key === "for" ? takeEmployer(note, at + 1, false) : -1;
}

/** The token at which the name begins, or -1. */
function leadEnd(note: Note, at: number): number {
  const key = keyAt(note, at);
  if (OWNING.test(key)) return at + 1;
  // The head of a column has its values beneath it, and none beside or behind it.
  if (LABELS.test(key)) return note.taken[at] === LABEL ? -1 : labelEnd(note, at, key);
  if (/^(?:employment|work)$/.test(key) && keyAt(note, at - 1) === "of" && keyAt(note, at - 2) === "place") return labelEnd(note, at, key); // prettier-ignore
  if (key === "employed" && keyAt(note, at + 1) === ":")
    return labelEnd(note, keyAt(note, at + 3) === "," ? at + 2 : at, key);
  if (!/^(?:at|for|by|with|from)$/.test(key)) return -1;
  const wanted = key === "from" ? LEAVING : WORK;
  for (let back = at - 1; back >= Math.max(0, at - WINDOW); back -= 1) {
    const word = keyAt(note, back);
    if (wanted.test(word)) return (key === "by" || key === "with") && !/^(?:employed|hired|job|position|worked|works|employment)$/.test(word) ? -1 : at + 1; // prettier-ignore
    if (/^[.;:]$/.test(word) || (note.tokens.gap[back + 1] as number) >= PARAGRAPH) return -1;
  }
  return -1;
}

/** `Employer: `, `employer name `, `Company - `, `Employed: yes, `. */
function labelEnd(note: Note, at: number, key: string): number {
  let next = at + 1;
  if (/^(?:name|is)$/.test(keyAt(note, next))) next += 1;
  const told =
    next > at + 1 || /^[:=,]$/.test(keyAt(note, next)) || (keyAt(note, next) === "-" && note.tokens.gap[next] !== NONE);
  while (/^[:=,-]$/.test(keyAt(note, next))) next += 1;
  if (!told && key !== "employer") return -1;
  if (!told && note.tokens.gap[next] === SPACE && (isPlain(note, next) || hasRole(note, next, ROLE.afterName)))
    return -1;
  return (note.tokens.gap[next] as number) > LINE ? -1 : next;
}

const isPlain = (note: Note, at: number): boolean =>
  note.casing === "mixed" ? note.tokens.shape[at] === LOWER : wordRank(note.tokens.bits[at] as number) > 1;

function takeEmployer(note: Note, begin: number, needsHead: boolean): number {
  let from = begin;
  const article = keyAt(note, from);
  if (/^(?:the|a|an)$/.test(article)) from += 1;
  if (from >= note.tokens.count || note.tokens.kind[from] !== WORD || (note.tokens.gap[from] as number) > LINE)
    return -1;
  const written = note.casing === "mixed" && note.tokens.shape[from] !== LOWER;
  const last = written
    ? endOfCapitals(note, from, needsHead)
    : endOfWords(note, from, /^an?$/.test(article), needsHead);
  if (last < 0) return -1;
  take(note, from, last, "organization", 0.8, "work:employer");
  return last;
}

/** What a town's name has taken may be part of an employer's: `Sun Valley Packing Co`. */
const isOpen = (note: Note, at: number): boolean =>
  note.taken[at] === 0 || note.found[(note.taken[at] as number) - 1]?.subtype === "city";

const isDenied = (note: Note, at: number): boolean => note.denied[at] !== 0 && note.denied[at] !== DENIED.eponym;

const isHead = (note: Note, at: number): boolean => BUSINESS_HEADS.has(keyAt(note, at));

/** `Northfield Unified School District`, `Sanchez, Lopez and Romero`, `City of Fresno`: as far as capitals go. */
function endOfCapitals(note: Note, from: number, needsHead: boolean): number {
  const { tokens } = note;
  let last = -1;
  let telling = 0;
  let head = false;
  for (let next = from; next < tokens.count && next < from + MOST_WORDS + 4; next += 1) {
    const gap = tokens.gap[next] as number;
    const key = keyAt(note, next);
    if (!isOpen(note, next) || isDenied(note, next) || (next > from && (gap === WIDE || gap > LINE))) break;
    if (tokens.kind[next] === POSSESSIVE) continue;
    if (tokens.kind[next] === SIGN) {
      if (!joinsName(note, next)) break;
      continue;
    }
    const joint = /^(?:and|of|the|de)$/.test(key) && last >= 0 && tokens.shape[next] === LOWER;
    if (joint && (isCapitalWord(note, next + 1) || keyAt(note, next + 1) === "the" || /^(?:sons|daughters)$/.test(keyAt(note, next + 1)))) continue; // prettier-ignore
    if (!isCapitalWord(note, next) && !(last >= 0 && /^(?:sons|daughters|bros)$/.test(key))) break;
    if (
      hasRole(note, next, ROLE.honorific) ||
      (hasRole(note, next, ROLE.weekday) && key !== "sun") ||
      /^[:=]$/.test(keyAt(note, next + 1))
    )
      break;
    if (gap === LINE && next > from && hasRole(note, next, ROLE.never)) break;
    if (!hasRole(note, next, ROLE.never) || isHead(note, next)) telling += 1;
    head ||= isHead(note, next);
    last = next;
  }
  if (last < 0 || (needsHead && !head) || (telling === 0 && !(head && last > from))) return -1;
  return last === from && NO_EMPLOYER.has(keyAt(note, from)) ? -1 : last;
}

const isCapitalWord = ({ tokens }: Note, at: number): boolean => tokens.kind[at] === WORD && tokens.shape[at] !== LOWER;

/** `&`, a hyphen or an apostrophe without spaces, the points of `U.S.`, and commas of a list of partners. */
function joinsName(note: Note, at: number): boolean {
  const { tokens } = note;
  const key = keyAt(note, at);
  const tight = tokens.gap[at] === NONE && tokens.gap[at + 1] === NONE;
  if (key === "&") return true;
  if (key === "-" || key === "'") return tight;
  if (key === ".")
    return tokens.gap[at] === NONE && (tight || keyAt(note, at - 1).length <= 2) && isCapitalWord(note, at + 1);
  return key === "," && listGoesOn(note, at);
}

/** Whether names go on behind a comma to an `and`. */
function listGoesOn(note: Note, comma: number): boolean {
  for (let at = comma + 1; at < comma + 4; at += 1) {
    if (/^(?:and|&)$/.test(keyAt(note, at))) return isNameLike(note, at + 1) && at > comma + 1;
    if (!isNameLike(note, at)) return false;
  }
  return false;
}

const isNameLike = (note: Note, at: number): boolean =>
  note.tokens.kind[at] === WORD &&
  (note.casing === "mixed"
    ? note.tokens.shape[at] !== LOWER && !hasRole(note, at, ROLE.never)
    : isProper(note, at) || nameRank(note.tokens.bits[at] as number) === 2);

/** Where capitals tell nothing: up to the last word of a business, or as far as words of no list or names go. */
function endOfWords(note: Note, from: number, indefinite: boolean, needsHead: boolean): number {
  const { tokens } = note;
  let head = -1;
  let names = -1;
  let telling = false;
  let onlyNames = true;
  if (keyAt(note, from + 1) === "of" && PUBLIC.test(keyAt(note, from)) && isNameLike(note, from + 2)) return from + 2;
  for (let next = from; next < tokens.count && next < from + MOST_WORDS; next += 1) {
    const key = keyAt(note, next);
    const gap = tokens.gap[next] as number;
    if (!isOpen(note, next) || (next > from && (gap === WIDE || gap > LINE))) break;
    if (tokens.kind[next] === POSSESSIVE) continue;
    if (tokens.kind[next] === SIGN) {
      if (key === "&" || (/^[-']$/.test(key) && gap === NONE && tokens.gap[next + 1] === NONE)) continue;
      if (key === "," && listGoesOn(note, next)) continue;
      break;
    }
    if (key === "and" && next > from && (isNameLike(note, next + 1) || /^(?:sons|daughters|co)$/.test(keyAt(note, next + 1)))) continue; // prettier-ignore
    if (key === "of" && next > from && /^(?:city|county|state|university|college|department|bank)$/.test(keyAt(note, next - 1))) continue; // prettier-ignore
    if (tokens.kind[next] !== WORD || STOPS.has(key) || isMedical(note, next) || isDenied(note, next)) break;
    const unknown =
      isNameLike(note, next) || (wordRank(tokens.bits[next] as number) === 0 && !hasRole(note, next, ROLE.never));
    if (isHead(note, next) && next > from) head = next;
    if (unknown && onlyNames) names = next;
    onlyNames &&= unknown;
    telling ||= unknown || (!JOB_ADJECTIVES.has(key) && !isHead(note, next) && !/^(?:local|small|big|large|family|same|new|own|nearby)$/.test(key)); // prettier-ignore
  }
  if (head > from && telling && !indefinite) return head;
  if (needsHead || names < 0 || indefinite || NO_EMPLOYER.has(keyAt(note, from))) return -1;
  return names;
}
