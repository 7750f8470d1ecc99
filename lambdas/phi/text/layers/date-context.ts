import { keyAt, takeLabel, type Note } from "../note";
import type { Subtype } from "../../subtypes";
import { lengthAt } from "../sticky";
import { PARAGRAPH } from "../tokens";

const BIRTH = new Set(
  "dob birth birthdate birthday dateofbirth born bday bd geboren geb nacimiento naissance nata nato birthdt patientbirthdate".split(
    " ",
  ),
);
const DEATH = new Set("died death deceased expired dod deathdate passed deceaseddatetime".split(" "));
/** Tokens before a date in which a label for it stands. */
const LABEL_WINDOW = 5;

/** What a date is the date of, by the words before it, which become its label. */
export function dateSubtype(note: Note, at: number): Subtype {
  for (let back = at - 1; back >= Math.max(0, at - LABEL_WINDOW); back -= 1) {
    const key = keyAt(note, back);
    const spelled = key === "b" && keyAt(note, back - 2) === "o" && keyAt(note, back - 4) === "d";
    const subtype = BIRTH.has(key) || spelled ? "birth-date" : DEATH.has(key) ? "death-date" : undefined;
    if (subtype !== undefined) {
      takeLabel(note, spelled ? back - 4 : back, back);
      return subtype;
    }
    if (note.taken[back] !== 0 || note.tokens.gap[back + 1] === PARAGRAPH) break;
  }
  return "date";
}

const PREPOSITIONS = new Set(
  `on since until till by from to through thru dated date before after around about starting started begun beginning ending last seen admit
  admitted discharged due visit appt appointment next for of between and effective onset scheduled returned refilled filled given performed
  obtained collected drawn received signed drafted closed opened surgery op f fu followup the early late mid ref via labs ct cta mri mra xray xr cxr kub us echo ekg ecg eeg pet interviewed showed lmp edd edc expires exp expiring mammogram mammo pap colonoscopy egd dexa holter shingrix tdap vaccine shot booster vaccinated delivered tested scanned biopsied bm placed inserted removed changed replaced`.split(
    /\s+/,
  ),
);

/** Whether the word before is one that dates follow. */
export const afterPreposition = (note: Note, at: number): boolean => PREPOSITIONS.has(keyAt(note, at - 1));

const UNIT =
  /\s?(?:mg|mcg|ug|g|kg|ml|dl|l|cc|mm|cm|m|mmhg|meq|mmol|units?|iu|bpm|beats|breaths|lbs?|pounds|oz|ft|in|inch(?:es)?|kcal|cal|calories|steps|hours?|hrs?|h|minutes?|mins?|seconds?|secs?|days?|d|weeks?|wks?|months?|mos?|years?|yrs?|times|x|tabs?|tablets?|caps?|capsules?|puffs?|drops?|gtts?|sprays?|doses?|pills?|patches|%|percent|french|fr|gauge|ga|mhz|hz|ohms?|volts?|pack|packs|cigarettes|drinks|beers|glasses|servings|patients|people|cases|sessions|visits|episodes|degrees|points?)(?![a-z0-9])|\s?%/iy;

/** Whether what ends at an offset is followed by what it counts: `24 hours`. */
export const isMeasured = (note: Note, end: number): boolean => lengthAt(UNIT, note.text, end) > 0;
