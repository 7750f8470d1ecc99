import type { Subtype } from "../../subtypes";
import { hasRole, keyAt, type Note } from "../note";
import { ROLE } from "../roles";
import { LOWER, WIDE, WORD } from "../tokens";
import { NOTHING, type Evidence } from "./evidence";

/** Words for whoever is cared for. */
export const PATIENT_WORDS = new Set(
  "patient pt pts client baby infant newborn name surname subject re regarding decedent child boy girl subscriber insured member self twin".split(
    " ",
  ),
);

/** Doings whose `by` names a person. */
export const DONE =
  /^(?:signed|dictated|read|ordered|reviewed|seen|electronically|interpreted|transcribed|performed|reported|approved|prepared|written|authored|entered|verified|cosigned|referred|evaluated|treated|note|notes|assessment|covered|done)$/;

const THINGS = new Set(
  "plan drug medication med generic brand trade product device test procedure panel study protocol diagnosis problem condition allergy allergen vaccine immunization insurance insurer payer payor file form template system program event domain".split(
    " ",
  ),
);

/** `Plan Name:`, `Allergy Name:`, at its last word: what follows is nobody's name. */
export const isThingLabel = (note: Note, at: number): boolean =>
  keyAt(note, at) === "name" && keyAt(note, at + 1) === ":" && THINGS.has(keyAt(note, at - 1));

/** Behind a colon. */
export function labelled(note: Note, back: number, key: string): Evidence {
  if (isThingLabel(note, back)) return NOTHING;
  if (hasRole(note, back, ROLE.nameLabel | ROLE.person) || isKin(note, back) || isDoneBy(note, back, key))
    return { weight: 3, whose: whoseLabel(note, back, key), rule: "label" };
  if (/^(?:md|np|rn|pa|do)$/.test(key)) return { weight: 3, whose: "provider-name", rule: "label" };
  if (isNumbered(note, back)) return { weight: 2, whose: "relative-name", rule: "label" };
  if (hasRole(note, back, ROLE.specialty)) {
    const opens = opensLabel(note, back);
    return { weight: opens ? 1.8 : 1.2, whose: "provider-name", rule: "specialty" };
  }
  return { weight: 0.8, whose: "person-name", rule: "colon" };
}

/** `Signed by:`, but not `bothered by:` amid a sentence in lower case. */
function isDoneBy(note: Note, back: number, key: string): boolean {
  if (key !== "by" && key !== "with") return false;
  return note.casing !== "mixed" || note.tokens.shape[back - 1] !== LOWER || DONE.test(keyAt(note, back - 1));
}

/** `Emergency Contact 1:`, `Twin A:`: a label with a number or a letter behind it. */
function isNumbered(note: Note, back: number): boolean {
  const key = keyAt(note, back);
  return /^(?:\d|[a-d])$/.test(key) && hasRole(note, back - 1, ROLE.nameLabel | ROLE.kin | ROLE.person);
}

/** Whether a word, or the one or two before it, begins a line or a field. */
function opensLabel(note: Note, back: number): boolean {
  const { tokens } = note;
  for (let at = back; at >= Math.max(0, back - 2); at -= 1) {
    if (at === 0 || (tokens.gap[at] as number) >= WIDE || /^[.;|(,]$/.test(keyAt(note, at - 1))) return true;
    if (tokens.kind[at - 1] !== WORD) return false;
  }
  return false;
}

/** A relative, in one word or as `daughter-in-law`. */
export const isKin = (note: Note, back: number): boolean =>
  hasRole(note, back, ROLE.kin) || (keyAt(note, back) === "law" && keyAt(note, back - 2) === "in");

/** Whose name a label asks for. */
export function whoseLabel(note: Note, back: number, key: string): Subtype {
  if (isKin(note, back) || /^(?:guardian|nok|kin|contact)$/.test(key)) return "relative-name";
  if (PATIENT_WORDS.has(key) || key === "from") {
    // `Provider name:` is no patient's.
    return hasRole(note, back - 1, ROLE.person) && !PATIENT_WORDS.has(keyAt(note, back - 1))
      ? "provider-name"
      : "patient-name";
  }
  return "provider-name";
}
