import type { Coverage, Organization, Reference } from "fhir/r4";
import { addTo, field, list, lost, one, structure, type Row, type SegmentMap } from "../map";
import { codedIn, count, text, translated } from "../types/codes";
import { numberOf } from "../types/identifiers";
import { address, organization } from "../types/places";
import { contact } from "../types/telecom";
import { edge } from "./period";

/** HL7's table 0063, where FHIR's subscriber-relationship means the same. */
const RELATION = translated("0063", "http://terminology.hl7.org/CodeSystem/subscriber-relationship", {
  SEL: ["self"],
  SPO: ["spouse"],
  DOM: ["common"],
  CHD: ["child"],
  NCH: ["child"],
  SCH: ["child"],
  PAR: ["parent"],
  FTH: ["parent"],
  MTH: ["parent"],
  OTH: ["other"],
});

const CLASSES = "http://terminology.hl7.org/CodeSystem/coverage-class";

/** The payer's number or its name: an organisation, once for both. */
const payer: Row<Coverage> = field<Coverage>(
  4,
  "Insurance Company Name",
  "payor",
  (from, into, context) => {
    const [value] = from.values(4);
    const named = value && organization.read(value, context);
    if (named !== undefined) into.payor = [named];
  },
  ({ payor: [first] = [] }, writing) => (first === undefined ? "" : organization.write(first as Reference, writing)),
);

/** What is known of the payer beyond its name. */
const ofPayer = <K extends "address" | "telecom">(
  at: number,
  what: string,
  element: K,
  row: Row<Organization>,
): Row<Coverage> =>
  field<Coverage>(
    at,
    what,
    `payor.${element}`,
    (from, into, context) => {
      const made = context.entries.at<Organization | (undefined & object)>((into.payor?.[0] ?? {}) as Reference);
      if (made === undefined) return;
      row.reads?.(from, made as Organization, context);
      // R4, org-1 and org-2: an organisation is at home nowhere.
      for (const item of (made as Organization)[element] ?? []) {
        if (item.use !== "home") continue;
        delete item.use;
        from.values(at)[0]?.refuse(element === "address" ? 7 : 2, "not-mapped");
      }
    },
    ({ payor: [first] = [] }, writing) => {
      const made = writing.resolve(first as Reference | undefined);
      return made?.resourceType === "Organization" ? (row.writes?.(made, writing) ?? "") : "";
    },
  );

/** A number of the plan or group. */
const classed = (
  at: number,
  what: string,
  code: "group" | "plan",
  part: "value" | "name",
  component = 1,
): Row<Coverage> =>
  field<Coverage>(
    at,
    what,
    `class(${code}).${part}`,
    (from, into) => {
      const found = from.text(at, component);
      const name = part === "value" ? from.text(at, 2) : undefined;
      if (found === undefined) return;
      const type = { coding: [{ system: CLASSES, code }] };
      const before = into.class?.find((one) => one.type.coding?.[0]?.code === code);
      if (before !== undefined) before[part] = found;
      else if (part === "value")
        addTo<Coverage, "class">(into, "class", { type, value: found, ...(name !== undefined && { name }) });
      // A name alone is no class in R4.
      else from.values(at)[0]?.refuse(1, "without-subject");
    },
    ({ class: all = [] }, writing) => {
      const found = all.find((one) => one.type.coding?.[0]?.code === code);
      if (found === undefined || (part === "name" && code === "plan")) return "";
      return part === "name"
        ? writing.text(found.name)
        : writing.components(found.value, code === "plan" ? found.name : undefined);
    },
  );

const insured = "the insured is the subscriber, whose number stands in IN1-49";
const rest: readonly (readonly [number, string])[] = [
  [14, "Authorization Information"],
  [20, "Assignment Of Benefits"],
  [21, "Coordination Of Benefits"],
  [35, "Company Plan Code"],
  [46, "Prior Insurance Plan ID"],
  [47, "Coverage Type"],
];

export const IN1: SegmentMap<Coverage> = {
  segment: "IN1",
  resource: "Coverage",
  rows: [
    structure(1, "Set ID"),
    classed(2, "Insurance Plan ID", "plan", "value"),
    payer,
    // After the name: the payer is made there.
    field<Coverage>(3, "Insurance Company ID", "payor.identifier", (from, into, context) => {
      const [value] = from.values(3);
      const number = value?.get(1);
      if (number === undefined) return;
      const identifier = { system: `urn:id:${encodeURIComponent(value?.get(4) ?? context.facility)}`, value: number };
      const made = (into.payor?.[0] && context.entries.at<Organization>(into.payor[0])) as Organization | undefined;
      if (made === undefined) {
        into.payor = [context.entries.create({ resourceType: "Organization", identifier: [identifier] }, identifier)];
      } else addTo<Organization, "identifier">(made, "identifier", identifier);
    }),
    ofPayer(5, "Insurance Company Address", "address", list<Organization, "address">(5, "", "address", address)),
    lost(6, "Insurance Co Contact Person", "R4 has no element for it"),
    ofPayer(
      7,
      "Insurance Co Phone Number",
      "telecom",
      list<Organization, "telecom">(7, "", "telecom", contact("work")),
    ),
    classed(8, "Group Number", "group", "value"),
    classed(9, "Group Name", "group", "name"),
    lost(10, "Insured's Group Emp ID", insured),
    lost(11, "Insured's Group Emp Name", insured),
    edge<Coverage>(12, "Plan Effective Date", "start"),
    edge<Coverage>(13, "Plan Expiration Date", "end"),
    one<Coverage, "type">(15, "Plan Type", "type", codedIn("0086")),
    lost(16, "Name Of Insured", insured),
    one<Coverage, "relationship">(17, "Insured's Relationship To Patient", "relationship", RELATION),
    lost(18, "Insured's Date Of Birth", insured),
    lost(19, "Insured's Address", insured),
    one<Coverage, "order">(22, "Coord Of Ben. Priority", "order", count),
    list<Coverage, "identifier">(36, "Policy Number", "identifier", numberOf("SN")),
    lost(42, "Insured's Employment Status", insured),
    lost(43, "Insured's Administrative Sex", insured),
    one<Coverage, "subscriberId">(49, "Insured's ID Number", "subscriberId", text),
    ...rest.map(([at, what]) => lost<Coverage>(at, what, "R4 has no element for it")),
  ],
};
