import { cityRank, lookUp, nameRank, wordRank } from "../lexicon";
import { hasRole, isFree, keyAt, takeText, tokenFrom, type Note } from "../note";
import { isCapital, isProper, isTownLike } from "../proper";
import { ROLE } from "../roles";
import { lengthAt } from "../sticky";
import { LINE, NONE, NUMBER, PARAGRAPH, SIGN, SPACE, UPPER, WIDE, WORD } from "../tokens";
import { STATE_NAMES } from "../words/places";

const ZIP = /\d{5}(?:-\d{4})?(?![\w-])/y;
const UK_POSTCODE = /[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?!\w)/iy;
const CANADA_POSTCODE = /[ABCEGHJ-NPRSTVXY]\d[A-Z] ?\d[A-Z]\d(?!\w)/iy;
const TWO_WORD_STATES = new Set(STATE_NAMES.filter((name) => name.includes(" ")));

/** Words after which a town stands, by how sure that is. */
const LIVES_IN = new Set(
  "man woman lady gentleman male female boy girl wedding near flat apartment lives living lived resides residing resided resident native born raised moved relocated relocating home house hometown from grew based city town village citizen originally".split(
    " ",
  ),
);
/** Words before which a town that is known may stand behind `in` or `from`, though people are called so too. */
const GOES_TO = new Set(
  "flew drove flying driving works working worked stays staying stayed shelter vacation jail prison commutes commuting travel travels traveled travelled trip accident farm patient patients pt pts providers provider clinic clinics pharmacy pharmacies hospital hospitals arrived came returned camp hotel church family daughter son mother father sister brother people women men everyone residents cases student job transferred picked found crash collision school facility office practice lived staying".split(
    " ",
  ),
);
const IN = new Set(["in", "from", "near", "to", "at", "of", "via", "outside", "visiting", "through", "around"]);

/** Towns, with state and postal code where they follow; counties; postal codes of other lands. */
export function townLayer(note: Note): void {
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (note.taken[at] !== 0) continue;
    if (tokens.kind[at] !== WORD) {
      postcode(note, at);
      continue;
    }
    if (hasRole(note, at, ROLE.state | ROLE.stateName)) withState(note, at);
    if (note.taken[at] === 0 && keyAt(note, at) === "county" && isCapital(note, at)) county(note, at);
  }
  for (let at = 0; at < tokens.count; at += 1) {
    if (note.taken[at] === 0 && tokens.kind[at] === WORD) inContext(note, at, true);
  }
}

/** Towns that only their names tell; behind the names of people, who are often called as towns are. */
export function townByNameLayer(note: Note): void {
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (note.taken[at] === 0 && tokens.kind[at] === WORD) inContext(note, at, false);
  }
}

/** Length of a state that begins at a token, in tokens: 0, 1 or 2. */
function stateLength(note: Note, at: number): number {
  const { tokens } = note;
  if (tokens.kind[at] !== WORD) return 0;
  if (tokens.kind[at + 1] === WORD && TWO_WORD_STATES.has(`${keyAt(note, at)} ${keyAt(note, at + 1)}`)) return 2;
  if (hasRole(note, at, ROLE.stateName) && isCapital(note, at)) return 1;
  return hasRole(note, at, ROLE.state) && (tokens.shape[at] === UPPER || note.casing !== "mixed") ? 1 : 0;
}

/** Offset of the end of the postal code behind a token, or of the token. */
function withZip(note: Note, at: number): number {
  const { tokens, text } = note;
  const end = tokens.end[at] as number;
  let next = at + 1;
  if (keyAt(note, next) === "." || keyAt(note, next) === ",") next += 1;
  if (next >= tokens.count || (tokens.gap[next] as number) > LINE || (note.taken[next] !== 0 && !isLoose(note, next)))
    return end;
  const begin = tokens.begin[next] as number;
  const length = lengthAt(ZIP, text, begin) || lengthAt(CANADA_POSTCODE, text, begin);
  return length > 0 ? begin + length : end;
}

const isLoose = (note: Note, at: number): boolean => (note.found[(note.taken[at] as number) - 1]?.score ?? 1) <= 0.7;

