import type { Subtype } from "../../subtypes";
import { hasRole, keyAt, type Note } from "../note";
import { ROLE } from "../roles";
import { LINE, LOWER, NONE, PARAGRAPH, POSSESSIVE, SIGN, UPPER, WIDE, WORD } from "../tokens";
import { NOTHING, type Evidence } from "./evidence";
import { signature } from "./signature";

const PATIENT_WORDS = new Set(
  "patient pt pts client baby infant newborn name surname subject re regarding decedent child boy girl subscriber insured member self twin".split(
    " ",
  ),
);
const CLOSINGS = new Set(
  "regards sincerely thanks thank thx ty cheers respectfully yours best warmly faithfully truly love signed".split(" "),
);
/** Behind `MR` in capitals: what magnetic resonance makes pictures of. */
const IMAGED = new Set(
  "knee brain spine head neck chest abdomen pelvis hip shoulder ankle foot wrist hand elbow cervical lumbar thoracic liver prostate breast cardiac heart angiography angiogram enterography orbits pituitary sacrum femur tibia humerus forearm thigh".split(
    " ",
  ),
);
const GENDERED = new Set("mr mrs ms miss mx mister master baby".split(" "));
/** Titles that are words besides: they need their point or a capital behind them. */
const TITLES_BY_POINT = new Set("fr gen hon maj det".split(" "));
/** Weak words that still make a name likelier than the others of `BEFORE_NAME`. */
const STRONG_BEFORE = new Set(
  "about cc dear attn attention named hello hi hey contact per notified informed paged called calling phoned signed saw spoke discussed message remind tell accompanied regarding re asked told text texted ask asking emailed updated instructed advised reminded counseled thank met meet introduced labeled labelled nicknamed".split(
    " ",
  ),
);
/** Nouns that people have with somebody. */
const BEFORE_WITH = new Set(
  "conflict home appointment appt argument relationship conversation meeting session contact visit call therapy discussion months weeks days followup up interview house apartment reviewed verified agree agreed confirmed phone person verbally".split(
    " ",
  ),
);
/** Doings whose `by` names a person. */
const DONE =
  /^(?:signed|dictated|read|ordered|reviewed|seen|electronically|interpreted|transcribed|performed|reported|approved|prepared|written|authored|entered|verified|cosigned|referred|evaluated|treated|note|notes|assessment|covered|done)$/;
const KIN_OF =
  /^(?:mother|father|wife|husband|son|daughter|sister|brother|parent|parents|guardian|care|referral|family|behalf|custody|signature|mom|dad)$/;

/** What stands before token `at`. */
export function before(note: Note, at: number): Evidence {
  const { tokens } = note;
  if (at === 0) return NOTHING;
  const signs = signsBefore(note, at);
  if (signs === undefined) return NOTHING;
  if ("weight" in signs) return signs;
  const { back, told, comma, sign, bracket } = signs;
  if (back < 0) return NOTHING;
  const gap = tokens.gap[at] as number;
  const key = keyAt(note, back);
  if (tokens.kind[back] === POSSESSIVE)
    return isIntroduced(note, back) ? { weight: 2, whose: "patient-name", rule: "introduction" } : NOTHING;
  if (
    hasRole(note, back, ROLE.honorific) &&
    sign !== "," &&
    !told &&
    gap !== PARAGRAPH &&
    isTitle(note, back, at, sign)
  ) {
    return { weight: 3.2, whose: GENDERED.has(key) ? "patient-name" : "provider-name", rule: "honorific" };
  }
  if ((CLOSINGS.has(key) || (key === "you" && keyAt(note, back - 1) === "thank")) && (comma || gap === LINE || told))
    return { weight: 3, whose: "provider-name", rule: "closing" };
  if (told) return labelled(note, back, key);
  const far =
    gap === PARAGRAPH || (gap === LINE && !comma && !hasRole(note, back, ROLE.honorific | ROLE.person | ROLE.kin));
  if (far) return NOTHING;
  if (key === "dear") return { weight: 3, whose: "provider-name", rule: "dear" };
  if (/^(?:is|am|m|s|its)$/.test(key) && isIntroduced(note, back))
    return { weight: keyAt(note, back - 1) === "name" ? 3 : 2, whose: "patient-name", rule: "introduction" };
  if ((key === "is" || key === "was") && hasRole(note, back - 1, ROLE.kin | ROLE.person) && !comma)
    return { weight: 1.2, whose: "relative-name", rule: "kin-is" };
  if (tokens.shape[back] === UPPER && /^(?:md|np|pa|rn|do|cna|lpn)$/.test(key) && opensClause(note, back))
    return { weight: 2, whose: "provider-name", rule: "credential-before" };
  if (isAged(note, back) && !comma) return { weight: 1.1, whose: "patient-name", rule: "aged-before" };
  const preposed = preposition(note, back, key);
  if (preposed !== undefined) return preposed;
  if (isKin(note, back)) return { weight: comma ? 1.8 : 2.3, whose: "relative-name", rule: "kin" };
  if (hasRole(note, back, ROLE.person) && !comma)
    return { weight: 2.1, whose: PATIENT_WORDS.has(key) ? "patient-name" : "provider-name", rule: "role" };
  if (hasRole(note, back, ROLE.specialty) && (bracket || sign === "-"))
    return { weight: 1.6, whose: "provider-name", rule: "specialty" };
  if (
    comma &&
    /^(?:patient|pt|client|child|infant|baby|boy|girl|resident|student)$/.test(key) &&
    /^(?:the|our|my|this)$/.test(keyAt(note, back - 1))
  )
    return { weight: 1.7, whose: "patient-name", rule: "role" };
  if (takenBy(note, back) === "room") return { weight: 1.5, whose: "patient-name", rule: "room-before" };
  if (comma) return NOTHING;
  return weak(note, back, key);
}

