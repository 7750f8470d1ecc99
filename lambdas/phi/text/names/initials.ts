import { hasRole, isFree, keyAt, take, type Note } from "../note";
import { ROLE } from "../roles";
import { CAPITAL, INITIAL, LINE, NONE, SPACE, UPPER, WIDE, WORD } from "../tokens";
import { after } from "./after";
import { before } from "./before";

/** Letters with points that stand for other things. */
const ABBREVIATIONS = new Set(
  "us usa uk po iv im npo qd bid tid qid prn er or md rn np pa do pt ot id dc am pm ie eg sp st ph ed ac pc hs sc sq ad os od ou cc hpi pmh bp hr rr nb vs dr dob mrn phd rph na ip op up to".split(
    " ",
  ),
);
/** What a field of two or three letters is asked for by. */
const ASKED =
  /^(?:initials|initial|typist|transcribed|typed|transcriptionist|dictated|entered|verified|checked|scribed|keyed|tb|dd|rev|by)$/;
const TITLES = /^(?:dr|mr|mrs|ms|miss)$/;
const NO_INITIALS = new Set(
  "tbd unk na nka ems er ed icu md do rn np pa lpn phone fax mail hand self ehr emr hcp pcp or us ct mri".split(" "),
);

/** Initials for a whole name: `Pt. J.R.`, `Transcribed by: KLM`, and the letter behind `M.I.:`. */
export function initialsLayer(note: Note): void {
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.kind[at] !== WORD || note.taken[at] !== 0) continue;
    const size = keyAt(note, at).length;
    if (size === 1) {
      const last = pointed(note, at);
      if (last > at) at = last;
      else if (isTitled(note, at)) take(note, at, at, "provider-name", 0.75, "name:honorific");
      else middle(note, at);
    } else if (size < 4) bare(note, at);
  }
}

/** `J.R.`, `J. R. K.` with something that speaks for a person before or behind; its last token, or `at` for none. */
function pointed(note: Note, at: number): number {
  const { tokens } = note;
  let last = at;
  let letters = "";
  for (let next = at; letters.length < 4; next += 2) {
    const isLetter = tokens.kind[next] === WORD && keyAt(note, next).length === 1 && isInitialShape(note, next);
    if (!isLetter || keyAt(note, next + 1) !== "." || tokens.gap[next + 1] !== NONE) break;
    if (next > at && (tokens.gap[next] as number) > SPACE) break;
    letters += keyAt(note, next);
    last = next + 1;
  }
  if (letters.length < 2 || letters.length > 3 || ABBREVIATIONS.has(letters) || !isFree(note, at, last)) return at;
  const lead = before(note, at);
  const follow = after(note, last);
  if (lead.weight + follow.weight < 1.7) return at;
  const whose = lead.weight >= follow.weight ? lead.whose : follow.whose;
  take(note, at, last, whose, 0.75, "name:initials");
  return last;
}

const isInitialShape = (note: Note, at: number): boolean =>
  note.tokens.shape[at] === INITIAL || note.casing !== "mixed";

/** `Dr. K` and `Mr B`, whose letter stands for a name; `MR L knee` is a picture. */
function isTitled(note: Note, at: number): boolean {
  const { tokens } = note;
  const title = keyAt(note, at - 1) === "." && tokens.gap[at - 1] === NONE ? at - 2 : at - 1;
  const shape = tokens.shape[title];
  const next = at + 1;
  return (
    TITLES.test(keyAt(note, title)) &&
    (shape === CAPITAL || (note.casing === "lower" && keyAt(note, title) === "dr")) &&
    tokens.gap[at] === SPACE &&
    isInitialShape(note, at) &&
    (next >= tokens.count || tokens.gap[next] !== NONE || /^[,.;:!?)]$/.test(keyAt(note, next)))
  );
}

/** `M.I.: W`, `Middle initial W`. */
function middle(note: Note, at: number): void {
  const { tokens } = note;
  if (!isInitialShape(note, at)) return;
  let back = at - 1;
  while (back > at - 4 && /^[:._]$/.test(keyAt(note, back))) back -= 1;
  const key = keyAt(note, back);
  const labelled =
    ((key === "initial" || key === "name") && keyAt(note, back - 1) === "middle") ||
    (key === "middle" && keyAt(note, at - 1) === ":") ||
    (key === "mi" && /^(?::|mi)$/.test(keyAt(note, at - 1)) && isAmongNames(note, back)) ||
    (key === "i" && keyAt(note, back - 1) === "." && keyAt(note, back - 2) === "m" && keyAt(note, at - 1) === ":");
  const ends =
    at + 1 >= tokens.count || (tokens.gap[at + 1] as number) >= SPACE || /^[.,;|)]$/.test(keyAt(note, at + 1));
  if (labelled && ends) take(note, at, at, "patient-name", 0.75, "name:middle");
}

/** `MI` stands for an infarct too: a label of a name or a name is near. */
function isAmongNames(note: Note, mi: number): boolean {
  for (let back = mi - 1; back > mi - 10 && back >= 0; back -= 1) {
    if (note.found[(note.taken[back] as number) - 1]?.category === "NAME" || keyAt(note, back) === "name") return true;
    if ((note.tokens.gap[back] as number) > WIDE) return false;
  }
  return false;
}

/** Two or three capitals behind what asks for them: `Transcribed by: KLM`. */
function bare(note: Note, at: number): void {
  const { tokens } = note;
  const key = keyAt(note, at);
  if (note.casing === "mixed" && tokens.shape[at] !== UPPER) return;
  if (keyAt(note, at - 1) !== ":" || NO_INITIALS.has(key) || hasRole(note, at, ~ROLE.never & ~ROLE.state)) return;
  const label = keyAt(note, at - 2) === "by" ? keyAt(note, at - 3) : keyAt(note, at - 2);
  const ends =
    at + 1 >= tokens.count || (tokens.gap[at + 1] as number) >= SPACE || /^[.,;|)/]$/.test(keyAt(note, at + 1));
  if (ASKED.test(label) && ends && (tokens.gap[at] as number) < LINE)
    take(note, at, at, "provider-name", 0.7, "name:typist");
}
