import { beginsLine, hasRole, keyAt, type Note } from "../note";
import type { Subtype } from "../../subtypes";
import { labelAt } from "../layers/label-index";
import { ROLE } from "../roles";
import { LINE, NONE, NUMBER, PARAGRAPH, POSSESSIVE, SIGN, UPPER, WIDE, WORD } from "../tokens";

/** What stands before or after a name and speaks for one, from 0 to 3, and whose name it then is. */
export interface Evidence {
  readonly weight: number;
  readonly whose: Subtype;
  readonly rule: string;
}

const NOTHING: Evidence = { weight: 0, whose: "person-name", rule: "" };
const PATIENT_WORDS = new Set(
  "patient pt pts client baby infant newborn name surname subject re regarding decedent child boy girl subscriber insured member self".split(
    " ",
  ),
);
const CLOSINGS = new Set(
  "regards sincerely thanks thank cheers respectfully yours best warmly faithfully truly love signed".split(" "),
);
/** Behind `MR` in capitals: what magnetic resonance makes pictures of. */
const IMAGED = new Set(
  "knee brain spine head neck chest abdomen pelvis hip shoulder ankle foot wrist hand elbow cervical lumbar thoracic liver prostate breast cardiac heart angiography angiogram enterography orbits pituitary sacrum femur tibia humerus forearm thigh".split(
    " ",
  ),
);
const GENDERED = new Set("mr mrs ms miss mx mister master baby".split(" "));
/** Weak words that still make a name likelier than the others of `BEFORE_NAME`. */
const STRONG_BEFORE = new Set(
  "about by cc dear attn attention named hello hi hey contact per notified informed paged called calling phoned signed saw spoke discussed message remind tell accompanied regarding re asked told".split(
    " ",
  ),
);

/** Nouns that people have with somebody. */
const BEFORE_WITH = new Set(
  "conflict home appointment argument relationship conversation meeting session contact visit call therapy discussion months weeks days followup up interview house apartment".split(
    " ",
  ),
);

