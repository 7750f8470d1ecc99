import { ownsNothing } from "../names/after";
import { hasRole, keyAt, takeLabel, type Note } from "../note";
import { GIVEN, nameRank } from "../lexicon";
import { ROLE } from "../roles";
import { CAPITAL, LINE, MIXED, NONE, NUMBER, POSSESSIVE, SIGN, SPACE, WORD } from "../tokens";
import { DOUBLE_EPONYMS } from "../words/notes";
import { DENIED } from "./denied";
import { denyMeasure } from "./measures";
import { isThingLabel } from "../names/labels";
import { BRANDS_THAT_ARE_NAMES, DRUG_ENDING } from "../words/drugs";

const CODE_SYSTEMS = new Set(
  "icd icd9 icd10 icd9cm icd10cm icd10pcs cpt loinc snomed snomedct sct rxnorm rxcui hcpcs ndc drg msdrg cvx atc mesh umls cui omim hgvs dsm dsm5 opcs opcs4 oid hl7 cas orphanet gtin ucum pmid doi isbn nct icdo".split(
    " ",
  ),
);
const CODE_JOINERS = new Set([
  "-",
  ":",
  "code",
  "codes",
  "#",
  "ct",
  "cm",
  "pcs",
  "10",
  "9",
  "no",
  "number",
  ".",
  "=",
  "(",
  "iv",
  "v",
  "tr",
  "concept",
  "'",
  '"',
]);

/** Marks what looks like an identifier and is none: codes of code systems, measures and doses, eponyms and drugs. */
export function negativeLayer(note: Note): void {
  const { tokens } = note;
  for (let at = 0; at < tokens.count; at += 1) {
    const kind = tokens.kind[at];
    if (kind === WORD || kind === MIXED) {
      if (CODE_SYSTEMS.has(keyAt(note, at))) denyCode(note, at);
      else if (isThingLabel(note, at)) denyValue(note, at + 2);
      else if (kind === WORD && !denySaint(note, at)) denyWord(note, at);
    } else if (kind === NUMBER) denyMeasure(note, at);
  }
}

const MOST_OF_A_THING = 8;

/** The rest of a line behind `Plan Name:`. */
function denyValue({ tokens, denied }: Note, from: number): void {
  for (let at = from; at < Math.min(from + MOST_OF_A_THING, tokens.count); at += 1) {
    if ((tokens.gap[at] as number) > SPACE) return;
    denied[at] = DENIED.thing;
  }
}

function denyCode(note: Note, at: number): void {
  const { tokens, denied } = note;
  let next = at + 1;
  for (let step = 0; step < 5 && next < tokens.count && CODE_JOINERS.has(keyAt(note, next)); step += 1) next += 1;
  // The code itself, with what hyphens and dots join to it.
  for (let step = 0; step < 8 && next < tokens.count; step += 1, next += 1) {
    if (step > 0 && tokens.gap[next] !== NONE) break;
    if (tokens.kind[next] === SIGN && !/[-./:]/.test(keyAt(note, next))) break;
    if (tokens.kind[next] === WORD && step === 0) break;
    denied[next] = DENIED.code;
  }
  denied[at] = DENIED.code;
}

const PRESCRIBING = new Set(
  "rx on takes taking took refill start started stop stopped continue meds tx hold held".split(" "),
);

/** `Rx: Estelle`, `takes Yasmin`. */
function isPrescribed(note: Note, at: number): boolean {
  return (
    PRESCRIBING.has(keyAt(note, at - 1)) || (/^[:-]$/.test(keyAt(note, at - 1)) && PRESCRIBING.has(keyAt(note, at - 2)))
  );
}

/** Abbreviations of what a laboratory measures, of which some are names besides. */
const LABS = new Set(
  "na k cl bun cr ca mg phos ph alt ast alp ldl hdl hgb hct plt wbc inr ptt tsh psa crp esr bnp a1c gfr abg vbg lft".split(
    " ",
  ),
);
/** Instruments and the like of those who made them, whose names name places too. */
const INSTRUMENTS = new Set("scissors stand tray needle holder forceps clamp retractor hegar".split(" "));

/** What is called after saints, by what stands behind the saint; nothing where the saint is enough. */
const SAINTS: ReadonlyMap<string, RegExp> = new Map([
  ["john", /^worts?$/],
  ["johns", /^worts?$/],
  ["vitus", /^dance$/],
  ["anthony", /^fire$/],
  ["anthonys", /^fire$/],
  ["louis", /^encephalitis$/],
  ["george", /^respiratory$/],
  ["georges", /^respiratory$/],
  ["jude", /^(?:valves?|pacemaker|icd|device|leads?|mechanical|prosthesis)$/],
]);

