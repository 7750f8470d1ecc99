import type { Subtype } from "../subtypes";
import { readAttachment } from "./attachment";
import { plain, unescaped, type Decoded } from "./decoded";
import { partsOf, type Range, type Separators } from "./hl7";
import { OBSERVATION_TYPES, type FieldType } from "./hl7-fields";
import { byTypeCode, contactSubtype, isOid, isUuid, staffNumber } from "./identifier-shape";
import { FAMILY, GIVEN, lookUp, nameRank, wordRank } from "../text/lexicon";
import { fold } from "../text/fold";
import type { LayoutBuilder } from "./layout";

export interface Field {
  readonly field: Range;
  readonly type: FieldType;
  readonly separators: Separators;
  /** OBX-2, the type of OBX-5. */
  readonly valueType: string;
  /** Name of the place, such as `hl7:PID-5`. */
  readonly rule: string;
}

/** One repetition of a field: its components, numbered from one. */
interface Value {
  readonly of: (component: number) => Decoded;
  readonly text: (component: number) => string;
  readonly range: (component: number) => Range;
  readonly count: number;
}

type Reader = (layout: LayoutBuilder, value: Value, field: Field, text: string) => void;

/** Fields by their type, repetition by repetition. */
export function readField(layout: LayoutBuilder, text: string, field: Field): void {
  for (const repetition of partsOf(text, field.field, field.separators.repetition)) {
    if (repetition.end === repetition.begin) continue;
    const components = partsOf(text, repetition, field.separators.component);
    const none = { begin: repetition.end, end: repetition.end };
    const range = (component: number): Range => components[component - 1] ?? none;
    const value: Value = {
      count: components.length,
      range,
      of: (component) => decoded(text, range(component), field.separators),
      text: (component) => text.slice(range(component).begin, range(component).end).trim(),
    };
    readerOf(field.type)(layout, value, field, text);
  }
}

function readerOf(type: FieldType): Reader {
  if (type.startsWith("name.")) return nameReader(`${type.slice(5)}-name` as Subtype);
  if (type.startsWith("id.")) return idReader(type.slice(3) as Subtype);
  return READERS[type as keyof typeof READERS] ?? READERS.text;
}

const some = (
  layout: LayoutBuilder,
  value: Value,
  components: readonly number[],
  subtype: Subtype,
  rule: string,
): void => {
  for (const component of components) layout.add(value.of(component), subtype, `${rule}.${component}`);
};

/** XPN: family, given, further names and suffix; what follows are titles and codes. */
const nameReader =
  (subtype: Subtype): Reader =>
  (layout, value, { rule }) =>
    some(layout, value, [1, 2, 3, 4], subtype, rule);

/** CX, EI and plain numbers: the number, and by its type's code what it is. */
const idReader =
  (subtype: Subtype): Reader =>
  (layout, value, { rule }) =>
    layout.add(value.of(1), byTypeCode(value.text(5)) ?? subtype, `${rule}.1`);

