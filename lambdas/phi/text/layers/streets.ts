import { hasRole, isFree, keyAt, takeText, type Note } from "../note";
import { isCapital, isProper } from "../proper";
import { ROLE } from "../roles";
import { lengthAt } from "../sticky";
import { INITIAL, LINE, MIXED, NONE, NUMBER, PARAGRAPH, POSSESSIVE, SIGN, WIDE, WORD } from "../tokens";
import { townAfter } from "./town-names";

const POST_BOX =
  /(?:p\.?\s?o\.?\s?box|post office box|postal box|p\.?m\.?b\.?|box|postbus|postfach|apartado|rural route)\s?#?:?\s?\d{1,6}(?![\d/])|(?:rr|hc|rural route)\s?#?\d{1,4},?[- ]box \d{1,5}/iy;
const MOST_NAME_WORDS = 4;
/** Words before a number that say that an address follows. */
const LEADS = new Set(
  "at address addr lives living resides residing home residence mailing to is from of near street".split(" "),
);
/** Streets whose type stands first or is joined to the name, in other languages. */
const TYPE_FIRST = new Set(
  "rue via calle rua avenida avenue carrer strada boulevard piazza plaza viale corso camino place chemin allee impasse largo travessa praca highway route interstate county".split(
    " ",
  ),
);
const JOINED_TYPE = /.{3}(?:strasse|straat|gasse|weg|allee|platz|laan|plein|gade|gatan|vej|veien|dijk|kade|steeg)$/;

/** Street addresses and post boxes, with what goes on behind them: unit, town, state, postal code. */
export function streetLayer(note: Note): void {
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (note.taken[at] !== 0 && !isLooseNumber(note, at)) continue;
    const kind = tokens.kind[at];
    if (kind === NUMBER || kind === MIXED) numbered(note, at);
    else if (kind === WORD) box(note, at);
  }
}

/** A number that a weak rule has taken may still begin an address. */
const isLooseNumber = (note: Note, at: number): boolean => {
  const found = note.found[(note.taken[at] as number) - 1];
  return (
    found !== undefined &&
    found.score <= 0.7 &&
    note.tokens.kind[at] === NUMBER &&
    found.begin === note.tokens.begin[at]
  );
};

function box(note: Note, at: number): void {
  const key = keyAt(note, at);
  if (!/^(?:p|po|pob|post|postal|pmb|postbus|postfach|apartado|rural|rr|hc|box)$/.test(key)) {
    if (TYPE_FIRST.has(key) || JOINED_TYPE.test(key)) typeFirst(note, at, key);
    return;
  }
  const begin = note.tokens.begin[at] as number;
  const length = lengthAt(POST_BOX, note.text, begin);
  if (length === 0 || (key === "box" && note.casing === "mixed" && note.tokens.shape[at] === 1)) return;
  finish(note, begin, begin + length, key === "box" ? 0.75 : 0.95, "post-box");
}

/** `Via Roma 12`, `12 rue de la Paix`, `Hauptstrasse 5`. */
function typeFirst(note: Note, at: number, key: string): void {
  const { tokens } = note;
  if (!isCapital(note, at) && tokens.kind[at - 1] !== NUMBER) return;
  let last = at;
  if (TYPE_FIRST.has(key)) {
    for (let step = 0; step < 4; step += 1) {
      const next = last + 1;
      if (tokens.kind[next] !== WORD || (tokens.gap[next] as number) >= LINE) break;
      if (!(hasRole(note, next, ROLE.particle) || (isCapital(note, next) && isProper(note, next)))) break;
      last = next;
    }
    while (last > at && hasRole(note, last, ROLE.particle)) last -= 1;
    if (last === at) return;
  }
  const numbered =
    tokens.kind[last + 1] === NUMBER || (keyAt(note, last + 1) === "," && tokens.kind[last + 2] === NUMBER);
  const before = tokens.kind[at - 1] === NUMBER && note.taken[at - 1] === 0;
  if (!numbered && !before) return;
  const from = before && !numbered ? at - 1 : at;
  if (numbered) last += keyAt(note, last + 1) === "," ? 2 : 1;
  if ((tokens.end[last] as number) - (tokens.begin[last] as number) > 5 && tokens.kind[last] === NUMBER) return;
  if (isFree(note, from, last))
    finish(note, tokens.begin[from] as number, tokens.end[last] as number, 0.8, "type-first");
}

