import { expect } from "chai";
import fc from "fast-check";
import type { DiagnosticReport, Encounter, FhirResource, Observation, Patient } from "fhir/r4";
import { Hl7Fault } from "../../../hl7/fault";
import { readMessage } from "../../../hl7/message";
import { separatorsOf } from "../../../hl7/separators";
import { fhirFaults } from "../../testing/validator";
import type { Conversion } from "../conversion";
import { Ids } from "../ids";
import { convertMessage, type Settings } from "./convert";
import { EVENTS } from "./events";
import { MAPS } from "./maps";
import { ADMIT, header, MERGE, RESULTS, segment } from "./testing/messages";
import { anyMessage } from "./testing/any-message";
import { messageOf } from "./write";

const settings = (key = 1): Settings => ({ ids: new Ids(Buffer.alloc(32, key)), convertedAt: "2026-03-05T00:00:00Z" });
const convert = (text: string, by: Settings = settings()): Conversion => convertMessage(readMessage(text), by);
const of = <R extends FhirResource>({ bundle }: Conversion, type: R["resourceType"]): R[] =>
  (bundle.entry ?? []).flatMap(({ resource }) => (resource?.resourceType === type ? [resource as R] : []));
const codes = ({ unmapped }: Conversion): string[] =>
  unmapped.map(({ where, why }) => `${where.split(" ")[0] ?? ""} ${why}`);
const faultOf = (text: string): object => {
  try {
    convert(text);
  } catch (error) {
    if (error instanceof Hl7Fault) return { fault: error.fault, ...error.where };
    throw error;
  }
  return {};
};

/** Fields of one resource that another one takes up, as their maps say. */
const TAKEN_ELSEWHERE = ["PID-18", "DG1-6", "DG1-15"];

