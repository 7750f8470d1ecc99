import { expect } from "chai";
import { ageBand, cohorts, populationMetrics } from "./cohorts";
import { factOf } from "./facts";
import { qualityMeasures, readmissions, type MeasureRow } from "./measures";
import { ageAt, Population } from "./population";
import { condition, LOINC, medication, patient, pressure, procedure, result, SNOMED, stay } from "./testing/resources";

const AS_OF = "2026-03-01T00:00:00.000Z";
const DIABETES = [SNOMED, "44054006"] as const;
const HYPERTENSION = [SNOMED, "59621000"] as const;
const HBA1C = [LOINC, "4548-4"] as const;

function populationOf(resources: readonly object[]): Population {
  const population = new Population(Date.parse(AS_OF));
  for (const resource of resources) {
    const fact = factOf(resource);
    if (fact !== undefined) population.add(fact);
  }
  return population;
}

/** The same patients `count` times over, so that no cell is too small to be told. */
const many = (count: number, of: (id: string) => readonly object[]): object[] =>
  Array.from({ length: count }, (_, at) => of(`p${at}`)).flat();

const measure = (population: Population, name: string): MeasureRow | undefined =>
  qualityMeasures(population).find((row) => row.measure === name);

describe("population", () => {
  it("counts cohorts by code, age band and sex, whatever the order of the resources", () => {
    const resources = [
      ...many(12, (id) => [patient(id, "1980-01-01"), condition(id, DIABETES)]),
      ...many(15, (id) => [patient(`m${id}`, "1950-01-01", "male"), condition(`m${id}`, DIABETES)]),
    ];
    const rows = cohorts(populationOf(resources));
    expect(rows).to.deep.equal(cohorts(populationOf([...resources].reverse())));
    expect(rows.map(({ code, ageBand: band, sex, patients }) => [code, band, sex, patients])).to.deep.equal([
      ["snomed|44054006", "35-49", "female", 12],
      ["snomed|44054006", "65-79", "male", 15],
    ]);
  });

  it("counts a patient once, however often a condition is written down, and medications beside", () => {
    const resources = many(11, (id) => [
      patient(id, "1980-01-01"),
      condition(id, DIABETES),
      { ...condition(id, DIABETES), id: `${id}-again` },
      medication(id, ["http://www.nlm.nih.gov/research/umls/rxnorm", "860975"]),
      medication(id, ["http://www.nlm.nih.gov/research/umls/rxnorm", "1"], "entered-in-error"),
    ]);
    expect(cohorts(populationOf(resources)).map(({ by, code, patients }) => [by, code, patients])).to.deep.equal([
      ["condition", "snomed|44054006", 11],
      ["medication", "rxnorm|860975", 11],
    ]);
  });

  it("leaves out the dead, the unborn, those nobody described, and conditions that are over or were an error", () => {
    const resolved = { clinicalStatus: { coding: [{ code: "resolved" }] } };
    const refuted = { verificationStatus: { coding: [{ code: "entered-in-error" }] } };
    const rows = cohorts(
      populationOf([
        ...many(20, (id) => [patient(id, "1980-01-01", "female", { deceasedBoolean: true }), condition(id, DIABETES)]),
        ...many(20, (id) => [patient(`b${id}`, "2027-01-01"), condition(`b${id}`, DIABETES)]),
        ...many(20, (id) => [condition(`x${id}`, DIABETES)]),
        ...many(20, (id) => [patient(`r${id}`, "1980-01-01"), condition(`r${id}`, DIABETES, "2020-01-01", resolved)]),
        ...many(20, (id) => [patient(`e${id}`, "1980-01-01"), condition(`e${id}`, DIABETES, "2020-01-01", refuted)]),
        ...many(20, (id) => [patient(`f${id}`, "1980-01-01"), condition(`f${id}`, DIABETES, "2026-03-02")]),
      ]),
    );
    expect(rows).to.deep.equal([]);
  });

  it("counts the part of the year that those lived who died in it, and encounters of those who were there alone", () => {
    const visit = (id: string): object => stay(id, "2025-07-01", "2025-07-02", "AMB");
    const died = (on: string): object => ({ deceasedDateTime: on });
    const [rate] = populationMetrics(
      populationOf([
        ...many(10, (id) => [patient(id, "1980-01-01"), visit(id)]),
        ...many(10, (id) => [patient(`h${id}`, "1980-01-01", "female", died("2025-08-30")), visit(`h${id}`)]),
        ...many(10, (id) => [patient(`d${id}`, "1980-01-01", "female", died("2025-01-01")), visit(`d${id}`)]),
        ...many(10, (id) => [visit(`x${id}`)]),
      ]),
    );
    expect(rate).to.include({ metric: "encounter-rate", encounters: 20 });
    expect((rate as { patientYears: number }).patientYears).to.be.closeTo(15, 0.02);
  });

  it("gives prevalence and encounters a thousand patient-years", () => {
    const rows = populationMetrics(
      populationOf([
        ...many(40, (id) => [patient(id, "1980-01-01"), stay(id, "2026-01-01", "2026-01-02", "AMB")]),
        ...many(20, (id) => [condition(id, DIABETES), stay(id, "2020-01-01", "2020-01-02", "AMB")]),
      ]),
    );
    expect(rows).to.deep.equal([
      { metric: "prevalence", code: "snomed|44054006", numerator: 20, denominator: 40, rate: 0.5, suppressed: false },
      {
        metric: "encounter-rate",
        setting: "AMB",
        encounters: 40,
        patientYears: 40,
        perThousandPatientYears: 1000,
        suppressed: false,
      },
    ]);
  });

  it("takes the last HbA1c of twelve months; none counts as poor control", () => {
    const diabetic = (id: string, ...more: object[]): object[] => [
      patient(id, "1980-01-01"),
      condition(id, DIABETES),
      ...more,
    ];
    const population = populationOf([
      ...many(20, (id) =>
        diabetic(id, result(id, HBA1C, "2026-02-01", 7, "%"), result(id, HBA1C, "2025-12-01", 12, "%")),
      ),
      ...many(20, (id) => diabetic(`h${id}`, result(`h${id}`, HBA1C, "2026-02-01", 9.1, "%"))),
      ...many(20, (id) => diabetic(`o${id}`, result(`o${id}`, HBA1C, "2025-02-28", 6, "%"))),
      ...many(20, (id) => diabetic(`u${id}`, result(`u${id}`, HBA1C, "2026-02-01", 48, "mmol/mol"))),
    ]);
    expect(measure(population, "diabetes-hba1c-poor-control")).to.include({
      numerator: 40,
      denominator: 80,
      rate: 0.5,
    });
    expect(measure(population, "diabetes-hba1c-control")).to.include({ numerator: 40, denominator: 80 });
  });

  it("takes the last blood pressure, and both of its values", () => {
    const with_ = (id: string, ...more: object[]): object[] => [
      patient(id, "1960-01-01"),
      condition(id, HYPERTENSION),
      ...more,
    ];
    const population = populationOf([
      ...many(20, (id) => with_(id, pressure(id, "2026-01-01", 139, 89))),
      ...many(20, (id) => with_(`d${id}`, pressure(`d${id}`, "2026-01-01", 130, 90))),
      ...many(20, (id) => with_(`n${id}`)),
    ]);
    expect(measure(population, "blood-pressure-control")).to.include({ numerator: 20, denominator: 60 });
  });

  it("calls a screening due once the last one is too old", () => {
    const population = populationOf([
      ...many(20, (id) => [patient(id, "1966-01-01"), procedure(id, [SNOMED, "73761001"], "2017-01-01")]),
      ...many(20, (id) => [patient(`s${id}`, "1966-01-01"), procedure(`s${id}`, [SNOMED, "73761001"], "2015-01-01")]),
      ...many(20, (id) => [
        patient(`m${id}`, "1966-01-01", "male"),
        procedure(`m${id}`, [SNOMED, "71651007"], "2025-01-01"),
      ]),
    ]);
    expect(measure(population, "colorectal-screening-due")).to.include({ numerator: 40, denominator: 60 });
    const within = (years: string, code: readonly [string, string]): unknown =>
      measure(
        populationOf(many(20, (id) => [patient(id, "1966-01-01", "male"), procedure(id, code, years)])),
        "colorectal-screening-due",
      )?.numerator;
    const tests: [string, readonly [string, string]][] = [
      ["2021-04-01", [SNOMED, "44441009"]],
      ["2021-04-01", [SNOMED, "418714002"]],
      ["2023-04-01", [LOINC, "77353-1"]],
      ["2025-04-01", [LOINC, "57905-2"]],
    ];
    for (const [done, code] of tests) {
      const before = done.replace("-04-", "-02-");
      expect([within(done, code), within(before, code)], code[1]).to.deep.equal([0, 20]);
    }
    expect(measure(population, "breast-screening-due")).to.include({ numerator: 40, denominator: 40, rate: 1 });
  });

  const stays: [string, object[], { index: number; again: number }][] = [
    [
      "one that follows within 30 days",
      [stay("a", "2025-10-01", "2025-10-05"), stay("a", "2025-11-03", "2025-11-09")],
      { index: 2, again: 1 },
    ],
    [
      "one that follows later",
      [stay("a", "2025-10-01", "2025-10-05"), stay("a", "2025-11-05", "2025-11-09")],
      { index: 2, again: 0 },
    ],
    [
      "a transfer, which is the same stay",
      [stay("a", "2025-10-01", "2025-10-05T08:00:00Z"), stay("a", "2025-10-05T12:00:00Z", "2025-10-09")],
      { index: 1, again: 0 },
    ],
    [
      "a visit, which is no stay",
      [stay("a", "2025-10-01", "2025-10-05"), stay("a", "2025-10-09", "2025-10-09", "AMB")],
      { index: 1, again: 0 },
    ],
    ["an end less than 30 days ago", [stay("a", "2026-02-10", "2026-02-20")], { index: 0, again: 0 }],
    ["an end more than a year ago", [stay("a", "2025-02-01", "2025-02-20")], { index: 0, again: 0 }],
    ["a stay that goes on", [stay("a", "2026-02-10")], { index: 0, again: 0 }],
  ];
  for (const [name, resources, wanted] of stays) {
    it(`counts ${name}`, () =>
      expect(readmissions(populationOf([patient("a", "1950-01-01"), ...resources]))).to.deep.equal(wanted));
  }

  it("tells of what is critical and new, and of nothing else", () => {
    const { alerts } = populationOf([
      patient("a", "1950-01-01"),
      result("a", [LOINC, "2823-3"], "2026-02-28T12:00:00Z", 7, "mmol/L"),
      result("a", [LOINC, "2823-3"], "2026-02-28T13:00:00Z", 4, "mmol/L"),
      result("a", [LOINC, "2823-3"], "2026-02-01", 7, "mmol/L"),
      result("a", [LOINC, "2345-7"], "2026-02-28T12:00:00Z", 30, "mmol/L"),
      condition("a", [SNOMED, "91302008"], "2026-02-28"),
      condition("a", DIABETES, "2026-02-28"),
    ]);
    expect(alerts.map(({ name, patient: of }) => [name, of])).to.deep.equal([
      ["potassium", "a"],
      ["glucose", "a"],
      ["sepsis", "a"],
    ]);
  });

  const inUnits: [name: string, code: string, value: number, unit: string, critical: number, unjudged: number][] = [
    ["potassium as American laboratories print it", "2823-3", 6.6, "mEq/L", 1, 0],
    ["the same within its bounds", "2823-3", 6.5, "meq/L", 0, 0],
    ["glucose in moles, too high", "14749-6", 27.8, "mmol/L", 1, 0],
    ["glucose in moles, high", "14749-6", 27.7, "mmol/L", 0, 0],
    ["haemoglobin a litre, too low", "718-7", 59, "g/L", 1, 0],
    ["haemoglobin in a unit that nobody knows", "718-7", 59, "1", 0, 1],
    ["potassium without a unit", "2823-3", 7, "", 0, 1],
    ["a result of another kind in any unit", "2160-0", 59, "1", 0, 0],
  ];
  for (const [name, code, value, unit, critical, unjudged] of inUnits) {
    it(`judges ${name}`, () => {
      const population = populationOf([
        patient("a", "1950-01-01"),
        result("a", [LOINC, code], "2026-02-28", value, unit),
      ]);
      expect([population.alerts.length, population.unjudged]).to.deep.equal([critical, unjudged]);
    });
  }

  it("knows a medication that is named by another resource, whichever comes first, or that is contained", () => {
    const RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
    const code = { coding: [{ system: RXNORM, code: "860975" }] };
    const named = (id: string, reference: string, more: object = {}): object => ({
      ...medication(id, [RXNORM, "unused"]),
      medicationCodeableConcept: undefined,
      medicationReference: { reference },
      ...more,
    });
    const resources = [
      { resourceType: "Medication", id: "m1", code },
      ...many(12, (id) => [patient(id, "1980-01-01"), named(id, "Medication/m1")]),
      ...many(12, (id) => [
        patient(`c${id}`, "1980-01-01"),
        named(`c${id}`, "#m", { contained: [{ resourceType: "Medication", id: "m", code }] }),
      ]),
      ...many(12, (id) => [patient(`x${id}`, "1980-01-01"), named(`x${id}`, "Medication/not-exported")]),
    ];
    for (const order of [resources, [...resources].reverse()])
      expect(cohorts(populationOf(order)).map(({ code: of, patients }) => [of, patients])).to.deep.equal([
        ["rxnorm|860975", 24],
      ]);
  });

  const ages: [string, number][] = [
    ["2008-03-01", 18],
    ["2008-03-02", 17],
    ["1936-02-29", 90],
  ];
  for (const [born, age] of ages) {
    it(`makes who was born on ${born} ${age}`, () => expect(ageAt(Date.parse(born), Date.parse(AS_OF))).to.equal(age));
  }

  it("has one band for all of 80 years and more", () => {
    expect([0, 17, 18, 79, 80, 104].map(ageBand)).to.deep.equal(["0-17", "0-17", "18-34", "65-79", "80+", "80+"]);
  });

  it("reads nothing from what is no resource, and never throws", () => {
    for (const odd of [
      null,
      1,
      "a",
      [],
      {},
      { resourceType: "Patient" },
      { resourceType: "Observation", id: "1", component: [null] },
    ]) {
      expect(factOf(odd)).to.equal(undefined);
    }
  });
});
