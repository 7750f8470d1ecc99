import type { AllergyIntolerance, Condition, Procedure, Reference } from "fhir/r4";
import { addTo, field, list, lost, one, structure, type SegmentMap } from "../map";
import { coded, codedIn, codeOf } from "../types/codes";
import { entity } from "../types/identifiers";
import { staff } from "../types/names";
import { place } from "../types/places";
import { dateTime, hl7Time } from "../types/times";

export const VERIFICATION = { system: "http://terminology.hl7.org/CodeSystem/condition-ver-status" } as const;

const none = "R4 has no element for it";
const grouped = "groups of diagnoses are in claims";

/** A text beside a code: the code's own words, where it has none. */
const wording = <R extends { code?: Condition["code"] }>(at: number, what: string) =>
  field<R>(at, what, "code.text", (from, into) => {
    const text = from.text(at);
    if (text === undefined) return;
    if (into.code?.text === undefined) into.code = { ...into.code, text };
    else if (into.code.text !== text) from.values(at)[0]?.refuse(1, "one-value-only");
  });

/** DG1-7 to 14. */
const GROUPED = [
  "Major Diagnostic Category",
  "Diagnostic Related Group",
  "DRG Approval Indicator",
  "DRG Grouper Review Code",
  "Outlier Type",
  "Outlier Days",
  "Outlier Cost",
  "Grouper Version And Type",
];

export const DG1: SegmentMap<Condition> = {
  segment: "DG1",
  resource: "Condition",
  rows: [
    structure(1, "Set ID"),
    structure(2, "Diagnosis Coding Method"),
    one<Condition, "code">(3, "Diagnosis Code", "code", coded),
    wording<Condition>(4, "Diagnosis Description"),
    one<Condition, "onsetDateTime">(5, "Diagnosis Date/Time", "onsetDateTime", dateTime),
    // Read with the visit, whose diagnosis it is.
    lost(6, "Diagnosis Type", "it goes to Encounter.diagnosis.use; W makes the condition provisional, F confirmed"),
    ...[7, 8, 9, 10, 11, 12, 13, 14].map((at) => lost<Condition>(at, GROUPED[at - 7] as string, grouped)),
    lost(15, "Diagnosis Priority", "it goes to Encounter.diagnosis.rank"),
    one<Condition, "asserter">(16, "Diagnosing Clinician", "asserter", staff),
    lost(17, "Diagnosis Classification", none),
    lost(18, "Confidential Indicator", "consent has a service of its own"),
    one<Condition, "recordedDate">(19, "Attestation Date/Time", "recordedDate", dateTime),
    list<Condition, "identifier">(20, "Diagnosis Identifier", "identifier", entity()),
    field<Condition>(21, "Diagnosis Action Code", "verificationStatus", (from, into) => {
      // A and U say that the message is about it; nothing else.
      if (from.text(21)?.toUpperCase() === "D")
        into.verificationStatus = { coding: [{ ...VERIFICATION, code: "entered-in-error" }] };
    }),
  ],
};

/** HL7's table 0127; miscellaneous allergies and contraindications have no category. */
const CATEGORY = codeOf({
  DA: "medication",
  FA: "food",
  EA: "environment",
  LA: "environment",
  PA: "environment",
} as const);
/** HL7's table 0128. */
const SEVERITY = codeOf({ SV: "severe", MO: "moderate", MI: "mild" } as const);
const CRITICALITY = codeOf({ SV: "high", MI: "low", U: "unable-to-assess" } as const);

export const AL1: SegmentMap<AllergyIntolerance> = {
  segment: "AL1",
  resource: "AllergyIntolerance",
  rows: [
    structure(1, "Set ID"),
    list<AllergyIntolerance, "category">(2, "Allergen Type Code", "category", CATEGORY),
    one<AllergyIntolerance, "code">(3, "Allergen Code", "code", coded),
    field<AllergyIntolerance>(
      4,
      "Allergy Severity Code",
      "reaction.severity, or criticality without a reaction",
      (from, into, context) => {
        const [value] = from.values(4);
        if (value === undefined) return;
        if (from.isEmpty(5)) {
          const criticality = CRITICALITY.read(value, context);
          if (criticality !== undefined) into.criticality = criticality;
          return;
        }
        const severity = SEVERITY.read(value, context);
        if (severity !== undefined) into.reaction = [{ manifestation: [], severity }];
      },
      ({ criticality, reaction: [first] = [] }, writing) =>
        first?.severity !== undefined
          ? SEVERITY.write(first.severity, writing)
          : criticality === undefined
            ? ""
            : CRITICALITY.write(criticality, writing),
    ),
    field<AllergyIntolerance>(
      5,
      "Allergy Reaction Code",
      "reaction.manifestation.text",
      (from, into) => {
        const manifestation = from.values(5).flatMap((value) => {
          const text = value.get(1);
          return text === undefined ? [] : [{ text }];
        });
        const severity = into.reaction?.[0]?.severity;
        if (manifestation.length > 0) into.reaction = [{ manifestation, ...(severity !== undefined && { severity }) }];
        else delete into.reaction;
      },
      ({ reaction: [first] = [] }, writing) =>
        writing.repetitions((first?.manifestation ?? []).map(({ text }) => writing.components(text))),
    ),
    one<AllergyIntolerance, "onsetDateTime">(6, "Identification Date", "onsetDateTime", dateTime),
  ],
};

