import type { Candidate } from "../note";
import { beginsLine, hasRole, isShort, keyAt, type Note } from "../note";
import { labelAt } from "../layers/label-index";
import { isCapital } from "../proper";
import { ROLE } from "../roles";
import { LINE, NONE, NUMBER, PARAGRAPH, POSSESSIVE, SIGN, SPACE, UPPER, WIDE, WORD } from "../tokens";
import { NOTHING, type Evidence } from "./evidence";
import { petNameAt } from "./pet-names";

/** Words that go on behind somebody spoken to by name. */
const VOCATIVE = new Set("you can could please would thanks thank i we here hope are do did have just your".split(" "));
const BIRTH_OR_ID = new Set("dob mrn mr born age aged ssn d birth birthdate sex".split(" "));
/** Short forms that are words besides; they count behind a comma, or where capitals tell. */
const AMBIGUOUS_CREDENTIALS = new Set("do pa pt ot od rd dc ma ms fellow resident intern attending jd rt".split(" "));
/** What somebody is asked to do behind `to`. */
const ERRANDS =
  /^(?:ring|call|phone|visit|bring|pick|drive|sign|follow|return|email|e|fax|send|text|come|confirm|discuss|schedule|fast|stop|start|take|get|help|assist|attend|stay)$/;
const PLACED = /^(?:in|at|from)$/;
const OWNERS = /^(?:her|his|their|the|a|an|my|pt|patient|who)$/;
/** Tokens within a bracket or behind a comma in which a number that tells of the person is looked for. */
const NEAR = 6;

