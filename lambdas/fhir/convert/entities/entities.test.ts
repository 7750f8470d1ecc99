import { expect } from "chai";
import fc from "fast-check";
import type { Condition, FhirResource, MedicationStatement, Observation, Procedure, Provenance } from "fhir/r4";
import { fhirFaults } from "../../testing/validator";
import type { Conversion } from "../conversion";
import { Ids } from "../ids";
import { convertReading, THRESHOLDS } from "./convert";
import { dosageOf } from "./dosage";
import { type BadReading, readingOf } from "./response";

const settings = { ids: new Ids(Buffer.alloc(32, 1)), ...THRESHOLDS };

type Given = Readonly<Record<string, unknown>>;
const entity = (Category: string, Type: string, Text: string, more: Given = {}): Given => ({
  Id: 0,
  BeginOffset: 10,
  EndOffset: 10 + Text.length,
  Score: 0.99,
  Text,
  Category,
  Type,
  Traits: [],
  Attributes: [],
  ...more,
});
const attribute = (Type: string, Text: string, BeginOffset = 30): Given => ({
  Type,
  Text,
  Score: 0.95,
  RelationshipScore: 0.9,
  BeginOffset,
  EndOffset: BeginOffset + Text.length,
});
const trait = (Name: string, Score = 0.9): Given => ({ Name, Score });
const concept = (Code: string, Score = 0.9): Given => ({ Code, Description: "made up", Score });
const reading = (answers: Given): Given => ({
  subject: "Patient/p-1",
  document: "note-1",
  at: "2026-03-04T10:00:00-05:00",
  ...answers,
});
const answer = (...Entities: Given[]): Given => ({ Entities, ModelVersion: "3.0.0" });
const convert = (answers: Given): Conversion => convertReading(readingOf(reading(answers)), settings);
const of = <R extends FhirResource>({ bundle }: Conversion, type: R["resourceType"]): R[] =>
  (bundle.entry ?? []).flatMap(({ resource }) => (resource?.resourceType === type ? [resource as R] : []));

const SEPSIS = (more: Given): Given =>
  entity("MEDICAL_CONDITION", "DX_NAME", "sepsis", { ICD10CMConcepts: [concept("A41.9")], ...more });

