import { hasRole, keyAt, type Note } from "../note";
import { ROLE } from "../roles";
import { NONE, SIGN } from "../tokens";
import type { Evidence } from "./evidence";
import { signature } from "./signature";

/** Words that end a letter before its writer. */
export const CLOSINGS = new Set(
  "regards sincerely thanks thank thx ty cheers respectfully yours best warmly faithfully truly love signed".split(" "),
);
/** What stands between a word and a name. */
export interface Signs {
  /** The last word before the signs. */
  readonly back: number;
  readonly told: boolean;
  readonly comma: boolean;
  readonly bracket: boolean;
  /** The sign that stands next to the name. */
  readonly sign: string;
}

/** Signs between a word and the name: a point after a title, a colon after a label, a quote or a bracket. */
export function signsBefore(note: Note, at: number): Signs | Evidence | undefined {
  const { tokens } = note;
  let back = at - 1;
  const sign = tokens.kind[back] === SIGN ? keyAt(note, back) : "";
  let told = false;
  let comma = false;
  let bracket = false;
  for (let step = 0; step < 4 && back >= 0 && tokens.kind[back] === SIGN; step += 1, back -= 1) {
    const key = keyAt(note, back);
    if (key === ":" || key === "=" || key === "#") told = true;
    else if (key === "/" && step === 0 && /^[wd]$/.test(keyAt(note, back - 1)) && tokens.gap[back] === NONE)
      return { weight: 1.7, whose: "person-name", rule: "with" };
    else if (key === ",") comma = true;
    else if (key === "(" || key === "[") bracket = true;
    else if (/^[!?]$/.test(key) && step === 0)
      return CLOSINGS.has(keyAt(note, back - 1)) || keyAt(note, back - 1) === "you"
        ? { weight: 2.2, whose: "person-name", rule: "closing" }
        : signature(note, at);
    else if (!/^["'.*^<-]$/.test(key))
      return key === "|" || key === "/" ? { weight: 0.3, whose: "person-name", rule: "field" } : undefined;
    else if (key === "." && step === 0 && !hasRole(note, back - 1, ROLE.honorific | ROLE.nameLabel))
      return signature(note, at);
    else if (key === "-" && step === 0 && !told && !hasRole(note, back - 1, ROLE.specialty))
      return signature(note, at, true);
  }
  return { back, told, comma, bracket, sign };
}