describe("HL7 v2 to FHIR", function () {
  this.timeout(120_000);

  describe("every event", () => {
    const PID = "PID|1||4711^^^NORTH^MR||Roe^Jane";
    const given: Readonly<Record<string, string>> = {
      PID,
      PV1: "PV1|1|I",
      MRG: "MRG|8^^^NORTH",
      OBR: "OBR|1|||x^y|||||||||||||||||||||F",
    };
    for (const [event, { needs }] of Object.entries(EVENTS)) {
      const lines = needs.map((name) => given[name] as string);
      it(`${event} is valid R4`, () => {
        expect(fhirFaults(convert([header(event), ...lines].join("\r")).bundle)).to.deep.equal([]);
      });
      for (const missing of needs) {
        it(`${event} needs ${missing}`, () => {
          const left = [header(event), ...lines.filter((line) => !line.startsWith(missing)), "ZZZ|1"];
          expect(faultOf(left.join("\r"))).to.deep.equal({ fault: "segment-missing", segment: missing });
        });
      }
    }
  });

  for (const [name, text] of Object.entries({ ADMIT, RESULTS, MERGE })) {
    it(`${name}: all of it is valid R4, and the same each time`, () => {
      expect(fhirFaults(convert(text).bundle)).to.deep.equal([]);
      expect(JSON.stringify(convert(text))).to.equal(JSON.stringify(convert(text)));
    });
  }

  it("reads a patient", () => {
    const [patient] = of<Patient>(convert(ADMIT), "Patient");
    expect(patient).to.deep.include({ gender: "female", birthDate: "1950-04-01", multipleBirthInteger: 2 });
    expect(patient?.identifier?.[0]).to.deep.include({ system: "urn:oid:2.16.840.1.113883.19.5", value: "4711" });
    expect(patient?.name?.[0]).to.deep.equal({
      use: "official",
      family: "Roe",
      given: ["Jane", "Mary", "Ann"],
      prefix: ["Dr"],
      suffix: ["Jr", "MD"],
    });
    expect(patient?.telecom?.map(({ system, use, value }) => [system, use, value])).to.deep.equal([
      ["phone", "home", "+1 (217) 5550100"],
      ["phone", "work", "217-555-0101"],
      ["email", "work", "jane.roe@example.org"],
    ]);
    expect(patient?.address?.[0]).to.deep.include({ use: "home", district: "Sangamon", line: ["1 Elm St", "Apt 4"] });
  });

  it("reads a visit", () => {
    const [visit] = of<Encounter>(convert(ADMIT), "Encounter");
    expect(visit).to.deep.include({
      status: "finished",
      period: { start: "2026-03-03T22:15:00-05:00", end: "2026-03-04T10:00:00-05:00" },
    });
    expect(visit?.class.code).to.equal("IMP");
    expect(
      visit?.participant?.map(({ type, individual }) => [type?.[0]?.coding?.[0]?.code, individual?.display]),
    ).to.deep.equal([
      ["ATND", "Dr Sam Smith"],
      ["REF", "Lou Lee"],
      ["CON", "Kim Ray"],
      ["ADM", "Dr Sam Smith"],
    ]);
    expect(visit?.diagnosis?.[0]?.use?.coding?.map(({ code }) => code)).to.deep.equal(["A", "AD"]);
  });

  it("reads results by their types", () => {
    const results = of<Observation>(convert(RESULTS), "Observation");
    expect(results[0]).to.deep.include({
      valueQuantity: { value: 4.1, unit: "millimole per litre", system: "http://unitsofmeasure.org", code: "mmol/L" },
      effectiveDateTime: "2026-03-04T08:00:00-05:00",
    });
    expect(results[0]?.note).to.deep.equal([{ text: "Not haemolysed\nSecond line" }]);
    expect(results[1]?.valueQuantity).to.deep.include({ value: 500, comparator: ">" });
    expect(results[2]?.valueCodeableConcept?.coding?.[0]?.system).to.equal("http://snomed.info/sct");
    expect(results[3]?.valueString).to.equal("See & call");
    expect(results[4]?.valueString).to.equal("about 140");
    const [report] = of<DiagnosticReport>(convert(RESULTS), "DiagnosticReport");
    expect(report?.presentedForm?.[0]).to.deep.equal({
      contentType: "application/pdf",
      data: "JVBERi0=",
      title: "Report",
    });
    expect(report?.result).to.have.length(5);
  });

  it("merges two records: one lives on, the other leads to it", () => {
    const [survivor, prior] = of<Patient>(convert(MERGE), "Patient");
    expect(survivor?.link).to.deep.equal([{ other: { reference: `urn:uuid:${prior?.id ?? ""}` }, type: "replaces" }]);
    expect(prior).to.deep.include({ active: false });
    expect(prior?.link).to.deep.equal([
      { other: { reference: `urn:uuid:${survivor?.id ?? ""}` }, type: "replaced-by" },
    ]);
  });

  it("gives one person one id over messages, another key another", () => {
    const id = (text: string, key?: number): string | undefined => of(convert(text, settings(key)), "Patient")[0]?.id;
    expect(id(ADMIT)).to.equal(id(RESULTS)).and.to.equal(id(MERGE));
    expect(id(ADMIT, 2)).to.not.equal(id(ADMIT));
    expect(id(ADMIT)).to.not.contain("4711");
  });

  const unmapped: [string, string, string][] = [
    ["a field without an element", "PID|1||4711||Roe||||||||||||||||||||||V", "PID-27 not-mapped"],
    ["a component nobody reads", "PID|1||4711^5^M10||Roe", "PID-3.2 not-mapped"],
    ["a code that is none", "PID|1||4711||Roe|||X", "PID-8 code-not-known"],
    ["a day that is none", "PID|1||4711||Roe||19501332", "PID-7 not-readable"],
    ["a second value where one has room", "PID|1||4711||Roe|||||||||||M~S", "PID-16 not-mapped"],
    ["a segment nobody reads", "PID|1||4711||Roe\rZPI|secret", "ZPI not-mapped"],
    ["a control character", "PID|1||4711||Ro\\X00\\e", "PID-5 control-character"],
    ["a note on a patient", "PID|1||4711||Roe\rNTE|1||text", "NTE-1 not-mapped"],
    ["a visit that is none", "PID|1||4711||Roe\rPV1|1|N|4W", "PV1-3 not-mapped"],
  ];
  for (const [name, lines, wanted] of unmapped) {
    it(`lists ${name}`, () => expect(codes(convert(`${header("ADT^A31")}\r${lines}`))).to.include(wanted));
  }

  it("keeps the day of a time whose offset nobody knows, and says so", () => {
    const text = `${header("ADT^A31", "2.5.1", "")}\rPID|1||4711||Roe||||||||||||||||||||||||20260301101500`;
    const without = convert(text);
    expect(of<Patient>(without, "Patient")[0]?.deceasedDateTime).to.equal("2026-03-01");
    expect(codes(without)).to.include.members(["PID-29 zone-not-known", "MSH-7 zone-not-known"]);
    const known = convert(text, { ...settings(), zone: "+01:00" });
    expect(of<Patient>(known, "Patient")[0]?.deceasedDateTime).to.equal("2026-03-01T10:15:00+01:00");
  });

  it("says what has to go", () => {
    const { erased, bundle } = convert(`${header("ADT^A08")}\rPID|1||4711||Roe||||||||""\rPV1|1|I||||""`);
    expect(erased.map(({ element }) => element)).to.deep.equal(["telecom", "location(completed)"]);
    expect(bundle.entry?.map(({ fullUrl }) => fullUrl)).to.include.members(erased.map(({ resource }) => resource));
  });

  const refused: [string, string[], object][] = [
    [
      "an event nobody reads",
      [header("ADT^A99"), "PID|1||1"],
      { fault: "type-not-supported", segment: "MSH", place: 1, field: 9 },
    ],
    [
      "a patient without a number",
      [header("ADT^A31"), "PID|1||||Roe"],
      { fault: "field-missing", segment: "PID", place: 2, field: 3 },
    ],
    [
      "a visit without a class",
      [header("ADT^A01"), "PID|1||1", "PV1|1||4W"],
      { fault: "field-missing", segment: "PV1", place: 3, field: 2 },
    ],
    [
      "a result without a status",
      [header("ORU^R01"), "PID|1||1", "OBR|1|||a", "OBX|1|NM|a||1"],
      { fault: "field-missing", segment: "OBX", place: 4, field: 11 },
    ],
    [
      "a value without a type",
      [header("ORU^R01"), "PID|1||1", "OBR|1|||a", "OBX|1||a||1||||||F"],
      { fault: "field-missing", segment: "OBX", place: 4, field: 2 },
    ],
    [
      "a diagnosis of nothing",
      [header("ADT^A31"), "PID|1||1", "DG1|1"],
      { fault: "field-missing", segment: "DG1", place: 3, field: 3 },
    ],
    [
      "a record that goes into itself",
      [header("ADT^A40"), "PID|1||1", "MRG|1"],
      { fault: "same-patient", segment: "MRG", place: 3, field: 1 },
    ],
    [
      "a result before its patient",
      [header("ORU^R01"), "OBR|1|||a", "PID|1||1"],
      { fault: "segment-missing", segment: "PID", place: 2 },
    ],
  ];
  for (const [name, lines, wanted] of refused) {
    it(`refuses ${name}`, () => expect(faultOf(lines.join("\r"))).to.deep.equal(wanted));
  }

  describe("its maps", () => {
    it("have each field once, in one of two ways", () => {
      for (const { segment: name, rows } of MAPS) {
        expect(new Set(rows.map(({ at }) => at)).size, name).to.equal(rows.length);
        for (const { at, to, why } of rows)
          expect((to === undefined) !== (why === undefined), `${name}-${at}`).to.equal(true);
      }
    });

    /** What a segment has to have beside the field that is looked at. */
    const BASES: Readonly<Record<string, Readonly<Record<number, string>>>> = {
      PID: { 3: "1^^^N" },
      NK1: { 2: "Roe" },
      PV1: { 2: "I" },
      IN1: { 4: "Acme", 8: "G" },
      AL1: { 3: "a" },
      DG1: { 3: "a" },
      PR1: { 3: "a", 5: "20260301100000" },
      OBR: { 4: "a", 25: "F" },
      OBX: { 2: "NM", 3: "a", 5: "1", 11: "F" },
      MRG: { 1: "2^^^N" },
    };
    const whole = (name: string, fields: Readonly<Record<number, string>>): string => {
      const line = (of: string): string => segment(of, of === name ? { ...BASES[of], ...fields } : (BASES[of] ?? {}));
      const order = ["EVN", "PID", "PD1", "MRG", "NK1", "PV1", "PV2", "AL1", "DG1", "PR1", "IN1", "OBR", "OBX", "NTE"];
      return [
        header("ADT^A01"),
        ...order.filter((of) => of === name || ["PID", "PV1", "OBR", "OBX"].includes(of)).map(line),
      ].join("\r");
    };
    const VALUES = [
      "x^y",
      "7^Roe^Jane^^^^^^N",
      "Roe^Jane",
      "20200102",
      "20200102030405",
      "Y",
      "M",
      "SV",
      "DA",
      "2",
      "D",
      "P",
      "I",
      "^^^z^^^^^w",
      "&Ray&Kim",
    ];

    for (const { segment: name, rows } of MAPS.filter((map) => map.segment !== "MSH")) {
      it(`${name}: a field with an element changes the resources, one without is listed`, () => {
        const base = JSON.stringify(convert(whole(name, {})).bundle);
        for (const { at, to, why } of rows) {
          // A value that the whole message is refused for says nothing of the map.
          const outcomes = VALUES.map((value) => whole(name, { [at]: value }))
            .filter((text) => Object.keys(faultOf(text)).length === 0)
            .map((text) => convert(text));
          const isListed = (conversion: Conversion): boolean =>
            conversion.unmapped.some(
              ({ where }) => where === `${name}-${at}` || new RegExp(`^${name}-${at}[. ]`).test(where),
            );
          const mapped = outcomes.some((one) => !isListed(one) && JSON.stringify(one.bundle) !== base);
          if (to !== undefined) expect(mapped, `${name}-${at}`).to.equal(true);
          else if (why !== "" && !TAKEN_ELSEWHERE.includes(`${name}-${at}`))
            expect(outcomes.every(isListed), `${name}-${at}`).to.equal(true);
        }
      });
    }
  });

  it("whatever comes: valid R4 or a fault, nothing lost without a line, nothing of the text in a line", () => {
    fc.assert(
      fc.property(anyMessage(), (text) => {
        let conversion: Conversion;
        try {
          conversion = convert(text);
        } catch (error) {
          if (!(error instanceof Hl7Fault)) throw error;
          return;
        }
        expect(fhirFaults(conversion.bundle)).to.deep.equal([]);
        for (const { where } of conversion.unmapped)
          expect(where).to.match(/^[A-Z][A-Z0-9]{2}(-\d+(\.\d+(\.\d+)?)?)? \(segment \d+\)$/);
      }),
      { numRuns: 150 },
    );
  });

  describe("and back", () => {
    const ours = { sendingApplication: "ADT1", sendingFacility: "NORTH", sentAt: "2026-03-04T10:15:00-05:00" };
    const withoutProvenance = (conversion: Conversion): unknown =>
      (conversion.bundle.entry ?? []).flatMap(({ resource }) =>
        resource?.resourceType === "Provenance" ? [] : [resource],
      );

    /** Somebody whom segments name in two ways, under one number, is written by all that is known of the name. */
    const withoutNames = (conversion: Conversion): unknown =>
      JSON.parse(
        JSON.stringify(withoutProvenance(conversion), (_, value: unknown) =>
          typeof value === "object" && value !== null && "reference" in value
            ? { ...value, display: undefined }
            : value,
        ),
      );

    for (const [name, text, event] of [
      ["ADMIT", ADMIT, "ADT^A01"],
      ["RESULTS", RESULTS.replace(/\rNTE\|1\|L\|Fasting sample/, "").replace(/\rOBX\|5[^\r]*/, ""), "ORU^R01"],
    ] as const) {
      it(`${name}: what the formats share comes back, with any separators`, () => {
        for (const separators of [separatorsOf("MSH|^~\\&"), separatorsOf("MSH*:+!%")]) {
          const first = convert(text);
          const again = convert(messageOf(first.bundle, { ...ours, event, controlId: "c-2", separators }));
          const third = convert(messageOf(again.bundle, { ...ours, event, controlId: "c-2", separators }));
          expect(withoutProvenance(third)).to.deep.equal(withoutProvenance(again));
          expect(again.unmapped).to.deep.equal([]);
          // Whom PD1 and OBX-16 name is not written; all else is.
          const types = (found: unknown): string[] =>
            (found as FhirResource[])
              .map(({ resourceType }) => resourceType)
              .filter((type) => !["Organization", "Practitioner"].includes(type));
          expect(types(withoutProvenance(again))).to.deep.equal(types(withoutProvenance(first)));
        }
      });
    }

    it("any message that was read reads the same again", () => {
      fc.assert(
        fc.property(anyMessage({ clean: true }), (text) => {
          const first = convert(text);
          const { type, event } = readMessage(text);
          const back = messageOf(first.bundle, { ...ours, event: `${type}^${event}`, controlId: "c-9" });
          const again = convert(back);
          expect(withoutNames(again)).to.deep.equal(withoutNames(first));
        }),
        { numRuns: 300 },
      );
    });
  });
});