describe("clinical entities to FHIR", function () {
  this.timeout(60_000);

  it("makes one condition of what two answers say of one place, with both codes", () => {
    const conversion = convert({
      inferIcd10Cm: answer(
        SEPSIS({ Attributes: [attribute("SYSTEM_ORGAN_SITE", "blood"), attribute("ACUITY", "acute")] }),
      ),
      inferSnomedCt: answer(
        entity("MEDICAL_CONDITION", "DX_NAME", "sepsis", {
          SNOMEDCTConcepts: [concept("91302008"), concept("1", 0.2)],
        }),
      ),
    });
    const [condition, second] = of<Condition>(conversion, "Condition");
    expect(second).to.equal(undefined);
    expect(condition?.code?.coding?.map(({ code }) => code)).to.deep.equal(["A41.9", "91302008"]);
    expect(condition).to.deep.include({ bodySite: [{ text: "blood" }], subject: { reference: "Patient/p-1" } });
    expect(condition?.verificationStatus?.coding?.[0]?.code).to.equal("unconfirmed");
    expect(conversion.unmapped).to.deep.equal([
      { where: "MEDICAL_CONDITION.DX_NAME (10-16).ACUITY (30-35)", why: "not-mapped" },
    ]);
    expect(fhirFaults(conversion.bundle)).to.deep.equal([]);
    const [provenance] = of<Provenance>(conversion, "Provenance");
    expect(provenance?.target).to.deep.equal([{ reference: `urn:uuid:${condition?.id ?? ""}` }]);
    expect(provenance?.entity?.[0]?.what.display).to.equal("characters 10 to 16");
  });

  const traits: [string, Given, string | undefined, string | undefined][] = [
    ["nothing", {}, "unconfirmed", undefined],
    ["negated", { Traits: [trait("NEGATION")] }, "refuted", undefined],
    ["negated, hardly", { Traits: [trait("NEGATION", 0.3)] }, "unconfirmed", undefined],
    ["hypothetical", { Traits: [trait("HYPOTHETICAL")] }, undefined, "hypothetical"],
    ["of a relative", { Traits: [trait("PERTAINS_TO_FAMILY"), trait("NEGATION")] }, undefined, "of-family"],
    ["not sure", { Score: 0.79 }, undefined, "below-threshold"],
  ];
  for (const [name, more, verification, why] of traits) {
    it(`a condition that is ${name}: ${verification ?? why ?? ""}`, () => {
      const conversion = convert({ inferIcd10Cm: answer(SEPSIS(more)) });
      expect(of<Condition>(conversion, "Condition")[0]?.verificationStatus?.coding?.[0]?.code).to.equal(verification);
      expect(conversion.unmapped.map((one) => one.why)).to.deep.equal(why === undefined ? [] : [why]);
    });
  }

  it("leaves out a code that is not sure, and says so", () => {
    const conversion = convert({ inferIcd10Cm: answer(SEPSIS({ ICD10CMConcepts: [concept("A41.9", 0.5)] })) });
    expect(of<Condition>(conversion, "Condition")[0]?.code).to.deep.equal({ text: "sepsis" });
    expect(conversion.unmapped.map(({ why }) => why)).to.deep.equal(["below-threshold"]);
  });

  it("makes a statement of a medicine, with how it is taken", () => {
    const conversion = convert({
      inferRxNorm: answer(
        entity("MEDICATION", "GENERIC_NAME", "metformin", {
          RxNormConcepts: [concept("6809")],
          Attributes: [
            attribute("STRENGTH", "500 mg", 20),
            attribute("DOSAGE", "1 tablet", 27),
            attribute("FREQUENCY", "b.i.d.", 40),
            attribute("ROUTE_OR_MODE", "by mouth", 50),
            attribute("DURATION", "for 7 days", 60),
          ],
        }),
      ),
    });
    const [statement] = of<MedicationStatement>(conversion, "MedicationStatement");
    expect(statement).to.deep.include({ status: "unknown" });
    expect(statement?.medicationCodeableConcept?.coding?.[0]).to.deep.include({
      system: "http://www.nlm.nih.gov/research/umls/rxnorm",
      code: "6809",
    });
    expect(statement?.dosage).to.deep.equal([
      {
        text: "500 mg 1 tablet b.i.d. by mouth for 7 days",
        timing: {
          repeat: {
            frequency: 2,
            period: 1,
            periodUnit: "d",
            boundsDuration: { value: 7, unit: "days", system: "http://unitsofmeasure.org", code: "d" },
          },
          code: { text: "b.i.d." },
        },
        route: { text: "by mouth" },
        doseAndRate: [{ doseQuantity: { value: 1, unit: "tablet" } }],
      },
    ]);
    expect(fhirFaults(conversion.bundle)).to.deep.equal([]);
  });

  const frequencies: [string, object | undefined, boolean][] = [
    ["every 8 hours", { frequency: 1, period: 8, periodUnit: "h" }, false],
    ["q6h prn", { frequency: 1, period: 6, periodUnit: "h" }, true],
    ["Daily", { frequency: 1, period: 1, periodUnit: "d" }, false],
    ["at bedtime", undefined, false],
    ["every 0 hours", undefined, false],
  ];
  for (const [said, repeat, asNeeded] of frequencies) {
    it(`reads "${said}"`, () => {
      const dosage = dosageOf([{ Type: "FREQUENCY", Text: said, Score: 1, BeginOffset: 0, EndOffset: 1, Traits: [] }]);
      expect(dosage?.timing?.repeat).to.deep.equal(repeat);
      expect(dosage?.text).to.equal(said);
      expect(dosage?.asNeededBoolean === true).to.equal(asNeeded);
    });
  }

  it("makes procedures and measured values, and nothing of a test's name alone", () => {
    const conversion = convert({
      detectEntitiesV2: answer(
        entity("TEST_TREATMENT_PROCEDURE", "PROCEDURE_NAME", "colonoscopy", { Traits: [trait("PAST_HISTORY")] }),
        entity("TEST_TREATMENT_PROCEDURE", "TREATMENT_NAME", "dialysis", {
          BeginOffset: 40,
          EndOffset: 48,
          Traits: [trait("NEGATION")],
        }),
        entity("TEST_TREATMENT_PROCEDURE", "TEST_NAME", "potassium", {
          BeginOffset: 50,
          EndOffset: 59,
          Attributes: [attribute("TEST_VALUE", "4.1"), attribute("TEST_UNIT", "mmol/L")],
        }),
        entity("TEST_TREATMENT_PROCEDURE", "TEST_NAME", "sodium", { BeginOffset: 60, EndOffset: 66 }),
        entity("PROTECTED_HEALTH_INFORMATION", "NAME", "Jane Roe", { BeginOffset: 70, EndOffset: 78 }),
      ),
    });
    expect(of<Procedure>(conversion, "Procedure").map(({ status }) => status)).to.deep.equal(["completed", "not-done"]);
    expect(of<Observation>(conversion, "Observation").map(({ valueQuantity }) => valueQuantity)).to.deep.equal([
      { value: 4.1, unit: "mmol/L" },
    ]);
    expect(conversion.unmapped).to.deep.equal([
      { where: "TEST_TREATMENT_PROCEDURE.TEST_NAME (60-66)", why: "without-value" },
      { where: "PROTECTED_HEALTH_INFORMATION.NAME (70-78)", why: "not-mapped" },
    ]);
    expect(JSON.stringify(conversion)).to.not.contain("Roe");
    expect(fhirFaults(conversion.bundle)).to.deep.equal([]);
  });

  const refused: [string, Given, string[]][] = [
    ["no answer", {}, ["detectEntitiesV2"]],
    ["another subject", { subject: "Jane Roe", inferRxNorm: answer() }, ["subject"]],
    [
      "a score above one",
      { inferRxNorm: answer(entity("MEDICATION", "BRAND_NAME", "x", { Score: 2 })) },
      ["inferRxNorm.Entities.0.Score"],
    ],
  ];
  for (const [name, more, paths] of refused) {
    it(`refuses ${name}, by its path`, () => {
      try {
        readingOf(reading(more));
        expect.fail("was taken");
      } catch (error) {
        expect((error as BadReading).paths).to.deep.equal(paths);
      }
    });
  }

  it("whatever comes in right shape is valid R4", () => {
    const names = fc.constantFrom(
      "NEGATION",
      "HYPOTHETICAL",
      "PAST_HISTORY",
      "FUTURE",
      "SYMPTOM",
      "PERTAINS_TO_FAMILY",
    );
    const score = fc.double({ min: 0, max: 1, noNaN: true });
    const words = fc.string({ minLength: 1, maxLength: 10 }).filter((text) => text.trim() !== "");
    const any = fc.record({
      BeginOffset: fc.nat(20),
      EndOffset: fc.nat(40),
      Score: score,
      Text: words,
      Category: fc.constantFrom("MEDICAL_CONDITION", "MEDICATION", "TEST_TREATMENT_PROCEDURE", "ANATOMY"),
      Type: fc.constantFrom("DX_NAME", "GENERIC_NAME", "TEST_NAME", "PROCEDURE_NAME"),
      Traits: fc.array(fc.record({ Name: names, Score: score }), { maxLength: 2 }),
      Attributes: fc.array(
        fc.record({
          Type: fc.constantFrom("DOSAGE", "FREQUENCY", "TEST_VALUE", "TEST_UNIT", "ACUITY"),
          Text: words,
          Score: score,
          BeginOffset: fc.nat(9),
          EndOffset: fc.nat(9),
        }),
        { maxLength: 3 },
      ),
      SNOMEDCTConcepts: fc.array(
        fc.record({ Code: fc.stringMatching(/^\d{4,8}$/), Description: words, Score: score }),
        { maxLength: 2 },
      ),
    });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 6 }), (all) => {
        expect(fhirFaults(convert({ detectEntitiesV2: answer(...all) }).bundle)).to.deep.equal([]);
      }),
      { numRuns: 150 },
    );
  });
});
