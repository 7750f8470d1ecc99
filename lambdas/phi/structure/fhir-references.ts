import type { Surroundings, Told } from "./fhir";
import { isUuid } from "./identifier-shape";
import { valueOf, type JsonLeaf, type JsonNode } from "./json-leaves";
import type { LayoutBuilder } from "./layout";

const REFERENCED: Readonly<Record<string, Told>> = {
  patient: "patient-name",
  practitioner: "provider-name",
  practitionerrole: "provider-name",
  relatedperson: "relative-name",
  person: "person-name",
  location: "facility",
  organization: "facility",
};

/** Elements that refer to people and places where the reference itself does not say to what (FHIR R4, "References"). */
const BY_ELEMENT: readonly (readonly [RegExp, Told])[] = [
  [/^(?:subject|patient|beneficiary|for)$/, "patient-name"],
  [/^(?:subscriber|policyholder)$/, "person-name"],
  [
    /^(?:individual|actor|performer|requester|author|asserter|recorder|recipient|sender|practitioner|provider|generalpractitioner|attester|attender|participant|owner|enterer|interpreter|resultsinterpreter|collector|operator|prescriber|caremanager|member|authenticator|responsible|informationsource|who|party)$/,
    "provider-name",
  ],
  [
    /^(?:location|serviceprovider|managingorganization|custodian|organization|insurer|payor|facility|origin|destination|hospitalization)$/,
    "facility",
  ],
];

/** The words of a reference: whose name they are. Words of codes are left. */
export function displayed(node: JsonNode, { path }: Surroundings): Told {
  const element = path.at(-1) ?? "";
  if (element === "coding" || valueOf(node, "code") !== undefined) return "keep";
  const reference = valueOf(node, "reference") ?? "";
  const type = valueOf(node, "type") ?? /(?:^|\/)([A-Za-z]+)\/[^/]+$/.exec(reference)?.[1] ?? "";
  const byType = REFERENCED[type.toLowerCase()];
  if (byType !== undefined) return byType;
  // A reference to a condition or a drug has the same elements around it.
  if (type !== "") return "text";
  return BY_ELEMENT.find(([pattern]) => pattern.test(element))?.[1] ?? "text";
}

/** Identifiers within references and addresses of resources, and resources' own: a number or a UUID is one of somebody's record. */
export function readReference(layout: LayoutBuilder, { value }: JsonLeaf, rule: string): void {
  const { text } = value;
  const begin = text.lastIndexOf(text.startsWith("urn:") ? ":" : "/") + 1;
  const id = { text: text.slice(begin), at: (offset: number) => value.at(begin + offset) };
  if (isUuid(id.text)) layout.add(id, "uuid", rule);
  else if (/\d{3}/.test(id.text)) layout.add(id, "other-id", rule);
  else if (/[a-z]/i.test(id.text)) layout.read(id);
}
