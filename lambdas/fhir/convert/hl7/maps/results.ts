import type { DiagnosticReport, Observation, Reference } from "fhir/r4";
import { field, list, lost, one, structure, type DataType, type Row, type SegmentMap } from "../map";
import { coded, codedIn, codeOf } from "../types/codes";
import { entity, hasType } from "../types/identifiers";
import { staff } from "../types/names";
import { exactNumber, observedIn, unitOf, writtenValue } from "../types/observed";
import { organization } from "../types/places";
import { dateTime, hl7Time, instant } from "../types/times";

/** HL7's table 0123. */
const REPORT_STATUS = codeOf({
  F: "final",
  P: "preliminary",
  R: "preliminary",
  A: "partial",
  C: "corrected",
  O: "registered",
  I: "registered",
  S: "registered",
  X: "cancelled",
  Y: "unknown",
  Z: "unknown",
} as const);

/** HL7's table 0085. */
const OBSERVATION_STATUS = codeOf({
  F: "final",
  U: "final",
  P: "preliminary",
  R: "preliminary",
  S: "preliminary",
  C: "corrected",
  A: "amended",
  I: "registered",
  O: "registered",
  X: "cancelled",
  D: "entered-in-error",
  W: "entered-in-error",
} as const);

const none = "R4 has no element for it";
const order = "it is of the order, of which nothing is made";
const specimen = "nothing is made of specimens";

const lostAll = <R>(why: string, rows: readonly (readonly [at: number, what: string])[]): Row<R>[] =>
  rows.map(([at, what]) => lost<R>(at, what, why));

const number = (at: number, what: string, type: "PLAC" | "FILL"): Row<DiagnosticReport> =>
  list<DiagnosticReport, "identifier">(at, what, "identifier", entity(type), { keep: hasType(type) });

/** A person's name and number in one component with parts (NDL). */
const interpreter: DataType<Reference> = {
  read: (value) => {
    const [family, given] = [value.get(1, 2), value.get(1, 3)];
    // The number says nothing without its register; it is listed.
    const display = [given, family].filter((part) => part !== undefined).join(" ");
    return display === "" ? undefined : { display };
  },
  write: ({ display }, writing) => writing.components([undefined, display]),
};

export const OBR: SegmentMap<DiagnosticReport> = {
  segment: "OBR",
  resource: "DiagnosticReport",
  rows: [
    structure(1, "Set ID"),
    number(2, "Placer Order Number", "PLAC"),
    number(3, "Filler Order Number", "FILL"),
    one<DiagnosticReport, "code">(4, "Universal Service Identifier", "code", coded),
    field<DiagnosticReport>(
      7,
      "Observation Date/Time",
      "effectiveDateTime, or effectivePeriod.start with an end",
      (from, into, context) => {
        const [begin, end] = [from.values(7)[0], from.values(8)[0]];
        const start = begin && dateTime.read(begin, context);
        const until = end && dateTime.read(end, context);
        if (until === undefined) {
          if (start !== undefined) into.effectiveDateTime = start;
        } else if (start === undefined || Date.parse(until) >= Date.parse(start)) {
          into.effectivePeriod = { ...(start !== undefined && { start }), end: until };
        } else {
          end?.refuse(1, "not-readable");
          into.effectiveDateTime = start;
        }
      },
      ({ effectiveDateTime, effectivePeriod }, writing) =>
        writing.text(hl7Time(effectiveDateTime ?? effectivePeriod?.start ?? "")),
    ),
    {
      at: 8,
      what: "Observation End Date/Time",
      to: "effectivePeriod.end",
      // With a beginning it is read there.
      reads: (from, into, context) => {
        const [value] = from.values(8);
        const end = value && from.isEmpty(7) ? dateTime.read(value, context) : undefined;
        if (end !== undefined) into.effectivePeriod = { end };
      },
      writes: ({ effectivePeriod }, writing) => writing.text(hl7Time(effectivePeriod?.end ?? "")),
    },
    ...lostAll<DiagnosticReport>(order, [
      [5, "Priority"],
      [6, "Requested Date/Time"],
      [11, "Specimen Action Code"],
      [13, "Relevant Clinical Information"],
      [16, "Ordering Provider"],
      [17, "Order Callback Phone Number"],
      [27, "Quantity/Timing"],
      [28, "Result Copies To"],
      [31, "Reason for Study"],
      [36, "Scheduled Date/Time"],
    ]),
    ...lostAll<DiagnosticReport>(specimen, [
      [9, "Collection Volume"],
      [10, "Collector Identifier"],
      [14, "Specimen Received Date/Time"],
      [15, "Specimen Source"],
    ]),
    one<DiagnosticReport, "issued">(22, "Results Rpt/Status Chng - Date/Time", "issued", instant),
    list<DiagnosticReport, "category">(24, "Diagnostic Serv Sect ID", "category", codedIn("0074")),
    one<DiagnosticReport, "status">(25, "Result Status", "status", REPORT_STATUS),
    lost(26, "Parent Result", none),
    lost(29, "Parent", none),
    list<DiagnosticReport, "resultsInterpreter">(
      32,
      "Principal Result Interpreter",
      "resultsInterpreter",
      interpreter,
      {
        oneWay: true,
      },
    ),
  ],
};

