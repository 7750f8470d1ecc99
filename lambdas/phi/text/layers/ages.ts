import { isFree, keyAt, takeText, tokenFrom, type Note } from "../note";
import { isOfPerson } from "./age-of-person";
import { lengthAt, matchAt } from "../sticky";
import { MIXED, NONE, NUMBER, SIGN, WORD } from "../tokens";

/** What follows the number in an age: `year-old`, `y/o`, `yo F`, `-yr-old`. */
const AFTER_YEARS =
  /[\s-]{0,2}(?:(?:years?|yrs?|yr|y)\.?[\s-]{0,2}(?:old|of age|o(?![a-z])|\/o)|y\.?\s?\/?\.?\s?o\.?(?:[mf](?![a-z])|(?![a-z]))|years young|jahre alt|ans(?![a-z])|a[nñ]os)/iy;
const AFTER_SMALL = /[\s-]{0,2}(?:months?|mos?|weeks?|wks?|days?|d)[\s-]{0,2}(?:old(?![a-z])|of age|\/o)/iy;
/** `50 y,` `50y M`, `67F`, `67 M`: sure where a comma or a bracket stands about. */
const AFTER_SHORT = /\s?y(?:rs?|ears?)?(?=\s?(?:[,;.)]|$|\n)|\s(?:m|f|male|female|man|woman|w|b|h)(?![a-z]))/iy;
const SEX =
  /[\s/,-]{0,2}(?:m|f)(?![a-z'.\d]|\s?\/\s?\d)|\s?[\s,/-]\s?(?:male|female|man|woman|gentleman|lady)(?![a-z])/iy;
const SEX_AND_STORY =
  /\s?[mf]\s(?:with|w\/|who|presents|presenting|here|c\/o|s\/p|h\/o|admitted|brought|transferred|seen)(?![a-z])/iy;
/** `, 7 M.` behind a name's comma. */
const SEX_AT_END = /\s?(?:m|f)(?=[.,;]?(?:\s|$))/iy;
const IN_DECADES = /(?:early|mid|late)?[\s-]{0,2}(\d0)['’]?s(?![a-z])/iy;
const TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ");
const ONES = "one two three four five six seven eight nine".split(" ");
const IN_WORDS = /([a-z]{3,9})(?:[\s-]([a-z]{3,5}))?[\s-](?:year|yr)s?[\s-](?:old|of age)/iy;
/** `16F coude`: a catheter's size in French. */
const NO_AGE =
  /\s?f(?:r|rench)?\s(?:coud[eé]|foley|catheter|cath|tube|sheath|drain|stent|ng|ngt|ett|peg|chest|silicone|pigtail)/iy;
const LEADS = new Set(["age", "aged", "ages", "turned", "turning", "turns", "alter"]);

/** The oldest person whose age is well attested was 122. */
const OLDEST = 125;

/** Ages: the number alone, as the words around it tell nobody. */
export function ageLayer(note: Note): void {
  const { tokens, text } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    const kind = tokens.kind[at];
    const begin = tokens.begin[at] as number;
    const key = keyAt(note, at);
    if (kind === NUMBER || kind === MIXED) {
      if (note.taken[at] === 0) inFigures(note, at, begin, key);
      continue;
    }
    if (kind === SIGN) continue;
    if (/^(?:nona|cente|octo|septua|super)(?:gen|cent)\w*arian$/.test(key)) {
      put(note, begin, tokens.end[at] as number, /^(?:nona|cente|super)/.test(key) ? 95 : 80, 0.8, "word");
    } else if (TENS.includes(key) || key === "hundred") {
      inWords(note, begin, key);
    } else if (/^(?:her|his|their|my|late|early|mid|the)$/.test(key)) {
      const next = tokens.begin[at + 1];
      const found = next === undefined ? undefined : matchAt(IN_DECADES, text, next);
      if (found !== undefined && key !== "the" && note.taken[at + 1] === 0) {
        const from = (next as number) + found[0].indexOf(found[1] as string);
        put(note, from, (next as number) + found[0].length, Number(found[1]), 0.7, "decade");
      }
    }
  }
}

function inFigures(note: Note, at: number, begin: number, key: string): void {
  const { tokens, text } = note;
  const digits = /^\d{1,3}/.exec(key)?.[0] ?? "";
  const age = Number(digits);
  if (digits === "" || age > OLDEST || (key.length > digits.length && /\d/.test(key.slice(digits.length)))) return;
  if (at > 0 && tokens.gap[at] === NONE && /[./\d:]/.test(text[begin - 1] as string)) return;
  const end = begin + digits.length;
  const sure = lengthAt(AFTER_YEARS, text, end) > 0 || lengthAt(AFTER_SMALL, text, end) > 0;
  if (sure && isPopulation(note, at, end)) return;
  if (sure) return put(note, begin, end, lengthAt(AFTER_SMALL, text, end) > 0 ? 1 : age, 0.96, "year-old");
  const lead = leadBefore(note, at);
  if (lead && tokens.kind[at] === NUMBER && !/[./:%-]\d/.test(text.slice(end, end + 2)) && !isRange(note, at, end))
    return put(note, begin, end, age, 0.9, "lead");
  if (tokens.kind[at] === NUMBER && isOfPerson(note, at)) return put(note, begin, end, age, 0.75, "person");
  if (digits.length < 1 || age === 0 || lengthAt(NO_AGE, text, end) > 0 || isIsotope(note, at)) return;
  // `7F with fever`, but not a catheter of 7 French.
  if (lengthAt(SEX_AND_STORY, text, end) > 0) return put(note, begin, end, age, 0.85, "sex");
  if (lengthAt(AFTER_SHORT, text, end) > 0 && !isDuration(note, at) && !isSpan(note, at))
    return put(note, begin, end, age, 0.8, "short");
  if (keyAt(note, at - 1) === "," && tokens.kind[at - 2] === WORD && lengthAt(SEX_AT_END, text, end) > 0)
    return put(note, begin, end, age, 0.8, "sex");
  if (digits.length >= 2 && lengthAt(SEX, text, end) > 0 && !/[./]/.test(text[begin - 1] ?? ""))
    put(note, begin, end, age, 0.75, "sex");
}

/** `Tc-99m`, `I-131 m`. */
const isIsotope = (note: Note, at: number): boolean =>
  keyAt(note, at - 1) === "-" && /^(?:tc|i|f|ga|in|tl|xe|sm|sr|lu|y|co|cr|mo|kr|rb)$/.test(keyAt(note, at - 2));

const OF_GROUPS =
  /^(?:over|under|above|below|than|least|most|between|older|younger|>|<|≥|≤|=|aged|ages|until|through|every|adults|patients|women|men|children|people|persons|individuals|infants|males|females)$/;
const AND_OLDER =
  /[\s-]{0,2}(?:years?|yrs?|months?)?[\s-]{0,2}(?:old|of age)?,?\s(?:and|or)\s(?:older|over|above|younger|under|up|greater|more)/iy;

/** Ages of whole groups: `women over 50 years of age`, `65 years and older`. */
function isPopulation(note: Note, at: number, end: number): boolean {
  if (lengthAt(AND_OLDER, note.text, end) > 0) return true;
  const before = keyAt(note, at - 1);
  const range = before === "to" || before === "-" || before === "and";
  const group = OF_GROUPS.test(range ? keyAt(note, at - 3) : before) || (range && OF_GROUPS.test(keyAt(note, at - 4)));
  return group && !/^(?:was|is|be)$/.test(keyAt(note, at - 2));
}

const isDuration = (note: Note, at: number): boolean =>
  /^(?:x|for|over|past|last|of|times|every|in|within|after|since|about|approximately|through|until|to|up)$/.test(
    keyAt(note, at - 1),
  );

/** Groups of people have no age of their own: `adults aged 40 to 75`. */
const GROUPS =
  /^(?:adults|patients|people|persons|women|men|children|individuals|those|males|females|participants|subjects|infants|adolescents|seniors|and|between)$/;

/** `mean age 54`, `under age 18`: ages of many, and limits. */
const OF_MANY = /^(?:mean|median|average|avg|minimum|maximum|peak|under|below)$/;

/** `aged 18 to 75`, `ages 2 and up`: of whoever is of that age. */
const isRange = (note: Note, at: number, end: number): boolean =>
  lengthAt(AND_OLDER, note.text, end) > 0 ||
  (/^(?:to|through|and)$/.test(keyAt(note, at + 1)) && note.tokens.kind[at + 2] === NUMBER);

/** `smoked 30 years`: how long, as a verb before it tells. */
const isSpan = (note: Note, at: number): boolean =>
  /^(?:years?|yrs?)$/.test(keyAt(note, at + 1)) && /^(?:smoked|worked|lived|married|quit|drank|used|served|took|lasted|total|smoking|sober)$/.test(keyAt(note, at - 1)); // prettier-ignore

/** `aged 66`, `age: 45`, `Age at visit 45`. */
function leadBefore(note: Note, at: number): boolean {
  for (let back = at - 1; back >= Math.max(0, at - 4); back -= 1) {
    const key = keyAt(note, back);
    if (LEADS.has(key))
      return !GROUPS.test(keyAt(note, back - 1)) && !(key === "age" && OF_MANY.test(keyAt(note, back - 1)));
    if (!/^(?:[:=("'-]|of|is|was|at|visit|the|about|approximately|years|in|now|just|death|diagnosis|onset)$/.test(key))
      return false;
  }
  return false;
}

function inWords(note: Note, begin: number, key: string): void {
  const found = matchAt(IN_WORDS, note.text, begin);
  if (found === undefined) return;
  const ones = (found[2] ?? "").toLowerCase();
  const one = ONES.indexOf(ones);
  const ten = TENS.indexOf(key);
  if (ten < 0) return;
  const length = one >= 0 ? (found[1] as string).length + 1 + ones.length : (found[1] as string).length;
  put(note, begin, begin + length, (ten + 2) * 10 + one + 1, 0.9, "words");
}

function put(note: Note, begin: number, end: number, age: number, score: number, rule: string): void {
  let from = tokenFrom(note.tokens, begin);
  if (from >= note.tokens.count || (note.tokens.begin[from] as number) > begin) from -= 1;
  if (from < 0 || !isFree(note, from, from)) return;
  takeText(note, begin, end, age >= 90 ? "age-over-89" : "age", score, `age:${rule}`);
}