/** What stands before token `at`. */
export function before(note: Note, at: number): Evidence {
  const { tokens } = note;
  let back = at - 1;
  if (back < 0) return NOTHING;
  const gap = tokens.gap[at] as number;
  const sign = tokens.kind[back] === SIGN ? keyAt(note, back) : "";
  let told = false;
  let comma = false;
  // Signs between the word and the name: a point after a title, a colon after a label, a quote or a bracket.
  for (let step = 0; step < 4 && back >= 0 && tokens.kind[back] === SIGN; step += 1, back -= 1) {
    const key = keyAt(note, back);
    if (key === ":" || key === "=" || key === "#") told = true;
    else if (key === "/" && step === 0 && /^[wd]$/.test(keyAt(note, back - 1)) && tokens.gap[back] === NONE)
      return { weight: 1.7, whose: "person-name", rule: "with" };
    else if (key === ",") comma = true;
    else if (!/^["'.([*^<-]$/.test(key))
      return key === "|" || key === "/" ? { weight: 0.3, whose: "person-name", rule: "field" } : NOTHING;
    else if (key === "." && step === 0 && !hasRole(note, back - 1, ROLE.honorific | ROLE.nameLabel))
      return signature(note, at, back);
    else if (key === "-" && step === 0 && !told) return signature(note, at, back + 1, true);
  }
  if (back < 0) return NOTHING;
  const key = keyAt(note, back);
  const far =
    gap === PARAGRAPH ||
    (gap === LINE && !told && !comma && !hasRole(note, back, ROLE.honorific | ROLE.person | ROLE.kin));
  if (tokens.kind[back] === POSSESSIVE) return NOTHING;
  if (
    hasRole(note, back, ROLE.honorific) &&
    sign !== "," &&
    !told &&
    gap !== PARAGRAPH &&
    !(key === "mr" && tokens.shape[back] === UPPER && sign === "" && IMAGED.has(keyAt(note, at))) &&
    ((key !== "fr" && key !== "gen" && key !== "hon") || sign === ".")
  ) {
    return { weight: 3.2, whose: GENDERED.has(key) ? "patient-name" : "provider-name", rule: "honorific" };
  }
  if (comma || gap === LINE || told) {
    if ((CLOSINGS.has(key) || (key === "you" && keyAt(note, back - 1) === "thank")) && (comma || gap === LINE))
      return { weight: 3, whose: "provider-name", rule: "closing" };
  }
  if (told && (hasRole(note, back, ROLE.nameLabel | ROLE.kin | ROLE.person) || key === "by" || key === "with")) {
    return { weight: 3, whose: whoseLabel(note, back, key), rule: "label" };
  }
  if (told) return { weight: 0.8, whose: "person-name", rule: "colon" };
  if (far) return NOTHING;
  if (key === "dear") return { weight: 3, whose: "provider-name", rule: "dear" };
  if ((key === "is" || key === "am" || key === "m") && /^(?:name|this|i|')$/.test(keyAt(note, back - 1))) {
    return { weight: keyAt(note, back - 1) === "name" ? 3 : 2, whose: "patient-name", rule: "introduction" };
  }
  if (tokens.shape[back] === UPPER && /^(?:md|np|pa|rn|do|cna|lpn)$/.test(key) && opensClause(note, back)) {
    return { weight: 2, whose: "provider-name", rule: "credential-before" };
  }
  if (key === "to" && /^(?:married|engaged|wed)$/.test(keyAt(note, back - 1)))
    return { weight: 2.3, whose: "relative-name", rule: "kin" };
  if (
    key === "of" &&
    /^(?:custody|signature|mother|father|son|daughter|wife|husband|parent|guardian|brother|sister)$/.test(
      keyAt(note, back - 1),
    )
  )
    return { weight: 1.7, whose: "relative-name", rule: "of" };
  if (hasRole(note, back, ROLE.kin)) return { weight: comma ? 1.8 : 2.3, whose: "relative-name", rule: "kin" };
  if (key === "by" && /.{2}(?:ed|en|ought|een|ade)$/.test(keyAt(note, back - 1))) {
    return { weight: 2.3, whose: "person-name", rule: "by" };
  }
  if (
    key === "by" &&
    /^(?:signed|dictated|read|ordered|reviewed|seen|electronically|interpreted|transcribed|performed|reported|approved|prepared|written|authored|entered|verified|cosigned|referred|evaluated|treated)$/.test(
      keyAt(note, back - 1),
    )
  ) {
    return { weight: 2.3, whose: "provider-name", rule: "by" };
  }
  if (hasRole(note, back, ROLE.person) && !comma)
    return { weight: 2.1, whose: PATIENT_WORDS.has(key) ? "patient-name" : "provider-name", rule: "role" };
  if (comma) return NOTHING;
  if (
    key === "with" &&
    (hasRole(note, back - 1, ROLE.afterName | ROLE.beforeName | ROLE.person) || BEFORE_WITH.has(keyAt(note, back - 1)))
  ) {
    return { weight: 2, whose: "relative-name", rule: "with" };
  }
  if (key === "to" && /^refer/.test(keyAt(note, back - 1)))
    return { weight: 2, whose: "provider-name", rule: "referral" };
  if (
    key === "of" &&
    /^(?:mother|father|wife|husband|son|daughter|sister|brother|parent|guardian|care|referral)$/.test(
      keyAt(note, back - 1),
    )
  ) {
    return { weight: 2, whose: "patient-name", rule: "kin-of" };
  }
  if (STRONG_BEFORE.has(key))
    return { weight: 1.7, whose: key === "by" ? "provider-name" : "person-name", rule: "verb" };
  if (hasRole(note, back, ROLE.beforeName))
    return { weight: 0.9, whose: key === "with" ? "relative-name" : "person-name", rule: "preposition" };
  if (hasRole(note, back, ROLE.nameLabel)) return { weight: 1.2, whose: whoseLabel(note, back, key), rule: "label" };
  return NOTHING;
}

const opensClause = ({ tokens }: Note, at: number): boolean =>
  at === 0 ||
  (tokens.gap[at] as number) >= LINE ||
  /^[.;:(]$/.test(tokens.key[at - 1] as string) ||
  /^(?:by|per|the|with|to|called|paged|notified)$/.test(tokens.key[at - 1] as string);

function whoseLabel(note: Note, back: number, key: string): Subtype {
  if (hasRole(note, back, ROLE.kin) || /^(?:guardian|nok|kin|contact)$/.test(key)) return "relative-name";
  if (PATIENT_WORDS.has(key) || key === "from") {
    // `Provider name:` is no patient's.
    return hasRole(note, back - 1, ROLE.person) && !PATIENT_WORDS.has(keyAt(note, back - 1))
      ? "provider-name"
      : "patient-name";
  }
  return "provider-name";
}

/** A name alone at the end of a text, behind a dash or on a line of its own. */
function signature(note: Note, at: number, _back: number, dash = false): Evidence {
  const left = note.tokens.count - at;
  // `Next in 2 yrs. L. Grant`: whatever a text ends with is more likely its writer's than a sentence.
  if (!dash && left <= 4) return { weight: 1.3, whose: "provider-name", rule: "signature" };
  if (!dash || note.tokens.gap[at] === NONE) return NOTHING;
  return left <= 5
    ? { weight: 2, whose: "person-name", rule: "signature" }
    : { weight: 0.6, whose: "person-name", rule: "" };
}

/** Words that go on behind somebody spoken to by name. */
const VOCATIVE = new Set("you can could please would thanks thank i we here hope are do did have just your".split(" "));
const BIRTH_OR_ID = new Set("dob mrn mr born age aged ssn d birth birthdate sex".split(" "));
/** Short forms that are words besides; they count behind a comma, or where capitals tell. */
const AMBIGUOUS_CREDENTIALS = new Set("do pa pt ot od rd dc ma ms fellow resident intern attending jd rt".split(" "));

/** What stands behind token `last`. */
export function after(note: Note, last: number): Evidence {
  const { tokens } = note;
  let next = last + 1;
  if (next >= tokens.count || tokens.gap[next] === PARAGRAPH) return NOTHING;
  const apart = tokens.gap[next] === LINE || tokens.gap[next] === WIDE;
  const reach = note.found[(note.taken[next] as number) - 1];
  if (!apart && reach?.category === "PHONE_OR_FAX") return { weight: 1.3, whose: "person-name", rule: "reachable" };
  let comma = false;
  let bracket = false;
  for (let step = 0; step < 2 && tokens.kind[next] === SIGN; step += 1, next += 1) {
    const key = keyAt(note, next);
    if (key === ",") comma = true;
    else if (key === "(" || key === "[" || key === "/" || key === "|" || key === "-") bracket = true;
    else return NOTHING;
  }
  const key = keyAt(note, next);
  if (hasRole(note, next, ROLE.suffix) && comma) return { weight: 1, whose: "person-name", rule: "suffix" };
  if (hasRole(note, next, ROLE.credential) || isDottedCredential(note, next)) {
    const plain = AMBIGUOUS_CREDENTIALS.has(key) && !comma && (note.casing !== "mixed" || tokens.shape[next] !== UPPER);
    if (!plain && !(apart && !comma)) return { weight: 3, whose: "provider-name", rule: "credential" };
  }
  if (BIRTH_OR_ID.has(key) && (key !== "d" || keyAt(note, next + 1) === ".") && (key !== "mr" || !apart))
    return { weight: 2.2, whose: "patient-name", rule: "birth" };
  if (tokens.kind[next] === POSSESSIVE) return { weight: 0.7, whose: "person-name", rule: "possessive" };
  if (comma && !apart && VOCATIVE.has(key)) {
    return {
      weight: beginsLine(note, last) || keyAt(note, last - 1) === ":" ? 2.4 : 1.2,
      whose: "person-name",
      rule: "addressed",
    };
  }
  if (comma && /^(?:fax|phone|tel|cell|pager|beeper|ext)$/.test(key))
    return { weight: 1.3, whose: "person-name", rule: "reachable" };
  if (comma || bracket) {
    if (hasRole(note, next, ROLE.kin)) return { weight: 2, whose: "relative-name", rule: "kin-after" };
    if (
      /^(?:her|his|their|the|a|an|my|pt|patient|who)$/.test(key) &&
      (hasRole(note, next + 1, ROLE.kin) || hasRole(note, next + 2, ROLE.kin))
    )
      return { weight: 2, whose: "relative-name", rule: "kin-after" };
    const taken = note.found[(note.taken[next] as number) - 1];
    if (
      taken?.category === "AGE" ||
      (/^(?:a|an)$/.test(key) &&
        note.taken[next + 1] !== 0 &&
        note.found[(note.taken[next + 1] as number) - 1]?.category === "AGE")
    ) {
      return { weight: 2, whose: "patient-name", rule: "age" };
    }
    if (comma && isAge(note, next)) return { weight: 2.2, whose: "patient-name", rule: "age" };
    if (comma && (taken?.category === "DATE" || taken?.category === "ADDRESS")) {
      return {
        weight: taken.category === "DATE" || taken.subtype === "room" ? 1.6 : 1.2,
        whose: "person-name",
        rule: "and-then",
      };
    }
    for (let step = 0; step < 6; step += 1) {
      const near = note.found[(note.taken[next + step] as number) - 1];
      if (near?.category === "PHONE_OR_FAX") return { weight: 1.5, whose: "person-name", rule: "reachable" };
      if (near?.category === "ID" || near?.subtype === "birth-date")
        return { weight: step < 4 ? 2.4 : 1.5, whose: "patient-name", rule: "id" };
      if (near !== undefined || (tokens.gap[next + step] as number) >= LINE) break;
    }
    return NOTHING;
  }
  const labelled = labelledId(note, next);
  if (labelled) return { weight: 2.2, whose: "person-name", rule: "id" };
  if (apart) return NOTHING;
  if (key === "is" && agedSoon(note, next)) return { weight: 2.3, whose: "patient-name", rule: "aged" };
  const taken = note.found[(note.taken[next] as number) - 1];
  if (taken?.category === "PHONE_OR_FAX" || taken?.category === "EMAIL")
    return { weight: 1.3, whose: "person-name", rule: "reachable" };
  if (taken?.category === "AGE") return { weight: 1, whose: "patient-name", rule: "age" };
  if (
    key === "to" &&
    /^(?:ring|call|phone|visit|bring|pick|drive|sign|follow|return|email|e|fax|send|text|come|confirm)$/.test(
      keyAt(note, next + 1),
    )
  )
    return { weight: 1.3, whose: "person-name", rule: "does" };
  const place = /^(?:in|at|from)$/.test(key) ? note.found[(note.taken[next + 1] as number) - 1] : undefined;
  if (place?.subtype === "room") return { weight: 2.5, whose: "patient-name", rule: "in-room" };
  if (place?.category === "ADDRESS" || place?.category === "EMAIL" || place?.category === "PHONE_OR_FAX")
    return { weight: 1.3, whose: "person-name", rule: "is-at" };
  if (PERSONAL.has(key)) return { weight: 1.8, whose: "person-name", rule: "says" };
  if (tokens.kind[next] === WORD && hasRole(note, next, ROLE.afterName))
    return { weight: 1.3, whose: "person-name", rule: "does" };
  return NOTHING;
}

/** What people alone do. */
const PERSONAL = new Set(
  "states stated denies denied reports reported endorses endorsed verbalizes verbalized complains complained spoke said says updated notified informed called phoned lives lived resides smokes works worked understands agrees requests refuses declined".split(
    " ",
  ),
);

/** A number after a comma that is an age: `Elisa Collins, 75 F`. */
function isAge({ tokens }: Note, at: number): boolean {
  const key = tokens.key[at] as string;
  if (tokens.kind[at] !== NUMBER || key.length > 3 || Number(key) > 115) return false;
  return /^(?:[,);]|m|f|male|female|yo|y)$/.test(tokens.key[at + 1] ?? "");
}

/** `is a pleasant 46 y.o.` */
function agedSoon(note: Note, at: number): boolean {
  if (!/^(?:a|an|the|this)$/.test(keyAt(note, at + 1))) return false;
  for (let next = at + 2; next < at + 5; next += 1)
    if (note.found[(note.taken[next] as number) - 1]?.category === "AGE") return true;
  return false;
}

/** A label and its number behind the name: `MRN 2137751`, `Chart # 77`, `DEA# FL3827536`. */
function labelledId(note: Note, at: number): boolean {
  const { tokens } = note;
  if (tokens.kind[at] !== WORD || (note.taken[at] as number) > 0 || labelAt(note, at) === undefined) return false;
  for (let next = at + 1; next < at + 6 && next < tokens.count; next += 1) {
    const found = note.found[(note.taken[next] as number) - 1];
    if (found !== undefined)
      return found.category === "PHONE_OR_FAX" || (found.category === "ID" && found.rule.startsWith("label"));
    if ((tokens.gap[next] as number) >= LINE) return false;
  }
  return false;
}

/** `M.D.`, `R.N.`, `Ph.D.` */
function isDottedCredential(note: Note, at: number): boolean {
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
