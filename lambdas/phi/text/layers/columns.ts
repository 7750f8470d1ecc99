import { nameRank, wordRank } from "../lexicon";
import { hasRole, isFree, keyAt, takeLabel, takeText, tokenFrom, type Note } from "../note";
import { isMedical } from "../proper";
import { ROLE } from "../roles";
import { LOWER, SIGN, WORD } from "../tokens";
import { COLUMN_HEADS, OTHER_HEADS, PERSON_HEADS, type ColumnSubtype } from "../words/columns";

/** One field of a line, with what its column holds where the line is a head. */
interface Field {
  readonly begin: number;
  readonly end: number;
}
interface Column extends Field {
  readonly subtype: ColumnSubtype | undefined;
}

/** Fields of a line are parted by a tab or two spaces. */
const FIELD = /\S+(?: \S+)*/g;
const PARTED = /\S(?:\t| {2})/;
/** Characters that a field may begin before or behind its head. */
const SLACK = 3;
const LONGEST_HEAD = 24;
const MOST_WORDS = 5;
const SCORE = 0.8;
const EMPTY =
  /^(?:n\/?a|none|nil|unknown|unk|refused|declined|tbd|pending|self|same|open|vacant|empty|float|pool|off|out|on call|see .*|[-?*x]+)$/i;

/** Tables in columns of a printed width: what stands beneath a head such as `ATTENDING` or `OCCUPATION` is what the head says. */
export function columnLayer(note: Note): void {
  let head: readonly Column[] | undefined;
  for (let from = 0; from <= note.text.length;) {
    const line = note.text.indexOf("\n", from);
    const end = line < 0 ? note.text.length : line;
    const fields = fieldsOf(note.text, from, end);
    if (fields.length < 2) head = undefined;
    else {
      const columns = columnsOf(note.text, fields);
      if (columns !== undefined) {
        head = columns;
        takeLabel(note, tokenFrom(note.tokens, from), tokenFrom(note.tokens, end) - 1);
      } else if (head !== undefined) takeRow(note, head, fields, from);
    }
    from = end + 1;
  }
}

function fieldsOf(text: string, from: number, end: number): Field[] {
  const line = text.slice(from, end);
  if (!PARTED.test(line)) return [];
  return [...line.matchAll(FIELD)].map(({ index, 0: { length } }) => ({
    begin: from + index,
    end: from + index + length,
  }));
}

/** The columns of a head; undefined for a line that is none: one of its fields says nothing of a column, or none says who or where. */
function columnsOf(text: string, fields: readonly Field[]): Column[] | undefined {
  const columns: Column[] = [];
  let about = false;
  let named = false;
  for (const { begin, end } of fields) {
    const words = text
      .slice(begin, end)
      .toLowerCase()
      .replace(/[^a-z]+/g, " ")
      .trim();
    const subtype = words.length > LONGEST_HEAD ? undefined : COLUMN_HEADS.get(words);
    if (subtype === undefined && !OTHER_HEADS.has(words)) return undefined;
    about ||= PERSON_HEADS.has(words) || (subtype !== undefined && words !== "name");
    named ||= subtype !== undefined;
    columns.push({ begin, end, subtype });
  }
  // A list of drugs has their names in a column too.
  return named && about ? columns : undefined;
}

function takeRow(note: Note, head: readonly Column[], fields: readonly Field[], line: number): void {
  const start = note.text.lastIndexOf("\n", (head[0] as Column).begin) + 1;
  for (const [index, field] of fields.entries()) {
    const column = fields.length === head.length ? head[index] : nearest(head, field.begin - line + start);
    if (column?.subtype !== undefined) takeField(note, field, column.subtype);
  }
}

/** The column that begins where a field does. */
const nearest = (head: readonly Column[], begin: number): Column | undefined =>
  head.find((column) => Math.abs(column.begin - begin) <= SLACK);

function takeField(note: Note, { begin, end }: Field, subtype: ColumnSubtype): void {
  const { tokens, text } = note;
  const from = tokenFrom(tokens, begin);
  const last = tokenFrom(tokens, end) - 1;
  if (last < from || !isFree(note, from, last) || EMPTY.test(text.slice(begin, end))) return;
  const isName = subtype.endsWith("-name");
  let words = 0;
  let telling = false;
  for (let at = from; at <= last; at += 1) {
    if (tokens.kind[at] === SIGN) continue;
    if (tokens.kind[at] !== WORD) {
      if (isName || subtype === "profession" || subtype === "city") return;
      telling = true;
      continue;
    }
    words += 1;
    if (isName && (hasRole(note, at, ROLE.drug) || (isMedical(note, at) && nameRank(tokens.bits[at] as number) < 2)))
      return;
    const plain = isName ? isPlain(note, at) : hasRole(note, at, ROLE.never);
    telling ||= !plain && (keyAt(note, at).length > 1 || subtype === "room");
  }
  const small = isName && note.casing === "mixed" && tokens.shape[from] === LOWER;
  if (telling && !small && words <= MOST_WORDS) takeText(note, begin, end, subtype, SCORE, "column");
}

/** A common word that is nobody's name. */
const isPlain = (note: Note, at: number): boolean =>
  nameRank(note.tokens.bits[at] as number) < 2 &&
  (wordRank(note.tokens.bits[at] as number) > 1 || hasRole(note, at, ROLE.never));
