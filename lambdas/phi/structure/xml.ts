import { plain, type Decoded } from "./decoded";
import { isTag, readAttribute } from "./dicom-attributes";
import { addressPart, isDate, namePart, roleOf } from "./cda-elements";
import { bySystem, contactSubtype, isOid, isUuid, staffNumber } from "./identifier-shape";
import { keyMeaning } from "./key-lexicon";
import { LayoutBuilder, type Layout } from "./layout";
import { addIfPlausible } from "./plausible";
import { xmlTokens, type XmlElement } from "./xml-tokens";

/**
 * Reads C-CDA (HL7 CDA R2) by its elements, DICOM's native XML by its tags, and FHIR's and other XML by names of elements and attributes.
 * Narratives and what nobody has described are read as text.
 */
export function readXml(text: string): Layout {
  const layout = new LayoutBuilder();
  for (const token of xmlTokens(plain(text, 0, text.length))) {
    if (token.kind === "element") readAttributes(layout, token.element);
    else if (/[\p{L}\p{N}]/u.test(token.value.text)) readWords(layout, token.element, token.value);
  }
  return layout;
}

/** Elements of narratives, and what XHTML has. */
const NARRATIVE = new Set(
  "text title paragraph content td th li item caption list table tr div p span b i u br footnote sub sup h1 h2 h3 h4".split(
    " ",
  ),
);

/** All that a cell of a table says. */
const YEAR = /^\s*(?:19|20)\d\d\s*$/;

function readWords(layout: LayoutBuilder, element: XmlElement | undefined, value: Decoded): void {
  if (element?.name === "td" && YEAR.test(value.text)) return layout.add(value, "year", "xml:td");
  if (element === undefined || NARRATIVE.has(element.name)) return layout.read(value);
  const tag = dicomTag(element);
  if (tag !== undefined) return readAttribute(layout, tag.tag, tag.vr, value);
  return readValue(layout, element, value);
}

/** What an element says of its words, or of its attribute `value`, which FHIR has instead. */
function readValue(layout: LayoutBuilder, element: XmlElement, value: Decoded): void {
  const inside = element.parent?.name ?? "";
  const rule = `xml:${inside}/${element.name}`;
  const part = addressPart(element) ?? namePart(element);
  if (part === "keep") return;
  if (part !== undefined && part !== "text") return layout.add(value, part, rule);
  const meaning = part ?? keyMeaning(element.name, inside);
  if (meaning === "keep") return;
  if (meaning === undefined || meaning === "text") layout.read(value);
  else addIfPlausible(layout, value, meaning, rule);
}

/** Attributes that carry no values of people: codes, systems, and XML's own. */
const KEPT = new Set(
  "code codeSystem codeSystemName codeSystemVersion displayName type root templateId classCode moodCode typeCode determinerCode contextControlCode use unit nullFlavor xmlns schemaLocation styleCode ID IDREF mediaType representation language lang version assigningAuthorityName qualifier inversionInd negationInd integrityCheckAlgorithm url href valueSet independentInd priority keyword vr tag colspan rowspan border width align width encoding standalone".split(
    " ",
  ),
);

function readAttributes(layout: LayoutBuilder, element: XmlElement): void {
  for (const [name, value] of element.attributes) {
    const rule = `xml:${element.name}@${name}`;
    if (/^(?:id|setId)$/.test(element.name) && (name === "extension" || name === "root" || name === "value"))
      readId(layout, element, name, value);
    else if (KEPT.has(name)) continue;
    else if (name === "value") readValueAttribute(layout, element, value, rule);
    else if (name !== "number" || !isTag(value.text)) {
      const meaning = keyMeaning(name, element.name);
      if (meaning === "keep") continue;
      if (meaning === undefined || meaning === "text") layout.read(value);
      else addIfPlausible(layout, value, meaning, rule);
    }
  }
}

function readValueAttribute(layout: LayoutBuilder, element: XmlElement, value: Decoded, rule: string): void {
  const { text } = value;
  if (element.name === "telecom") {
    const begin = /^(?:tel|fax|mailto|sms):/i.exec(text)?.[0].length ?? 0;
    const number = { text: text.slice(begin), at: (offset: number) => value.at(begin + offset) };
    layout.add(number, /^fax:/i.test(text) ? "fax" : contactSubtype(number.text), rule);
  } else if (isDate(element) && /^\d{4}/.test(text)) {
    layout.add(
      value,
      /birth/i.test(element.name) ? "birth-date" : /deceased|death/i.test(element.name) ? "death-date" : "date",
      rule,
    );
  } else if (/[\p{L}\d]{3}/u.test(text)) readValue(layout, element, value);
}

/** `<id root extension>`, and `<setId>` of a document's versions: the number, and without one the root, where it is a UUID of this very thing. */
function readId(layout: LayoutBuilder, element: XmlElement, name: string, value: Decoded): void {
  const rule = `xml:id@${name}`;
  const { text } = value;
  if (name === "root") {
    if (isUuid(text)) layout.add(value, "uuid", rule);
    return;
  }
  const system = element.attributes.get("root")?.text;
  const role = roleOf(element);
  const named = bySystem(system);
  if (named !== undefined) layout.add(value, named, rule);
  else if (isUuid(text)) layout.add(value, "uuid", rule);
  else if (!/\d/.test(text) || isOid(text)) layout.read(value);
  else if (role === "patient-name") layout.add(value, "mrn", rule);
  else layout.add(value, role === "provider-name" ? staffNumber(text) : "other-id", rule);
}

/** The attribute of DICOM's native model that a value stands in (PS3.19 annex A). */
function dicomTag(element: XmlElement): { tag: string; vr: string } | undefined {
  let at: XmlElement | undefined = element;
  for (let steps = 0; at !== undefined && steps < 6; at = at.parent, steps += 1) {
    const tag = at.attributes.get("tag")?.text ?? "";
    if (at.name === "DicomAttribute" && isTag(tag))
      return { tag: tag.toUpperCase(), vr: at.attributes.get("vr")?.text ?? "" };
  }
  return undefined;
}
