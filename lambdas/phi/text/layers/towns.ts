import { cityRank, lookUp, nameRank, wordRank } from "../lexicon";
import { hasRole, isFree, keyAt, takeText, type Note } from "../note";
import { isCapital, isProper, isTownLike } from "../proper";
import { ROLE } from "../roles";
import { lengthAt } from "../sticky";
import { LINE, NONE, NUMBER, SIGN, SPACE, UPPER, WORD } from "../tokens";
import { CANADA_POSTCODE, phraseOf, stateLength, townBefore, withZip } from "./town-names";

const UK_POSTCODE = /[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}(?!\w)/iy;

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
