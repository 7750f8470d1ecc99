import { cityRank, lookUp } from "../lexicon";
import { hasRole, isFree, keyAt, take, type Note } from "../note";
import { isCapital, isProper } from "../proper";
import { ROLE } from "../roles";
import { LOWER, POSSESSIVE, SPACE, UPPER, WIDE, WORD } from "../tokens";
import { KNOWN_FACILITIES, SPECIALTIES } from "../words/facilities";
import { grow } from "./facility-names";

const KNOWN = new Map<string, string[][]>();
for (const words of KNOWN_FACILITIES.map((name) => name.split(" ")).sort((a, b) => b.length - a.length)) {
  KNOWN.set(words[0] as string, [...(KNOWN.get(words[0] as string) ?? []), words]);
}

/** Heads that name a place of care alone; the others need a second word: `Medical Center`, `Nursing Home`. */
const SINGLE = new Set(
  "hospital hospitals clinic clinics infirmary hospice sanatorium sanitarium polyclinic krankenhaus klinik klinikum ospedale ziekenhuis pharmacy dispensary rehab".split(
    " ",
  ),
);
const SECOND = new Set(
  "ctr cntr center centre home group system campus facility pavilion institute network associates clinic services partners plan care".split(
    " ",
  ),
);
const CENTERS = new Set([
  "ctr",
  "center",
  "centre",
  "centers",
  "institute",
  "associates",
  "group",
  "partners",
  "specialists",
  "services",
]);
const PRACTICES: ReadonlyMap<string, ReadonlySet<string>> = new Map([
  ["family", new Set(["medicine", "practice", "care", "physicians", "clinic", "health"])],
  ["internal", new Set(["medicine"])],
  ["primary", new Set(["care"])],
  ["urgent", new Set(["care"])],
  ["sports", new Set(["medicine"])],
  ["assisted", new Set(["living"])],
  ["senior", new Set(["living", "care"])],
  ["memory", new Set(["care"])],
  ["home", new Set(["health", "care", "hospice"])],
  ..."surgery surgical imaging dialysis cancer birth wellness trauma heart eye radiology cardiology orthopedic orthopaedic pediatric pediatrics dental oncology recovery counseling"
    .split(" ")
    .map((field): [string, ReadonlySet<string>] => [field, CENTERS]),
]);
/** Hospitals, clinics and other places of care by name. */
export function facilityLayer(note: Note): void {
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    if (tokens.kind[at] !== WORD || note.taken[at] !== 0) continue;
    known(note, at);
    practice(note, at);
    specialty(note, at);
    if (!hasRole(note, at, ROLE.facility) || note.taken[at] !== 0) continue;
    const key = keyAt(note, at);
    const second =
      SECOND.has(keyAt(note, at + 1)) &&
      (tokens.gap[at + 1] as number) < WIDE &&
      isCapital(note, at + 1) &&
      key !== "hospital";
    if (!second && !SINGLE.has(key)) continue;
    if (note.casing === "mixed" && tokens.shape[at] === LOWER) continue;
    grow(note, at, second ? at + 1 : at);
  }
}

/** `Pine Tree Family Medicine`, `Ozark Surgery Center`: a field of medicine and a head, with a name before them. */
function practice(note: Note, at: number): void {
  const heads = PRACTICES.get(keyAt(note, at));
  if (
    heads === undefined ||
    !heads.has(keyAt(note, at + 1)) ||
    note.taken[at] !== 0 ||
    note.tokens.gap[at + 1] !== SPACE
  )
    return;
  if (note.casing === "mixed" && (note.tokens.shape[at] === LOWER || note.tokens.shape[at + 1] === LOWER)) return;
  grow(note, at, at + 1);
}

/** `Lakeside Dialysis of Salem`, `Ames & Boyle Orthopedics`, `Pinecrest Rehabilitation and Nursing`: a field of medicine as a name's end. */
function specialty(note: Note, at: number): void {
  const { tokens } = note;
  if (!SPECIALTIES.has(keyAt(note, at)) || note.taken[at] !== 0 || note.denied[at] !== 0) return;
  if (note.casing === "mixed" && tokens.shape[at] === LOWER) return;
  if (tokens.kind[at - 1] !== WORD || tokens.gap[at] !== SPACE || !isCapital(note, at - 1)) return;
  const joined =
    /^(?:and|&)$/.test(keyAt(note, at + 1)) && SPECIALTIES.has(keyAt(note, at + 2)) && isCapital(note, at + 2);
  const ofTown = keyAt(note, at + 1) === "of" && tokens.kind[at + 2] === WORD && isCapital(note, at + 2);
  const ofTwo = keyAt(note, at - 2) === "&" || keyAt(note, at - 4) === "&";
  if (joined || ofTwo || (ofTown && note.casing === "mixed") || (ofTown && keyAt(note, at) === "dialysis"))
    grow(note, at, joined ? at + 2 : at);
}

/** `VA Rochester`, but not `Richmond, VA`. */
function veterans(note: Note, at: number): void {
  const { tokens } = note;
  if (keyAt(note, at) !== "va" || tokens.shape[at] !== UPPER || keyAt(note, at - 1) === ",") return;
  if (tokens.gap[at + 1] !== SPACE || tokens.kind[at + 1] !== WORD || tokens.shape[at + 1] === LOWER) return;
  let last = isProper(note, at + 1) ? at + 1 : at;
  let phrase = keyAt(note, at + 1);
  for (let next = at + 2; next < at + 5; next += 1) {
    if (keyAt(note, next) === ".") continue;
    if (tokens.kind[next] !== WORD || (tokens.gap[next] as number) > SPACE || !isCapital(note, next)) break;
    phrase += ` ${keyAt(note, next)}`;
    if (cityRank(lookUp(phrase)) > 0) last = next;
  }
  if (last > at && isFree(note, at, last)) take(note, at, last, "facility", 0.85, "facility:veterans");
}

function known(note: Note, at: number): void {
  veterans(note, at);
  if (note.denied[at] !== 0) return;
  const names = KNOWN.get(keyAt(note, at));
  if (names === undefined || !isCapital(note, at)) return;
  for (const words of names) {
    let next = at;
    const fits = words.every((word, step) => {
      if (step === 0) return true;
      next += 1;
      while (keyAt(note, next) === "-" || note.tokens.kind[next] === POSSESSIVE) next += 1;
      return keyAt(note, next) === word || keyAt(note, next) === "&";
    });
    if (!fits || (words.length === 1 && note.casing !== "mixed" && words[0] === "mayo")) continue;
    let last = next;
    while (
      isCapital(note, last + 1) &&
      (hasRole(note, last + 1, ROLE.facility) || SECOND.has(keyAt(note, last + 1))) &&
      (note.tokens.gap[last + 1] as number) < WIDE &&
      !hasRole(note, last + 1, ROLE.credential)
    )
      last += 1;
    if (isFree(note, at, last)) take(note, at, last, "facility", 0.88, "facility:known");
    return;
  }
}