interface Signs {
  /** The last word before the signs. */
  readonly back: number;
  readonly told: boolean;
  readonly comma: boolean;
  readonly bracket: boolean;
  /** The sign that stands next to the name. */
  readonly sign: string;
}

/** Signs between a word and the name: a point after a title, a colon after a label, a quote or a bracket. */
function signsBefore(note: Note, at: number): Signs | Evidence | undefined {
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

function isTitle(note: Note, back: number, at: number, sign: string): boolean {
  const key = keyAt(note, back);
  if (key === "mr" && note.tokens.shape[back] === UPPER && sign === "" && IMAGED.has(keyAt(note, at))) return false;
  return !TITLES_BY_POINT.has(key) || sign === ".";
}

/** Behind a colon. */
function labelled(note: Note, back: number, key: string): Evidence {
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

/** `my name is`, `this is`, `I'm`. */
function isIntroduced(note: Note, back: number): boolean {
  const key = keyAt(note, back);
  const previous = keyAt(note, back - 1);
  if (key === "its") return back === 0 || /^(?:hi|hello|hey|[,.!])$/.test(previous);
  if (key === "s") return previous === "'" && /^(?:it|name|this)$/.test(keyAt(note, back - 2));
  return /^(?:name|this|i|')$/.test(previous);
}

/** A person's age and sex before a name: `67M Henderson`, `45 yo F Okoye`. */
function isAged(note: Note, back: number): boolean {
  const taken = note.found[(note.taken[back] as number) - 1];
  if (taken?.category === "AGE") return true;
  const before = note.found[(note.taken[back - 1] as number) - 1];
  return before?.category === "AGE" && /^(?:m|f|male|female|man|woman)$/.test(keyAt(note, back));
}

const takenBy = (note: Note, at: number): Subtype | undefined => note.found[(note.taken[at] as number) - 1]?.subtype;

/** A relative, in one word or as `daughter-in-law`. */
const isKin = (note: Note, back: number): boolean =>
  hasRole(note, back, ROLE.kin) || (keyAt(note, back) === "law" && keyAt(note, back - 2) === "in");

/** `by`, `to`, `of` and `with` behind words that they join to people. */
function preposition(note: Note, back: number, key: string): Evidence | undefined {
  const previous = keyAt(note, back - 1);
  if (key === "to" && /^(?:married|engaged|wed)$/.test(previous))
    return { weight: 2.3, whose: "relative-name", rule: "kin" };
  if (
    key === "to" &&
    /^(?:refer|spoke|talk|speak|report|call|hand|given|sent|fax|email|explain|letter|message|address|written|introduced|transferred|assigned|deliver|released?|belongs?|according)/.test(
      previous,
    )
  )
    return { weight: 2, whose: "provider-name", rule: "referral" };
  if (key === "of" && KIN_OF.test(previous)) return { weight: 1.9, whose: "patient-name", rule: "kin-of" };
  if (key === "by" && (DONE.test(previous) || /.{2}(?:ed|en|ought|een|ade)$/.test(previous)))
    return { weight: 2.3, whose: DONE.test(previous) ? "provider-name" : "person-name", rule: "by" };
  if (
    key === "with" &&
    (hasRole(note, back - 1, ROLE.afterName | ROLE.beforeName | ROLE.person) || BEFORE_WITH.has(previous))
  )
    return { weight: 2, whose: "relative-name", rule: "with" };
  return undefined;
}

function weak(note: Note, back: number, key: string): Evidence {
  if (/^(?:morning|afternoon|evening|day)$/.test(key) && keyAt(note, back - 1) === "good")
    return { weight: 1.7, whose: "person-name", rule: "greeting" };
  if (key === "by") return { weight: 1.4, whose: "provider-name", rule: "by" };
  if (STRONG_BEFORE.has(key)) return { weight: 1.7, whose: "person-name", rule: "verb" };
  // `Sabiston and Schwartz` tells little; `husband and Ann` is a list (beside.ts).
  if (key === "and" || key === "or") return { weight: 0.2, whose: "person-name", rule: "and" };
  if (hasRole(note, back, ROLE.asking)) return { weight: 1.1, whose: "patient-name", rule: "asked-for" };
  if (hasRole(note, back, ROLE.beforeName))
    return { weight: 0.9, whose: key === "with" ? "relative-name" : "person-name", rule: "preposition" };
  if (hasRole(note, back, ROLE.nameLabel)) return { weight: 1.2, whose: whoseLabel(note, back, key), rule: "label" };
  return NOTHING;
}

const opensClause = ({ tokens }: Note, at: number): boolean =>
  at === 0 ||
  (tokens.gap[at] as number) >= LINE ||
  /^[.;:(]$/.test(tokens.key[at - 1] as string) ||
  /^(?:by|per|the|with|to|called|paged|notified|referring|attending|primary|admitting|ordering)$/.test(
    tokens.key[at - 1] as string,
  );

function whoseLabel(note: Note, back: number, key: string): Subtype {
  if (isKin(note, back) || /^(?:guardian|nok|kin|contact)$/.test(key)) return "relative-name";
  if (PATIENT_WORDS.has(key) || key === "from") {
    // `Provider name:` is no patient's.
    return hasRole(note, back - 1, ROLE.person) && !PATIENT_WORDS.has(keyAt(note, back - 1))
      ? "provider-name"
      : "patient-name";
  }
  return "provider-name";
}
