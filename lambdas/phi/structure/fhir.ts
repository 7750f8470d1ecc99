import type { Subtype } from "../subtypes";
import { readAttachment } from "./attachment";
import { DATE_KEYS, KEPT_KEYS, NO_PERSON, personOf, RECORD_NUMBERS } from "./fhir-elements";
import { displayed, readReference } from "./fhir-references";
import { bySystem, byTypeCode, contactSubtype } from "./identifier-shape";
import { around, jsonLeaves, valueOf, type JsonLeaf, type JsonNode } from "./json-leaves";
import { LayoutBuilder, type Layout } from "./layout";
import { readNarrative } from "./narrative";

/** Reads FHIR R4 resources, one or one a line. Elements that nobody has described are read as text. Keys may be of any case. */
export function readFhir(text: string): Layout {
  const layout = new LayoutBuilder();
  const leaves = jsonLeaves(text);
  for (const { node, key, value } of leaves) {
    // Identifier.type.coding.code says what the identifier is.
    const identifier = node.parent?.parent?.parent;
    if (key === "code" && node.key === "coding") identifier?.values.set(TYPE, value.text);
  }
  const known = new Map<JsonNode, Surroundings>();
  for (const leaf of leaves) {
    let at = known.get(leaf.node);
    if (at === undefined) known.set(leaf.node, (at = surroundings(leaf.node)));
    readLeaf(layout, leaf, at);
  }
  return layout;
}

/** Where the code of an identifier's type is kept among its values; no element is named so. */
const TYPE = "#type";

/** What a leaf stands in: types of elements by FHIR's names, the nearest first. `value[x]` has its type in its name. */
export interface Surroundings {
  /** Type of the resource, in lower case. */
  readonly resource: string;
  /** Keys of the objects around it from the resource down, in lower case. */
  readonly path: readonly string[];
}

function readLeaf(layout: LayoutBuilder, leaf: JsonLeaf, at: Surroundings): void {
  const key = leaf.key.toLowerCase();
  const inside = at.path.at(-1) ?? "";
  const rule = `fhir:${at.resource === "" ? "resource" : at.resource}.${[...at.path.slice(-2), key].join(".")}`;
  const { value } = leaf;
  if (leaf.kind === "number") {
    if (key === "value" && inside.endsWith("age"))
      layout.add(value, Number(value.text) > 89 ? "age-over-89" : "age", rule);
    else if (isGeocode(leaf.node, key)) layout.add(value, "street", rule);
    return;
  }
  const told = subtypeOf(leaf, key, inside, at);
  if (told === "keep") return;
  if (told === "data") readAttachment(layout, value, rule);
  else if (told === "narrative") readNarrative(layout, value);
  else if (told === "reference") readReference(layout, leaf, rule);
  else if (told === "text") layout.read(value);
  else layout.add(value, told, rule);
}

/** A latitude or longitude, of a place or an address (FHIR R4, "Location.position", and the extension "geolocation"). */
function isGeocode(node: JsonNode, key: string): boolean {
  return /^(?:latitude|longitude)$/.test(key === "valuedecimal" ? (valueOf(node, "url") ?? "") : key);
}

/** What a leaf is told to be. */
export type Told = Subtype | "keep" | "text" | "data" | "narrative" | "reference";