/** What stands behind token `last`. */
export function after(note: Note, last: number): Evidence {
  const { tokens } = note;
  let next = last + 1;
  if (next >= tokens.count || tokens.gap[next] === PARAGRAPH) return NOTHING;
  const apart = tokens.gap[next] === LINE || tokens.gap[next] === WIDE;
  if (!apart && takenAt(note, next)?.category === "PHONE_OR_FAX")
    return { weight: 1.3, whose: "person-name", rule: "reachable" };
  if (keyAt(note, next) === "'" && tokens.kind[next + 1] === POSSESSIVE) return possession(note, next + 2);
  const pet = petNameAt(note, next);
  if (pet !== undefined && tokens.gap[pet.end] === SPACE && isCapital(note, pet.end))
    return { weight: 1.6, whose: "person-name", rule: "pet" };
  let comma = false;
  let bracket = false;
  let dash = false;
  for (let step = 0; step < 2 && tokens.kind[next] === SIGN; step += 1, next += 1) {
    const key = keyAt(note, next);
    if (key === ",") comma = true;
    else if (/^[([/|-]$/.test(key)) {
      bracket = true;
      if (key === "-" && tokens.gap[next] !== NONE) dash = true;
    } else return NOTHING;
  }
  const key = keyAt(note, next);
  const title = titleAt(note, next, comma, apart);
  if (title !== undefined) return title;
  if (BIRTH_OR_ID.has(key) && (key !== "d" || keyAt(note, next + 1) === ".") && (key !== "mr" || !apart))
    return { weight: 2.2, whose: "patient-name", rule: "birth" };
  if (comma && !apart && VOCATIVE.has(key)) {
    const opens = beginsLine(note, last) || keyAt(note, last - 1) === ":";
    return { weight: opens ? 2.4 : 1.2, whose: "person-name", rule: "addressed" };
  }
  if (comma && /^(?:fax|phone|tel|cell|pager|beeper|ext)$/.test(key))
    return { weight: 1.3, whose: "person-name", rule: "reachable" };
  if (comma || bracket) return aside(note, next, comma, bracket, dash);
  if (labelledId(note, next)) return { weight: 2.2, whose: "person-name", rule: "id" };
  return apart ? NOTHING : goesOn(note, next, key);
}

const takenAt = (note: Note, at: number): Candidate | undefined => note.found[(note.taken[at] as number) - 1];

/** A suffix or a credential. */
function titleAt(note: Note, next: number, comma: boolean, apart: boolean): Evidence | undefined {
  if (hasRole(note, next, ROLE.suffix) && comma) return { weight: 1, whose: "person-name", rule: "suffix" };
  if (!hasRole(note, next, ROLE.credential) && !isDottedCredential(note, next)) return undefined;
  const ambiguous = AMBIGUOUS_CREDENTIALS.has(keyAt(note, next));
  const plain = ambiguous && !comma && (note.casing !== "mixed" || note.tokens.shape[next] !== UPPER);
  return plain || (apart && !comma) ? undefined : { weight: 3, whose: "provider-name", rule: "credential" };
}

/** What stands behind the name of an illness, and never behind whose something is. */
const NO_POSSESSION =
  /^(?:and|or|vs|versus|with|without|in|on|is|was|are|has|had|runs?|for|but|who|which|since|flares?|flaring|patients?|dx|diagnosed|stable|controlled|treated)$/;

/** `with Raynaud's and gout`, `hx of Crohn's`: whether what stands behind `'s` is nothing that somebody owns. */
export function ownsNothing(note: Note, next: number): boolean {
  const { tokens } = note;
  const ends = next >= tokens.count || (tokens.gap[next] as number) >= LINE || tokens.kind[next] === SIGN;
  return ends || NO_POSSESSION.test(keyAt(note, next));
}

/** What belongs to whoever is named before `'s`. */
function possession(note: Note, next: number): Evidence {
  if (ownsNothing(note, next)) return { weight: -1.5, whose: "person-name", rule: "" };
  if ((note.tokens.gap[next] as number) > LINE) return { weight: 0.7, whose: "person-name", rule: "possessive" };
  if (hasRole(note, next, ROLE.kin)) return { weight: 2.2, whose: "patient-name", rule: "kin-of" };
  return hasRole(note, next, ROLE.possessed)
    ? { weight: 1.6, whose: "patient-name", rule: "owner" }
    : { weight: 0.7, whose: "person-name", rule: "possessive" };
}

/** Behind a comma, a bracket, a dash or a stroke. */
function aside(note: Note, next: number, comma: boolean, bracket: boolean, dash: boolean): Evidence {
  const { tokens } = note;
  const key = keyAt(note, next);
  if (hasRole(note, next, ROLE.kin)) return { weight: 2, whose: "relative-name", rule: "kin-after" };
  if (OWNERS.test(key) && (hasRole(note, next + 1, ROLE.kin) || hasRole(note, next + 2, ROLE.kin)))
    return { weight: 2, whose: "relative-name", rule: "kin-after" };
  if (bracket && isDuty(note, next, dash)) return { weight: 1.7, whose: "provider-name", rule: "duty" };
  if (comma && hasRole(note, next, ROLE.person) && note.taken[next] === 0 && key !== "patient" && key !== "pt")
    return { weight: 1.2, whose: "provider-name", rule: "duty" };
  const taken = takenAt(note, next);
  if (taken?.category === "AGE" || (/^(?:a|an)$/.test(key) && takenAt(note, next + 1)?.category === "AGE"))
    return { weight: 2, whose: "patient-name", rule: "age" };
  if (isAge(note, next)) return { weight: comma ? 2.2 : 1.6, whose: "patient-name", rule: "age" };
  if (comma && (taken?.category === "DATE" || taken?.category === "ADDRESS")) {
    const strong = taken.category === "DATE" || taken.subtype === "room";
    return { weight: strong ? 1.6 : 1.2, whose: "person-name", rule: "and-then" };
  }
  if (comma && (key === "who" || key === "whose")) return { weight: 1.5, whose: "person-name", rule: "who" };
  for (let step = 0; step < NEAR; step += 1) {
    const near = takenAt(note, next + step);
    if (near?.category === "PHONE_OR_FAX") return { weight: 1.5, whose: "person-name", rule: "reachable" };
    if (near?.category === "ID" || near?.subtype === "birth-date")
      return { weight: step < 4 ? 2.4 : 1.5, whose: "patient-name", rule: "id" };
    if (near !== undefined || (tokens.gap[next + step] as number) >= LINE) break;
  }
  return NOTHING;
}

/** `- PCP`, `(OT)`, `- Case manager`: behind a dash the duty is all of the field. */
function isDuty(note: Note, at: number, dash: boolean): boolean {
  const is = (word: number): boolean => hasRole(note, word, ROLE.person | ROLE.specialty);
  if (!dash) return is(at);
  return (
    (is(at) && endsField(note, at)) || (is(at + 1) && note.tokens.gap[at + 1] === SPACE && endsField(note, at + 1))
  );
}

/** Whether a field ends behind a token: a bracket, a comma, a line's end, a slash. */
function endsField({ tokens }: Note, at: number): boolean {
  const next = at + 1;
  return next >= tokens.count || (tokens.gap[next] as number) >= WIDE || /^[),;/|]$/.test(tokens.key[next] as string);
}

/** What follows with a space alone. */
function goesOn(note: Note, next: number, key: string): Evidence {
  const { tokens } = note;
  if (key === "is" && agedSoon(note, next)) return { weight: 2.3, whose: "patient-name", rule: "aged" };
  const taken = takenAt(note, next);
  if (taken?.category === "PHONE_OR_FAX" || taken?.category === "EMAIL")
    return { weight: 1.3, whose: "person-name", rule: "reachable" };
  if (taken?.category === "AGE") return { weight: 1, whose: "patient-name", rule: "age" };
  if (key === "to" && ERRANDS.test(keyAt(note, next + 1))) return { weight: 1.3, whose: "person-name", rule: "does" };
  const place = PLACED.test(key) ? takenAt(note, next + 1) : undefined;
  if (place?.subtype === "room") return { weight: 2.5, whose: "patient-name", rule: "in-room" };
  if (place?.category === "ADDRESS" || place?.category === "EMAIL" || place?.category === "PHONE_OR_FAX")
    return { weight: 1.3, whose: "person-name", rule: "is-at" };
  if (tokens.kind[next] !== WORD) return NOTHING;
  if (isShort(note) && hasRole(note, next, ROLE.possessed))
    return { weight: 0.9, whose: "patient-name", rule: "asked-for" };
  if (hasRole(note, next, ROLE.personal)) return { weight: 1.8, whose: "person-name", rule: "says" };
  if (hasRole(note, next, ROLE.afterName)) return { weight: 1.3, whose: "person-name", rule: "does" };
  if (key === "here" || key === "herself" || key === "himself")
    return { weight: 1.3, whose: "person-name", rule: "does" };
  if (key === "is" || key === "isn" || key === "hasn" || key === "doesn" || key === "wasn")
    return { weight: 0.8, whose: "person-name", rule: "is" };
  return NOTHING;
}

/** A number in a bracket or after a comma that is an age: `Elisa Collins, 75 F`, `Luke (7)`. */
function isAge({ tokens }: Note, at: number): boolean {
  const key = tokens.key[at] as string;
  if (tokens.kind[at] !== NUMBER || key.length > 3 || Number(key) > 115) return false;
  return /^(?:[,);]|m|f|male|female|yo|y)$/.test(tokens.key[at + 1] ?? "");
}