/** SNOMED CT's codes of what a performer did. */
const performer = (at: number, what: string, code?: string) =>
  field<Procedure>(
    at,
    what,
    code === undefined ? "performer.actor" : `performer(${code}).actor`,
    (from, into, context) => {
      for (const value of from.values(at)) {
        const actor = staff.read(value, context);
        const as = code === undefined ? {} : { function: { coding: [{ system: "http://snomed.info/sct", code }] } };
        if (actor !== undefined) addTo<Procedure, "performer">(into, "performer", { ...as, actor });
      }
    },
    ({ performer: all = [] }, writing) =>
      writing.repetitions(
        all
          .filter((one) => one.function?.coding?.[0]?.code === code)
          .map(({ actor }) => staff.write(actor as Reference, writing)),
      ),
  );

export const PR1: SegmentMap<Procedure> = {
  segment: "PR1",
  resource: "Procedure",
  rows: [
    structure(1, "Set ID"),
    structure(2, "Procedure Coding Method"),
    one<Procedure, "code">(3, "Procedure Code", "code", coded),
    wording<Procedure>(4, "Procedure Description"),
    field<Procedure>(
      5,
      "Procedure Date/Time",
      "performedDateTime, or performedPeriod with the minutes of PR1-7",
      (from, into, context) => {
        const [value] = from.values(5);
        const start = value && dateTime.read(value, context);
        if (start === undefined) return;
        const minutes = from.text(7) ?? "";
        if (!/^\d{1,5}$/.test(minutes) || !start.includes("T")) {
          if (minutes !== "") from.values(7)[0]?.refuse(1, "not-readable");
          into.performedDateTime = start;
        } else into.performedPeriod = { start, end: later(start, Number(minutes)) };
      },
      ({ performedDateTime, performedPeriod }, writing) =>
        writing.text(hl7Time(performedDateTime ?? performedPeriod?.start ?? "")),
    ),
    one<Procedure, "category">(6, "Procedure Functional Type", "category", codedIn("0230")),
    {
      at: 7,
      what: "Procedure Minutes",
      to: "performedPeriod.end",
      writes: ({ performedPeriod: period }) =>
        period?.start === undefined || period.end === undefined
          ? ""
          : String(Math.round((Date.parse(period.end) - Date.parse(period.start)) / 60_000)),
    },
    performer(8, "Anesthesiologist", "88189002"),
    lost(9, "Anesthesia Code", none),
    lost(10, "Anesthesia Minutes", none),
    performer(11, "Surgeon", "304292004"),
    performer(12, "Procedure Practitioner"),
    lost(13, "Consent Code", "consent has a service of its own"),
    lost(14, "Procedure Priority", none),
    list<Procedure, "reasonCode">(15, "Associated Diagnosis Code", "reasonCode", coded),
    lost(16, "Procedure Code Modifier", none),
    lost(17, "Procedure DRG Type", grouped),
    lost(18, "Tissue Type Code", none),
    list<Procedure, "identifier">(19, "Procedure Identifier", "identifier", entity()),
    one<Procedure, "location">(23, "Treating Organizational Unit", "location", place),
  ],
};

/** The time so many minutes later, at the same offset. */
function later(start: string, minutes: number): string {
  const zone = /(?:Z|[+-]\d{2}:\d{2})$/.exec(start)?.[0] ?? "Z";
  const offset =
    zone === "Z" ? 0 : (zone.startsWith("-") ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(4)));
  const there = new Date(Date.parse(start) + (minutes + offset) * 60_000);
  return there.toISOString().slice(0, 19) + zone;
}