const READERS = {
  text: (layout, value) => {
    for (let component = 1; component <= value.count; component += 1) layout.read(value.of(component));
  },
  date: (layout, value, { rule }) => {
    const subtype = rule === "hl7:PID-29" ? "death-date" : BIRTH.has(rule) ? "birth-date" : "date";
    addDate(layout, value.of(1), subtype, rule);
  },
  period: (layout, value, { rule }) => [1, 2].forEach((at) => addDate(layout, value.of(at), "date", rule)),
  timing: (layout, value, { rule }) => [4, 5].forEach((at) => addDate(layout, value.of(at), "date", rule)),
  authorisation: (layout, value, { rule }) => {
    layout.add(value.of(1), "health-plan", rule);
    addDate(layout, value.of(2), "date", rule);
  },
  staff: (layout, value, { rule }) => {
    const number = value.text(1);
    // Some send "Smith, John" alone where a number should stand.
    if (/\d/.test(number)) layout.add(value.of(1), byTypeCode(value.text(13)) ?? staffNumber(number), `${rule}.1`);
    else layout.add(value.of(1), value.count === 1 ? "provider-name" : "other-id", `${rule}.1`);
    some(layout, value, [2, 3, 4, 5], "provider-name", rule);
  },
  // NDL: its first component has a person's number and names as subcomponents.
  interpreter: (layout, value, { rule, separators }, text) => {
    const parts = partsOf(text, value.range(1), separators.subcomponent);
    parts.slice(0, 5).forEach((part, at) => {
      const of = decoded(text, part, separators);
      layout.add(of, at === 0 && /\d/.test(of.text) ? staffNumber(of.text) : "provider-name", `${rule}.1`);
    });
    [2, 3].forEach((at) => addDate(layout, value.of(at), "date", rule));
    some(layout, value, [4, 5, 6], "room", rule);
  },
  address: (layout, value, { rule }) => {
    some(layout, value, [1, 2], "street", rule);
    some(layout, value, [3, 8], "city", rule);
    some(layout, value, [4], "state", rule);
    some(layout, value, [5], "zip", rule);
    some(layout, value, [9], "county", rule);
  },
  phone: (layout, value, { rule }, text) => {
    const [use, equipment] = [value.text(2).toUpperCase(), value.text(3).toUpperCase()];
    const subtype = equipment === "FX" ? "fax" : equipment === "BP" || use === "BPN" ? "pager" : undefined;
    for (const component of [1, 4, 12]) {
      const number = value.of(component);
      layout.add(number, subtype ?? contactSubtype(number.text), `${rule}.${component}`);
    }
    const last = value.range(8).end > value.range(7).end && value.text(8) !== "" ? 8 : 7;
    if (value.text(7) === "") return;
    layout.add(plain(text, value.range(6).begin, value.range(last).end), subtype ?? "phone", `${rule}.7`);
  },
  location: (layout, value, field, text) => {
    some(layout, value, [1, 2, 3, 7, 8, 9], "room", field.rule);
    const [facility] = partsOf(text, value.range(4), field.separators.subcomponent);
    if (facility !== undefined) layout.add(decoded(text, facility, field.separators), "facility", `${field.rule}.4`);
  },
  facility: (layout, value, { rule }) => {
    const name = value.text(1);
    // Systems and departments go by codes of a few letters, which name no place.
    const code = /^[A-Z0-9_-]{1,5}$/i.test(name) && !/[a-z][a-z]/.test(name);
    if (!code && !isOid(name) && !isUuid(name)) layout.add(value.of(1), "facility", `${rule}.1`);
  },
  // Some senders count a field more or less than others: who gives care is known by a number and names behind it.
  keep: (layout, value, field) => {
    const [number, family, given] = [value.text(1), value.text(2), value.text(3)];
    if (!IS_NAME.test(family) || !IS_NAME.test(given) || CODE_SYSTEM.test(given)) return;
    const isNpi = /^[12]\d{9}$/.test(number);
    if (isNpi || isListed(family, given)) READERS.staff(layout, value, field);
  },
  authority: (layout, value, { rule }) => layout.add(value.of(1), "facility", `${rule}.1`),
  organisation: (layout, value, { rule }) => {
    layout.add(value.of(1), "organization", `${rule}.1`);
    some(layout, value, [3, 10], "other-id", rule);
  },
  county: (layout, value, { rule }) => layout.add(value.of(1), "county", rule),
  city: (layout, value, { rule }) => some(layout, value, [1, 3], "city", rule),
  profession: (layout, value, { rule }) => {
    const component = value.text(3) === "" ? 1 : 3;
    layout.add(value.of(component), "profession", rule);
  },
  observation: (layout, value, field, text) => {
    const { valueType } = field;
    if (valueType === "ED") readAttachment(layout, value.of(5), field.rule);
    else if (valueType === "RP") layout.add(value.of(1), "url", field.rule);
    else {
      const type = OBSERVATION_TYPES[valueType] ?? "text";
      if (type !== "keep") readerOf(type)(layout, value, field, text);
    }
  },
} satisfies Partial<Record<FieldType, Reader>>;

/** A family name and a given one, of lists of those in use. */
function isListed(family: string, given: string): boolean {
  const [first, second] = [lookUp(fold(family)), lookUp(fold(given))];
  const rare = Math.min(wordRank(first), wordRank(second)) === 0;
  return rare && nameRank(first) === 2 && nameRank(second) === 2 && (first & FAMILY) !== 0 && (second & GIVEN) !== 0;
}

const IS_NAME = /^\p{L}[\p{L}.'’ -]*$/u;
/** Names of coding systems (HL7 table 0396). */
const CODE_SYSTEM = /^(?:LN|SCT|SNM\d?|I9C?|I10[CP]?|C4|CPT\w*|HCPCS|NDC|RXNORM|CVX|MVX|UCUM|L|99\w*|HL7\w*|ISO\w*)$/i;

/** Fields with the date of somebody's birth. */
const BIRTH = new Set(["hl7:PID-7", "hl7:NK1-16", "hl7:IN1-18", "hl7:GT1-8", "hl7:STF-6"]);

/** HL7's dates begin with the year; clock times alone tell nobody. */
function addDate(layout: LayoutBuilder, value: Decoded, subtype: Subtype, rule: string): void {
  if (/^\s*\d{4}/.test(value.text)) layout.add(value, subtype, rule);
  else layout.read(value);
}

/** What an escape sequence stands for (HL7 v2, section 2.7). */
function decoded(text: string, { begin, end }: Range, separators: Separators): Decoded {
  const { escape, field, component, repetition, subcomponent } = separators;
  const raw = plain(text, begin, end);
  if (escape === "" || !raw.text.includes(escape)) return raw;
  const mark = `\\u{${(escape.codePointAt(0) as number).toString(16)}}`;
  const pattern = new RegExp(`${mark}[^\\r\\n${mark}]{1,200}${mark}`, "gu");
  const single: Readonly<Record<string, string>> = {
    F: field,
    S: component,
    T: subcomponent,
    R: repetition,
    E: escape,
  };
  const meant = (match: string): string => {
    const code = match.slice(1, -1);
    if (single[code] !== undefined) return single[code];
    if (/^\.(?:br|sp|ce)/.test(code)) return "\n";
    return /^X(?:[0-9A-F]{2})+$/i.test(code) ? Buffer.from(code.slice(1), "hex").toString("utf8") : "";
  };
  return unescaped(raw, pattern, meant, () => true);
}