/** `St. John's wort`, `st jude valve`. */
function denySaint(note: Note, at: number): boolean {
  const { tokens, denied } = note;
  if (!/^(?:st|saint)$/.test(keyAt(note, at))) return false;
  const name = keyAt(note, at + 1) === "." ? at + 2 : at + 1;
  const thing = SAINTS.get(keyAt(note, name));
  if (thing === undefined || (tokens.gap[name] as number) > SPACE) return false;
  let last = name + 1;
  while (last < name + 3 && /^(?:'|s)$/.test(keyAt(note, last))) last += 1;
  if (!thing.test(keyAt(note, last))) return false;
  for (let part = at; part <= last; part += 1) denied[part] = DENIED.eponym;
  takeLabel(note, at, last);
  return true;
}

/** `with Raynaud's and gout`, `hx of Crohn's`: whoever owns nothing is an illness. */
function isIllness(note: Note, at: number): boolean {
  const { tokens } = note;
  if (keyAt(note, at + 1) !== "'" || tokens.kind[at + 2] !== POSSESSIVE) return false;
  if (tokens.kind[at - 1] === WORD && hasRole(note, at - 1, ROLE.honorific | ROLE.kin)) return false;
  return ownsNothing(note, at + 3);
}

function denyWord(note: Note, at: number): void {
  const { tokens, denied } = note;
  if (denied[at] !== 0) return;
  const next = at + 1;
  const numbered = tokens.kind[next] === NUMBER && tokens.gap[next] === SPACE;
  if (numbered && LABS.has(keyAt(note, at))) {
    denied[at] = DENIED.measure;
    return;
  }
  if ((numbered && keyAt(note, at) === "bristol") || INSTRUMENTS.has(keyAt(note, next))) {
    denied[at] = DENIED.eponym;
    return;
  }
  if (BRANDS_THAT_ARE_NAMES.has(keyAt(note, at)) && (numbered || isPrescribed(note, at))) {
    denied[at] = DENIED.drug;
    return;
  }
  if (
    keyAt(note, at) === "max" &&
    /^(?:daily|dose|dosing|rate|temp|strength|amount|single|total)$/.test(keyAt(note, next))
  ) {
    denied[at] = DENIED.measure;
    return;
  }
  if (isDecimalDose(note, next)) {
    denied[at] = DENIED.drug;
    return;
  }
  if (tokens.gap[next] === SPACE && DOUBLE_EPONYMS.has(`${keyAt(note, at)} ${keyAt(note, next)}`)) {
    denied[at] = denied[next] = DENIED.eponym;
    return;
  }
  if (hasRole(note, at, ROLE.eponym)) {
    denyJoined(note, at);
    if (isIllness(note, at)) denied[at] = DENIED.eponym;
  }
  if (isDrug(note, at)) {
    denied[at] = DENIED.drug;
    return;
  }
  if (!hasRole(note, at, ROLE.eponymHead)) return;
  // The name may have a possessive, a hyphen, and a second one: `Meniere's disease`, `Stevens-Johnson syndrome`.
  let back = at - 1;
  if ((tokens.gap[at] as number) > LINE || isSurname(note, at)) return;
  if (hasRole(note, back, ROLE.eponymHead) && !hasRole(note, back, ROLE.eponym)) back -= 1;
  for (let step = 0; step < 3 && back >= 0; step += 1) {
    if (tokens.kind[back] === POSSESSIVE) {
      back -= keyAt(note, back - 1) === "'" ? 2 : 1;
      // `Okafor's chart` is a patient's.
      if (hasRole(note, at, ROLE.possessed) && !hasRole(note, back, ROLE.eponym)) return;
    }
    if (tokens.kind[back] !== WORD || hasRole(note, back, ROLE.honorific)) return;
    denied[back] = DENIED.eponym;
    const joint = keyAt(note, back - 1);
    if (joint !== "-" && joint !== "and" && joint !== "/") break;
    back -= 2;
  }
  // `circle of Willis`
  if (keyAt(note, at + 1) === "of" && tokens.kind[at + 2] === WORD && hasRole(note, at + 2, ROLE.eponym))
    denied[at + 2] = DENIED.eponym;
}

/** `0.5/1`, `0.35`, `12.5 mg`: nobody's name has a number with a decimal point behind it. */
function isDecimalDose({ tokens }: Note, at: number): boolean {
  return (
    tokens.kind[at] === NUMBER &&
    tokens.gap[at] === SPACE &&
    tokens.key[at + 1] === "." &&
    tokens.gap[at + 1] === NONE &&
    tokens.kind[at + 2] === NUMBER &&
    tokens.gap[at + 2] === NONE &&
    (tokens.key[at] as string).length < 4 &&
    !(tokens.key[at + 3] === "." && tokens.gap[at + 4] === NONE)
  );
}

/** `Wolff-Parkinson-White`: all parts are eponyms. */
function denyJoined({ tokens, roles, denied }: Note, at: number): void {
  let last = at;
  while (
    tokens.key[last + 1] === "-" &&
    tokens.gap[last + 1] === NONE &&
    tokens.gap[last + 2] === NONE &&
    ((roles[last + 2] as number) & ROLE.eponym) !== 0
  )
    last += 2;
  if (last === at || (tokens.key[at - 1] === "-" && tokens.gap[at] === NONE)) return;
  for (let part = at; part <= last; part += 1) denied[part] = DENIED.eponym;
}

/** `Jonathan Walker`: a head that is a name too, with a capital, behind a given name. */
function isSurname({ tokens, roles, casing }: Note, at: number): boolean {
  const capital = tokens.shape[at] === CAPITAL || casing !== "mixed";
  return (
    capital &&
    nameRank(tokens.bits[at] as number) === 2 &&
    ((tokens.bits[at - 1] as number) & GIVEN) !== 0 &&
    ((roles[at - 1] as number) & ROLE.eponym) === 0 &&
    ((roles[at] as number) & ROLE.never) === 0 &&
    tokens.gap[at] === SPACE
  );
}

/** A drug of the list, or a word with the ending of a generic name that no list of names in use has. */
function isDrug(note: Note, at: number): boolean {
  if (hasRole(note, at, ROLE.drug)) return true;
  const key = keyAt(note, at);
  return key.length > 6 && nameRank(note.tokens.bits[at] as number) === 0 && DRUG_ENDING.test(key);
}