function subtypeOf({ node, value }: JsonLeaf, key: string, inside: string, at: Surroundings): Told {
  const { text } = value;
  if (key === "div") return "narrative";
  if (key === "data") return "data";
  if (NO_PERSON.has(at.resource)) return "keep";
  if (inside === "name" || inside === "humanname" || inside === "maidenname") {
    if (["text", "family", "given"].includes(key)) return personOf(at);
    if (["prefix", "suffix"].includes(key)) return "keep";
  }
  if (inside === "address") {
    const part = {
      text: "street",
      line: "street",
      city: "city",
      district: "county",
      postalcode: "zip",
      state: "keep",
      country: "keep",
    }[key];
    if (part !== undefined) return part as Told;
  }
  if (inside === "telecom" || inside === "contactpoint") {
    if (key === "value") return contactOf(node, text);
  }
  if (
    inside === "identifier" ||
    inside === "masteridentifier" ||
    inside === "requisition" ||
    inside === "groupidentifier"
  ) {
    if (key === "value") return identifierOf(node, at);
  }
  if (inside === "udicarrier" && ["deviceidentifier", "carrierhrf", "carrieraidc"].includes(key)) return "device";
  if (key === "uid" && at.resource === "imagingstudy") return "reference";
  if (key === "id" || key === "fullurl" || key === "reference") return "reference";
  if (key === "birthdate" || key === "deceaseddatetime") return key === "birthdate" ? "birth-date" : "death-date";
  if (DATE.test(text) && (text.length >= 10 || DATE_KEYS.test(key)) && key !== "version") return "date";
  if (RECORD_NUMBERS[key] !== undefined) return RECORD_NUMBERS[key];
  if (inside === "class" && at.resource === "coverage" && key === "value") return "health-plan";
  if (key === "url" && ["content", "photo", "attachment", "contentattachment"].includes(inside)) return "url";
  if (key === "name" && at.path.length === 0) return nameOfResource(at.resource);
  if (key === "alias" && at.path.length === 0) return nameOfResource(at.resource);
  if (key === "display") return displayed(node, at);
  if (key === "valuestring" && inside === "extension") return extended(node);
  return KEPT_KEYS.has(key) ? "keep" : "text";
}

/** date, dateTime and instant (FHIR R4, "Data Types"). */
const DATE = /^\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?)?)?$/i;

/** Objects around a value that it is judged by: FHIR's own elements are not nearly as deep. */
const MOST_AROUND = 32;

function surroundings(node: JsonNode): Surroundings {
  const path: string[] = [];
  for (const object of around(node)) {
    if (path.length > MOST_AROUND) break;
    const type = valueOf(object, "resourcetype");
    if (type !== undefined) return { resource: type.toLowerCase(), path: path.reverse() };
    const key = object.key.toLowerCase();
    path.push(key.startsWith("value") && key !== "value" ? key.slice(5) : key);
  }
  // The outermost object is the resource itself, though it does not say of which type.
  return { resource: "", path: path.slice(0, -1).reverse() };
}

function contactOf(node: JsonNode, text: string): Subtype {
  const system = valueOf(node, "system")?.toLowerCase();
  if (system === "fax" || system === "pager" || system === "email" || system === "url") return system;
  return contactSubtype(text);
}

const OF_RESOURCE: Readonly<Record<string, Subtype>> = {
  patient: "mrn",
  person: "mrn",
  practitioner: "npi",
  organization: "other-id",
  device: "device",
  encounter: "visit",
  coverage: "health-plan",
  account: "account",
  imagingstudy: "accession",
  diagnosticreport: "accession",
  servicerequest: "accession",
  specimen: "accession",
};

function identifierOf(node: JsonNode, { resource, path }: Surroundings): Subtype {
  const type = node.values.get(TYPE);
  const system = valueOf(node, "system");
  const named = byTypeCode(type) ?? bySystem(system);
  if (named !== undefined) return named;
  // The identifier of somebody within a reference is that one's, not the resource's.
  return (path.length === 1 ? OF_RESOURCE[resource === "" ? "patient" : resource] : undefined) ?? "other-id";
}

function nameOfResource(resource: string): Told {
  if (resource === "organization" || resource === "location" || resource === "healthcareservice") return "facility";
  return ["patient", "practitioner", "relatedperson", "person"].includes(resource)
    ? personOf({ resource, path: ["name"] })
    : "text";
}

const EXTENSIONS: readonly (readonly [RegExp, Subtype])[] = [
  [/mothersmaidenname/i, "relative-name"],
  [/birthplace/i, "city"],
  [/occupation/i, "profession"],
];

function extended(node: JsonNode): Told {
  const url = valueOf(node, "url") ?? "";
  return EXTENSIONS.find(([pattern]) => pattern.test(url))?.[1] ?? "text";
}