function numbered(note: Note, at: number): void {
  const { tokens, text } = note;
  const size = (tokens.end[at] as number) - (tokens.begin[at] as number);
  const key = keyAt(note, at);
  // `W813 N5567 Mill Creek Rd`: a grid that counts from a county's corner.
  const grid = /^[nsew]\d{1,5}$/.test(key);
  if (size > 6 || !(grid || /^\d{1,6}[a-z]?$/.test(key)) || note.denied[at] === 1) return;
  let from = at;
  if (at > 0 && tokens.gap[at] === NONE) {
    const before = keyAt(note, at - 1);
    // `12-34 Main St` in Queens.
    if (before === "-" && tokens.gap[at - 1] === NONE && tokens.kind[at - 2] === NUMBER && note.taken[at - 2] === 0)
      from = at - 2;
    else if (!/^["'(:#,]$/.test(before)) return;
  }
  if (grid && /^[nsew]\d{1,5}$/.test(keyAt(note, at - 1)) && isFree(note, at - 1, at - 1)) from = at - 1;
  const type = typeAfter(note, at, size);
  if (type < 0 || !isFree(note, at + 1, type)) return;
  let last = type;
  if (keyAt(note, last + 1) === "." && tokens.gap[last + 1] === NONE) last += 1;
  if (
    hasRole(note, last + 1, ROLE.direction) &&
    (tokens.gap[last + 1] as number) < LINE &&
    isCapital(note, last + 1) &&
    keyAt(note, last + 1).length <= 2
  )
    last += 1;
  const end = withUnit(note, tokens.end[last] as number, last);
  if (text.charCodeAt(end - 1) === 0x2e)
    finish(note, tokens.begin[from] as number, tokens.end[type] as number, 0.92, "street", end);
  else finish(note, tokens.begin[from] as number, end, 0.92, "street");
}

/** The token of the street's type behind a house number, or -1. */
function typeAfter(note: Note, at: number, size: number): number {
  const { tokens } = note;
  const mixed = note.casing === "mixed";
  let names = 0;
  let found = -1;
  for (let next = at + 1; next < tokens.count && next <= at + 8; next += 1) {
    const gap = tokens.gap[next] as number;
    if (gap === PARAGRAPH || gap === WIDE || (gap === LINE && found >= 0)) break;
    const key = keyAt(note, next);
    if (tokens.kind[next] === SIGN) {
      const joins =
        (key === "." &&
          tokens.gap[next] === NONE &&
          (tokens.shape[next - 1] === INITIAL ||
            hasRole(note, next - 1, ROLE.direction) ||
            keyAt(note, next - 1) === "st" ||
            keyAt(note, next - 1) === "dr" ||
            keyAt(note, next - 1) === "mt")) ||
        (key === "-" && gap === NONE && tokens.gap[next + 1] === NONE);
      if (joins) continue;
      break;
    }
    if (tokens.kind[next] === POSSESSIVE) continue;
    if (tokens.kind[next] === NUMBER || tokens.kind[next] === MIXED) {
      if (
        !/^\d{1,3}(?:st|nd|rd|th)$/.test(key) &&
        !(
          names > 0 &&
          found >= 0 &&
          /^\d{1,4}$/.test(key) &&
          /^(?:highway|hwy|route|rte|road|rd)$/.test(keyAt(note, next - 1))
        )
      )
        break;
      if (/^\d+$/.test(key)) return next;
      names += 1;
      continue;
    }
    if (
      names > 0 &&
      hasRole(note, next, ROLE.street) &&
      (isCapital(note, next) || hasRole(note, next, ROLE.sureStreet))
    ) {
      const sure =
        hasRole(note, next, ROLE.sureStreet) && (mixed ? isCapital(note, next) || isCapital(note, next - 1) : true);
      if (sure || (mixed && isCapital(note, next)) || size >= 3 || isLed(note, at)) found = next;
    }
    if (
      mixed
        ? !isCapital(note, next) && !hasRole(note, next, ROLE.particle)
        : hasRole(note, next, ROLE.never) && !hasRole(note, next, ROLE.direction) && !hasRole(note, next, ROLE.street)
    )
      break;
    names += 1;
    if (names > MOST_NAME_WORDS + 1) break;
  }
  return found;
}

function isLed(note: Note, at: number): boolean {
  for (let back = at - 1; back >= Math.max(0, at - 2); back -= 1) if (LEADS.has(keyAt(note, back))) return true;
  return false;
}

/** A number behind the street without a word for what it is. */
const BARE_UNIT = /\s\d{1,5}(?=\s*(?:,|\n|\.\s|$))/y;
const UNIT =
  /[,.]?\s{0,2}(?:(?:apt|apartment|suite|ste|unit|flat|floor|fl|bldg|building|room|rm|lot|trlr|space|spc|#|no)\b\.?\s?#?\s?[a-z]?-?\d{0,5}-?[a-z]?(?![a-z])|#\s?\w{1,5}|\d{1,2}(?:st|nd|rd|th)\s(?:floor|fl)\b)/iy;

/** The end with apartment, suite or floor: `Apt. 832`, `Suite 4B`, `#12`. */
function withUnit(note: Note, end: number, _last: number): number {
  // `Bldg M Apt 785` has two.
  for (let step = 0; step < 2; step += 1) {
    const length = lengthAt(UNIT, note.text, end);
    if (length === 0 || !/\d|\b[a-z]$/i.test(note.text.slice(end, end + length))) break;
    end += length;
  }
  return end + lengthAt(BARE_UNIT, note.text, end);
}

function finish(note: Note, begin: number, end: number, score: number, rule: string, lookFrom = end): void {
  const town = townAfter(note, lookFrom);
  takeText(note, begin, town ?? end, "street", town === undefined ? score : 0.97, `address:${rule}`);
}