/** First token of the town's name that ends at a token; -1 for none. At most four words. */
function townBefore(note: Note, last: number, strict: boolean): number {
  const { tokens } = note;
  if (tokens.kind[last] !== WORD || !isCapital(note, last) || note.taken[last] !== 0) return -1;
  let from = last;
  for (let step = 0; step < 3 && from > 0; step += 1) {
    const gap = tokens.gap[from] as number;
    if (gap === WIDE || gap >= LINE) break;
    let before = from - 1;
    if (tokens.kind[before] === SIGN) {
      const saint = keyAt(note, before) === "." && /^(?:st|ft|mt|pt|s|n|e|w)$/.test(keyAt(note, before - 1));
      if (!saint && !(keyAt(note, before) === "-" && gap === NONE)) break;
      before -= 1;
    }
    if (before < 0 || tokens.kind[before] !== WORD || note.taken[before] !== 0 || !isCapital(note, before)) break;
    if (
      hasRole(note, before, ROLE.townStart) &&
      !(hasRole(note, before, ROLE.never) && note.casing !== "mixed" && !/^(?:st|san|new)$/.test(keyAt(note, before)))
    ) {
      from = before;
      continue;
    }
    const phrase = phraseOf(note, before, last);
    if (cityRank(lookUp(phrase)) > 0) {
      from = before;
      continue;
    }
    // A word of no list before a town's second word, as in `Bala Cynwyd`.
    if (
      note.casing === "mixed" &&
      isProper(note, before) &&
      !hasRole(note, before, ROLE.never) &&
      from === last &&
      !isTownLike(keyAt(note, last)) &&
      cityRank(tokens.bits[last] as number) === 0 &&
      !strict
    ) {
      from = before;
      continue;
    }
    break;
  }
  if (from === last && hasRole(note, last, ROLE.never) && !(strict && cityRank(tokens.bits[last] as number) > 1))
    return -1;
  if (!strict) return from;
  const bits = tokens.bits[last] as number;
  const known =
    cityRank(lookUp(phraseOf(note, from, last))) > 0 ||
    isTownLike(keyAt(note, last)) ||
    (from < last && hasRole(note, from, ROLE.townStart) && (nameRank(bits) > 0 || wordRank(bits) === 0));
  return known ? from : -1;
}

function phraseOf(note: Note, from: number, last: number): string {
  let phrase = keyAt(note, from);
  for (let at = from + 1; at <= last; at += 1) if (note.tokens.kind[at] === WORD) phrase += ` ${keyAt(note, at)}`;
  return phrase;
}

/** `Troy, NJ 23929`, `St. Louis, Missouri`. */
function withState(note: Note, at: number): void {
  const { tokens } = note;
  const length = stateLength(note, at);
  if (length === 0 || at === 0) return;
  const comma = keyAt(note, at - 1) === ",";
  const last = comma ? at - 2 : at - 1;
  if (last < 0 || (tokens.gap[at] as number) > LINE) return;
  const end = withZip(note, at + length - 1);
  const zip = end > (tokens.end[at + length - 1] as number);
  if (!comma && !zip) {
    // `Dayton OH`
    const sure = note.casing === "mixed" && tokens.shape[at] === UPPER && !AMBIGUOUS_STATES.has(keyAt(note, at));
    const town = sure && tokens.gap[at] === SPACE ? townBefore(note, last, true) : -1;
    if (town >= 0 && cityRank(lookUp(phraseOf(note, town, last))) > 0)
      takeText(note, tokens.begin[town] as number, end, "city", 0.75, "address:town-state");
    return;
  }
  const doubtful = AMBIGUOUS_STATES.has(keyAt(note, at));
  const placed = isAfterIn(note, last);
  if (!zip && doubtful && !placed) return;
  const from = townBefore(note, last, !zip && (doubtful || !placed));
  if (from < 0) {
    if (zip) takeText(note, end - 5, end, "zip", 0.8, "address:zip");
    return;
  }
  takeText(note, tokens.begin[from] as number, end, "city", zip ? 0.96 : 0.85, "address:town-state");
}

