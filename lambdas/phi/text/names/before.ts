import type { Subtype } from "../../subtypes";
import { hasRole, keyAt, type Note } from "../note";
import { ROLE } from "../roles";
import { LINE, PARAGRAPH, POSSESSIVE, UPPER } from "../tokens";
import { NOTHING, type Evidence } from "./evidence";
import { CLOSINGS, signsBefore } from "./before-signs";
import { DONE, isKin, labelled, PATIENT_WORDS, whoseLabel } from "./labels";

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

function isTitle(note: Note, back: number, at: number, sign: string): boolean {
  const key = keyAt(note, back);
  if (key === "mr" && note.tokens.shape[back] === UPPER && sign === "" && IMAGED.has(keyAt(note, at))) return false;
  return !TITLES_BY_POINT.has(key) || sign === ".";
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
