import { hasRole, keyAt, type Note } from "../note";
import { ROLE } from "../roles";
import { LINE, LOWER, NONE, NUMBER, PARAGRAPH, WIDE, WORD } from "../tokens";

/** Words that say that a profession follows. */
export interface Frame {
  /** The token behind them. */
  readonly from: number;
  /** 1: what somebody is; 2: what somebody was or has retired from; 3: what somebody works as. */
  readonly strength: number;
  /** A field that holds a profession, whatever its words are. */
  readonly open: boolean;
  /** A person is spoken of. */
  readonly personal: boolean;
  /** Many are sought who have it: `find all beekeepers`. */
  readonly plural: boolean;
  /** Adjectives that tell of the person may stand before the profession. */
  readonly skips: boolean;
}

const frame = (from: number, strength: number, more: Partial<Frame> = {}): Frame => ({
  from,
  strength,
  open: false,
  personal: false,
  plural: false,
  skips: false,
  ...more,
});

const OLDEST = 110;
const BEING = /^(?:is|was|am|s|m|became|be|been|being)$/;
const BETWEEN = /^(?:currently|now|still|also|previously|once|presently|formerly|actually)$/;
const PERSONS = /^(?:he|she|i|who|patient|pt|client|resident|caller|mr|mrs|ms)$/;
/** Within so many tokens before `as` stands what says that it is work. */
const WORK_WINDOW = 6;
const WORKING =
  /^(?:works?|worked|working|employed|employment|job|jobs|career|trained|training|serves|served|serving|retired|position|volunteers|volunteered|living|hired|moonlights|role|labored|freelances|career)$/;
const RETIRED = /^(?:retired|semiretired|former|formerly|ex)$/;
const SEEKING = /^(?:find|list|show|count|search|identify|get|which)$/;
const OPEN_LABELS = /^(?:occupation|profession|vocation|occ|occupations|professions)$/;
const LABELS = /^(?:job|position|work|trade|employment|career|title|role|employed|living)$/;

/** The frame that ends with a token, or undefined. */
export function frameAt(note: Note, at: number): Frame | undefined {
  const key = keyAt(note, at);
  if (key === "a" || key === "an") return articled(note, at);
  if (key === "as")
    return isWorking(note, at, 3) && !/^(?:a|an|the)$/.test(keyAt(note, at + 1)) ? frame(at + 1, 3) : undefined;
  if (RETIRED.test(key)) {
    const next = keyAt(note, at + 1) === "-" && note.tokens.gap[at + 1] === NONE ? at + 2 : at + 1;
    return (note.tokens.gap[next] as number) > LINE ? undefined : frame(next, 2, { skips: true });
  }
  if (/^(?:career|lifelong|unemployed)$/.test(key) && keyAt(note, at + 1) !== ":") return frame(at + 1, 1);
  if (SEEKING.test(key))
    return frame(/^(?:all|any|the|every)$/.test(keyAt(note, at + 1)) ? at + 2 : at + 1, 1, { plural: true });
  const label = labelled(note, at, key);
  if (label !== undefined) return label;
  if (BEING.test(key)) return bare(note, at);
  if (key === ",") return afterAge(note, at);
  return aged(note, at);
}

const isWorking = (note: Note, at: number, window = WORK_WINDOW): boolean => {
  for (let back = at - 1; back >= Math.max(0, at - window); back -= 1) {
    const key = keyAt(note, back);
    if (WORKING.test(key)) return true;
    if (/^[.;]$/.test(key)) return false;
  }
  return false;
};

/** `works as a`, `used to be a`, `he is currently a`, `(a`. */
function articled(note: Note, at: number): Frame | undefined {
  let back = at - 1;
  if (keyAt(note, back) === "as") return isWorking(note, back) ? frame(at + 1, 3, { skips: true }) : undefined;
  while (BETWEEN.test(keyAt(note, back))) back -= 1;
  const key = keyAt(note, back);
  if (key === "be" && keyAt(note, back - 1) === "to" && keyAt(note, back - 2) === "used") return frame(at + 1, 3, { skips: true }); // prettier-ignore
  if (BEING.test(key)) return frame(at + 1, 1, { personal: isPerson(note, back), skips: true });
  // In apposition: `Mr. Ash, a geologist, fell`, `patient (a geologist)`.
  return key === "," || key === "(" ? frame(at + 1, 1, { skips: true }) : undefined;
}