/** A range as laboratories write it, `3.5-5.1`; all others are texts alone. */
const RANGE = /^(\d{1,9}(?:\.\d{1,6})?) ?- ?(\d{1,9}(?:\.\d{1,6})?)$/;

const range: Row<Observation> = field<Observation>(
  7,
  "References Range",
  "referenceRange",
  (from, into) => {
    const text = from.values(7)[0]?.whole()?.trim();
    if (text === undefined || text === "") return;
    const [, first, second] = RANGE.exec(text) ?? [];
    const [low, high] = [exactNumber(first), exactNumber(second)];
    const unit = unitOf(from);
    const bounds =
      low === undefined || high === undefined || low > high
        ? {}
        : { low: { value: low, ...unit }, high: { value: high, ...unit } };
    into.referenceRange = [{ ...bounds, text }];
  },
  ({ referenceRange: [first] = [] }, writing) => writing.text(first?.text),
);

export const OBX: SegmentMap<Observation> = {
  segment: "OBX",
  resource: "Observation",
  rows: [
    structure(1, "Set ID"),
    { ...structure<Observation>(2, "Value Type"), writes: (of, writing) => writtenValue(of, writing)[0] },
    one<Observation, "code">(3, "Observation Identifier", "code", coded),
    structure(4, "Observation Sub-ID"),
    field<Observation>(
      5,
      "Observation Value",
      "value[x], by OBX-2; presentedForm of the report for ED",
      (from, into, context) => {
        Object.assign(into, observedIn(from, from.text(2)?.toUpperCase() ?? "", context));
      },
      (of, writing) => writtenValue(of, writing)[1],
    ),
    // Read with the value.
    {
      at: 6,
      what: "Units",
      to: "valueQuantity.unit, code and system",
      writes: (of, writing) => writtenValue(of, writing)[2],
    },
    range,
    list<Observation, "interpretation">(8, "Abnormal Flags", "interpretation", interpretation()),
    lost(9, "Probability", none),
    lost(10, "Nature of Abnormal Test", none),
    one<Observation, "status">(11, "Observation Result Status", "status", OBSERVATION_STATUS),
    lost(12, "Effective Date of Reference Range", none),
    lost(13, "User Defined Access Checks", "consent has a service of its own"),
    one<Observation, "effectiveDateTime">(14, "Date/Time of the Observation", "effectiveDateTime", dateTime),
    lost(15, "Producer's ID", none),
    list<Observation, "performer">(16, "Responsible Observer", "performer", staff, { oneWay: true }),
    one<Observation, "method">(17, "Observation Method", "method", coded),
    lost(18, "Equipment Instance Identifier", "nothing is made of devices"),
    lost(19, "Date/Time of the Analysis", none),
    one<Observation, "bodySite">(20, "Observation Site", "bodySite", coded),
    list<Observation, "identifier">(21, "Observation Instance Identifier", "identifier", entity("FILL")),
    list<Observation, "performer">(23, "Performing Organization Name", "performer", organization, { oneWay: true }),
    lost(24, "Performing Organization Address", "the organisation's own record has it"),
    lost(25, "Performing Organization Medical Director", none),
  ],
};

/** HL7's table 0078, whose codes v3's ObservationInterpretation has too. */
function interpretation(): DataType<NonNullable<Observation["interpretation"]>[number]> {
  const system = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";
  const plain = codedIn("0078");
  const V2 = "http://terminology.hl7.org/CodeSystem/v2-0078";
  const moved = (from: string, to: string) => (concept: NonNullable<Observation["interpretation"]>[number]) => ({
    ...concept,
    ...(concept.coding !== undefined && {
      coding: concept.coding.map((coding) => (coding.system === from ? { ...coding, system: to } : coding)),
    }),
  });
  return {
    read: (value, context) => {
      const concept = plain.read(value, context);
      return concept && moved(V2, system)(concept);
    },
    write: (concept, writing) => plain.write(moved(system, V2)(concept), writing),
  };
}
