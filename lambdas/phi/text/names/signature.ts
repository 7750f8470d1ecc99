import { beginsLine, type Note } from "../note";
import { LINE, NONE, NUMBER, PARAGRAPH } from "../tokens";
import { NOTHING, type Evidence } from "./evidence";

/** Tokens of a name at most, with its initial, a point and a short form of a title. */
const LONGEST = 4;

/** A name alone at the end of a text or a paragraph, behind a full stop or a dash or on a line of its own: whoever wrote it. */
export function signature(note: Note, at: number, dash = false): Evidence {
  const { tokens } = note;
  const left = tokens.count - at;
  if (tokens.kind[at + 1] === NUMBER) return NOTHING;
  const ends = endsSoon(note, at);
  if (!dash) {
    // `Next in 2 yrs. L. Grant`: whatever a text ends with is more likely its writer's than a sentence.
    const own = beginsLine(note, at) && ends;
    return left <= LONGEST ? { weight: own ? 2 : 1.3, whose: "provider-name", rule: "signature" } : NOTHING;
  }
  const opens = beginsLine(note, at - 1);
  if (tokens.gap[at] === NONE && !opens) return NOTHING;
  if (left <= LONGEST + 1) return { weight: 2, whose: "person-name", rule: "signature" };
  return opens && ends && (tokens.gap[at - 1] as number) === PARAGRAPH
    ? { weight: 1.3, whose: "person-name", rule: "signature" }
    : { weight: 0.6, whose: "person-name", rule: "" };
}

/** Whether the line ends behind a name's length of words. */
function endsSoon({ tokens }: Note, at: number): boolean {
  for (let next = at + 1; next <= at + LONGEST; next += 1)
    if (next >= tokens.count || (tokens.gap[next] as number) >= LINE) return true;
  return false;
}