/** Whether the subject before a verb of being is a person. */
function isPerson(note: Note, verb: number): boolean {
  let back = verb - 1;
  if (keyAt(note, back) === "'") back -= 1;
  while (BETWEEN.test(keyAt(note, back))) back -= 1;
  const capital = note.casing === "mixed" && note.tokens.kind[back] === WORD && note.tokens.shape[back] !== LOWER;
  return (
    PERSONS.test(keyAt(note, back)) ||
    hasRole(note, back, ROLE.kin) ||
    (capital && !hasRole(note, back, ROLE.never | ROLE.person | ROLE.drug | ROLE.eponym))
  );
}

/** `Pt is software developer`. */
function bare(note: Note, at: number): Frame | undefined {
  const subject = keyAt(note, at - 1);
  if (!/^(?:he|she|patient|pt)$/.test(subject) && !hasRole(note, at - 1, ROLE.kin)) return undefined;
  const next = keyAt(note, at + 1);
  return /^(?:a|an|the|not|in|on|at)$/.test(next) ? undefined : frame(at + 1, 1, { skips: false });
}

/** `Occupation: `, `Job title - `, `occupation is`, and a column's `OCCUPATION   `. */
function labelled(note: Note, at: number, key: string): Frame | undefined {
  const open = OPEN_LABELS.test(key) || (key === "title" && keyAt(note, at - 1) === "job") || /^(?:hx|history)$/.test(key) && /^(?:occ|occupational|employment|work)$/.test(keyAt(note, at - 1)); // prettier-ignore
  if (!open && !LABELS.test(key) && !(key === "status" && keyAt(note, at - 1) === "employment")) return undefined;
  const next = at + 1;
  const sign = keyAt(note, next);
  if (/^[:=]$/.test(sign) || (sign === "-" && note.tokens.gap[next] !== NONE) || (sign === "/" && open)) {
    const skip = sign === "/" ? -1 : next + 1;
    if (skip < 0 || (note.tokens.gap[skip] as number) >= PARAGRAPH) return undefined;
    const from = /^(?:retired|former)$/.test(keyAt(note, skip)) ? skip + 1 : skip;
    return frame(from, 3, { open: open && note.tokens.gap[from] !== LINE, skips: true });
  }
  if (!open) return undefined;
  if (sign === "is" || sign === "was") return frame(/^(?:a|an)$/.test(keyAt(note, next + 1)) ? next + 2 : next + 1, 3);
  const column = (note.tokens.gap[next] as number) === WIDE || (note.tokens.gap[at] as number) >= LINE;
  return column && note.tokens.gap[next] !== PARAGRAPH ? frame(next, 2) : undefined;
}

/** `Nino Gelashvili, 96, park ranger at`: a number between commas, and behind it a profession. */
function afterAge(note: Note, at: number): Frame | undefined {
  const number = keyAt(note, at - 1);
  const age = note.tokens.kind[at - 1] === NUMBER && number.length < 4 && Number(number) <= OLDEST;
  return age && keyAt(note, at - 2) === "," && note.tokens.kind[at - 3] === WORD ? frame(at + 1, 1) : undefined;
}

const AGE_WORDS = /^(?:year|years|yr|yrs|y|o|old|yo|m|f|male|female|of|age|[-./])$/;

/** `48 year old carpenter`, `61 y.o. piano teacher`. */
function aged(note: Note, at: number): Frame | undefined {
  if (note.found[(note.taken[at] as number) - 1]?.category !== "AGE") return undefined;
  let next = at + 1;
  while (next < at + 9 && AGE_WORDS.test(keyAt(note, next))) next += 1;
  return next === at + 1 ? undefined : frame(next, 1, { skips: true });
}