/** Short forms of states that are credentials, labels or plain words besides. */
const AMBIGUOUS_STATES = new Set("md pa id ma ms do or in ok me hi co al la de ne pr mo va dc ct mt sd nd".split(" "));

/** Whether a word before a town of up to three words says that a place comes. */
function isAfterIn(note: Note, last: number): boolean {
  for (let back = last - 1; back >= Math.max(0, last - 3); back -= 1)
    if (IN.has(keyAt(note, back))) return keyAt(note, back + 1) !== ":";
  return false;
}

/** Where a town behind an address ends: after a comma or at the next line; with state and postal code, or known as a town. */
export function townAfter(note: Note, end: number): number | undefined {
  const { tokens } = note;
  let at = tokenFrom(tokens, end);
  let joined = false;
  while (at < tokens.count && tokens.kind[at] === SIGN && /^[,.;]$/.test(keyAt(note, at))) {
    joined ||= keyAt(note, at) === ",";
    if (keyAt(note, at) === ";") return undefined;
    at += 1;
  }
  if (at >= tokens.count || tokens.gap[at] === PARAGRAPH || note.taken[at] !== 0) return undefined;
  joined ||= tokens.gap[at] === LINE;
  if (tokens.kind[at] !== WORD || !isCapital(note, at)) {
    const zip = lengthAt(ZIP, note.text, tokens.begin[at] as number);
    return joined && zip > 0 ? (tokens.begin[at] as number) + zip : undefined;
  }
  let best: number | undefined;
  let last = at;
  for (let step = 0; step < 4 && last < tokens.count; step += 1, last += 1) {
    if (tokens.kind[last] === SIGN && /^[.'-]$/.test(keyAt(note, last))) continue;
    if (tokens.kind[last] !== WORD || note.taken[last] !== 0 || !isCapital(note, last)) break;
    if (step > 0 && (tokens.gap[last] as number) > LINE) break;
    const state = last + 1 + (keyAt(note, last + 1) === "," ? 1 : 0);
    const length = stateLength(note, state);
    if (length > 0) {
      const stop = withZip(note, state + length - 1);
      if (state > last + 1 || stop > (tokens.end[state + length - 1] as number)) return stop;
    }
    if (
      joined &&
      lengthAt(ZIP, note.text, tokens.begin[state] ?? note.text.length) > 0 &&
      (tokens.gap[state] as number) <= LINE
    )
      return (tokens.begin[state] as number) + lengthAt(ZIP, note.text, tokens.begin[state] as number);
    if (joined && townBefore(note, last, true) === at) best = tokens.end[last] as number;
  }
  return best;
}

function county(note: Note, at: number): void {
  const { tokens } = note;
  const of = keyAt(note, at + 1) === "of";
  const from = of ? at : townBefore(note, at - 1, false);
  if (from < 0) return;
  const last = of ? at + 2 : at;
  if (isFree(note, from, last) && isCapital(note, of ? last : from))
    takeText(note, tokens.begin[from] as number, tokens.end[last] as number, "county", 0.88, "address:county");
}

function postcode(note: Note, at: number): void {
  const { tokens, text } = note;
  const begin = tokens.begin[at] as number;
  const size = (tokens.end[at] as number) - begin;
  if (tokens.kind[at] === NUMBER || size < 2 || size > 7) return;
  const length = lengthAt(CANADA_POSTCODE, text, begin) || (size <= 4 ? lengthAt(UK_POSTCODE, text, begin) : 0);
  if (
    length >= 6 &&
    / /.test(text.slice(begin, begin + length)) &&
    (note.casing !== "mixed" || !/[a-z]/.test(text.slice(begin, begin + length)))
  )
    takeText(note, begin, begin + length, "zip", 0.8, "address:postcode");
}

/** Whether somebody lives there, in the words before: `lives with her husband Gian in`. */
function livesBefore(note: Note, at: number): boolean {
  for (let back = at; back >= Math.max(0, at - 7); back -= 1) {
    if (LIVES_IN.has(keyAt(note, back))) return true;
    if (/^[.;:]$/.test(keyAt(note, back))) return false;
  }
  return false;
}

/** A town after words that say so, or a large city by its name. */
function inContext(note: Note, at: number, needsLead: boolean): void {
  const { tokens } = note;
  if (!isCapital(note, at) || note.denied[at] !== 0) return;
  const before = keyAt(note, at - 1);
  const two = keyAt(note, at - 2);
  const lives =
    IN.has(before) &&
    (LIVES_IN.has(two) || LIVES_IN.has(keyAt(note, at - 3)) || (before === "in" && livesBefore(note, at - 4)));
  const label =
    /^[:=]$/.test(before) &&
    /^(?:city|town|village|hometown|birthplace|municipality|residence|county)$/.test(
      two === '"' ? keyAt(note, at - 3) : two,
    );
  if (
    !lives &&
    !label &&
    !IN.has(before) &&
    cityRank(tokens.bits[at] as number) < 2 &&
    !hasRole(note, at, ROLE.townStart)
  )
    return;
  let last = at;
  let best = -1;
  for (let step = 0; step < 4 && last < tokens.count; step += 1, last += 1) {
    if (tokens.kind[last] === SIGN && /^[.'-]$/.test(keyAt(note, last)) && step > 0 && tokens.gap[last] === NONE)
      continue;
    // `King of Prussia`
    if (step > 0 && /^(?:of|de|la|du|des)$/.test(keyAt(note, last)) && isCapital(note, last + 1)) continue;
    const apostrophe = /^[do]['’][A-Z]/.test(note.text.slice(tokens.begin[last], tokens.end[last]));
    if (
      tokens.kind[last] !== WORD ||
      !(isCapital(note, last) || apostrophe) ||
      note.taken[last] !== 0 ||
      note.denied[last] !== 0
    )
      break;
    if (step > 0 && (tokens.gap[last] as number) >= LINE && tokens.gap[last] !== LINE) break;
    const bits = lookUp(phraseOf(note, at, last));
    const start =
      hasRole(note, at, ROLE.townStart) &&
      last > at &&
      !hasRole(note, last, ROLE.never) &&
      (nameRank(tokens.bits[last] as number) > 0 || wordRank(tokens.bits[last] as number) === 0);
    if (cityRank(bits) > 0 || (isTownLike(keyAt(note, last)) && isProper(note, last)) || start) best = last;
    else if ((lives || label) && last === at && isProper(note, at) && (note.casing === "mixed" || wordRank(bits) === 0))
      best = last;
  }
  const goes =
    IN.has(before) && note.casing === "mixed" && [2, 3, 4].some((back) => GOES_TO.has(keyAt(note, at - back)));
  const known =
    goes && best >= 0 && cityRank(lookUp(phraseOf(note, at, best))) > 0 && !hasRole(note, at, ROLE.never | ROLE.eponym);
  const strong = lives || label || known;
  if (best < 0 || (needsLead && !strong)) return;
  const rank = cityRank(lookUp(phraseOf(note, at, best)));
  const word = wordRank(tokens.bits[at] as number);
  const name = nameRank(tokens.bits[at] as number);
  if (!strong) {
    if (hasRole(note, at, ROLE.eponym)) return;
    if (note.casing !== "mixed" && (word > 0 || rank < 2)) return;
    // A word that is also a plain one or a name tells nothing by itself.
    if (best === at && (word > 1 || (name > 0 && rank < 2) || (rank === 0 && !isTownLike(keyAt(note, at))))) return;
    if (
      hasRole(note, best, ROLE.never) ||
      hasRole(note, best + 1, ROLE.facility | ROLE.eponymHead | ROLE.organization | ROLE.street)
    )
      return;
    if (best > at && rank === 0 && !IN.has(before)) return;
    if (best === at && name > 0 && isProper(note, at + 1) && isCapital(note, at + 1) && tokens.kind[at + 1] === WORD)
      return;
  }
  const state = best + 1 + (keyAt(note, best + 1) === "," ? 1 : 0);
  const length = stateLength(note, state);
  const end = length > 0 && state > best + 1 ? withZip(note, state + length - 1) : (tokens.end[best] as number);
  takeText(
    note,
    tokens.begin[at] as number,
    end,
    "city",
    strong ? 0.92 : IN.has(before) ? 0.72 : 0.58,
    strong ? "address:lives-in" : "address:town",
  );
}