/** `is a pleasant 46 y.o.` */
function agedSoon(note: Note, at: number): boolean {
  if (!/^(?:a|an|the|this)$/.test(keyAt(note, at + 1))) return false;
  for (let next = at + 2; next < at + 5; next += 1) if (takenAt(note, next)?.category === "AGE") return true;
  return false;
}

/** A label and its number behind the name: `MRN 2137751`, `Chart # 77`, `DEA# FL3827536`. */
function labelledId(note: Note, at: number): boolean {
  const { tokens } = note;
  if (tokens.kind[at] !== WORD || (note.taken[at] as number) > 0 || labelAt(note, at) === undefined) return false;
  for (let next = at + 1; next < at + 6 && next < tokens.count; next += 1) {
    const found = takenAt(note, next);
    if (found !== undefined)
      return found.category === "PHONE_OR_FAX" || (found.category === "ID" && found.rule.startsWith("label"));
    if ((tokens.gap[next] as number) >= LINE) return false;
  }
  return false;
}

/** `M.D.`, `R.N.`, `Ph.D.` */
export function isDottedCredential(note: Note, at: number): boolean {
  const { tokens } = note;
  if (
    tokens.kind[at] !== WORD ||
    keyAt(note, at + 1) !== "." ||
    tokens.gap[at + 1] !== NONE ||
    tokens.gap[at + 2] !== NONE
  )
    return false;
  return /^(?:md|do|rn|np|pa|phd|lpn|dds|dmd|od)$/.test(keyAt(note, at) + keyAt(note, at + 2));
}
