import { expect } from "chai";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";

import { NAMED_QUERIES } from "../../components/lake/lake-queries";
import { queryOf } from "../../components/lake/lake-catalog";
import { placesOf } from "../setup/places";
import { sparkPython } from "../setup/validators";

import { addBackground, daysBefore, RawZone, type Truth } from "./known-lake";
import { runJobs, type LakeAnswers, type Row } from "./spark";

const TODAY = new Date().toISOString().slice(0, 10);
const YESTERDAY = daysBefore(TODAY, 1);
const ago = (days: number): string => daysBefore(TODAY, days);
/** A birth date so many whole years ago. */
const aged = (years: number): string => `${Number(TODAY.slice(0, 4)) - years}-01-01`;

/** What is known of people beforehand. Ada is in the claims of a plan and in the EHR, where she goes by her short name. */
const ADA = {
  given_name: "Abigail",
  family_name: "Quillon",
  birth_date: aged(82),
  postal_code: "01602",
  phone: "508-555-0101",
};
const BEN = { given_name: "Ben", family_name: "Oakhurst", birth_date: aged(70), sex: "M", clinic_id: "known-2" };
const patient = (id: string, given: string, family: string, birthDate: string, more: object = {}): object => ({
  resourceType: "Patient",
  id,
  name: [{ use: "official", family, given: [given] }],
  gender: "female",
  birthDate,
  managingOrganization: { reference: "Organization/known-1" },
  ...more,
});
const reachable = (phone: string, postalCode: string): object => ({
  telecom: [{ system: "phone", value: phone }],
  address: [{ use: "home", postalCode }],
});

function fill(zone: RawZone): Truth {
  zone.claims(YESTERDAY, "north", [
    // Two stays, the second 20 days after the first: heart failure 20, kidney failure 20, diabetes 8, stays 20, readmitted 15, age 10.
    { ...ADA, claim_id: "a1", member_id: "m-ada", inpatient: "Y", service_from: ago(90), service_to: ago(80), diagnosis_codes: "I50.9;E11.9" },
    { ...ADA, claim_id: "a2", member_id: "m-ada", inpatient: "Y", service_from: ago(60), service_to: ago(55), diagnosis_codes: "N18.6" },
    // Diabetes 8 and age 5; one stay, 10, after which nothing follows.
    { ...BEN, claim_id: "b1", member_id: "m-ben", inpatient: "Y", service_from: ago(70), service_to: ago(65), diagnosis_codes: "E11.9" },
    // A claim that was sent again: the later one counts, and is no stay.
    { ...BEN, claim_id: "b2", member_id: "m-ben", inpatient: "Y", service_from: ago(50), service_to: ago(45) },
    // Registered with the birth date of her mother by mistake: one person with her for a day.
    { given_name: "Cleo", family_name: "Marwick", birth_date: aged(60), phone: "508-555-0107", claim_id: "c1", member_id: "m-cleo", service_from: ago(30), service_to: ago(30) },
    { given_name: "Cleo", family_name: "Marwick", birth_date: aged(60), phone: "508-555-0107", claim_id: "c2", member_id: "m-cleo-2", service_from: ago(29), service_to: ago(29) },
    // Two people of one name, birth and home: only somebody who asks them can tell.
    ...["1", "2"].map((which) => ({ given_name: "Dana", family_name: "Orrin", birth_date: aged(40), postal_code: "01604", claim_id: `d${which}`, member_id: `m-dana-${which}`, service_from: ago(20), service_to: ago(20) })),
    { given_name: "Edith", family_name: "Vexley", birth_date: aged(50), claim_id: "e1", member_id: "m-edith", service_from: ago(10), service_to: ago(10) },
  ]); // prettier-ignore
  zone.claims(TODAY, "north", [
    { ...BEN, claim_id: "b2", member_id: "m-ben", inpatient: "N", service_from: ago(50), service_to: ago(45) },
    { given_name: "Cleo", family_name: "Marwick", birth_date: aged(31), phone: "508-555-0107", claim_id: "c3", member_id: "m-cleo-2", service_from: ago(3), service_to: ago(3) },
  ]); // prettier-ignore
  zone.records(YESTERDAY, "lakeside", [
    patient("ada", "Abby", "Quillon", aged(82), reachable("(508) 555-0101", "01602-1234")),
    // The second of Ada's stays, as the hospital has it: the same stay.
    { resourceType: "Encounter", id: "stay", status: "finished", class: { code: "IMP" }, subject: { reference: "Patient/ada" }, period: { start: `${ago(60)}T08:00:00Z`, end: `${ago(55)}T12:00:00Z` }, serviceProvider: { reference: "Organization/lakeside-1" } },
    { resourceType: "Condition", id: "c-1", code: { coding: [{ system: "http://snomed.info/sct", code: "1" }, { system: "http://hl7.org/fhir/sid/icd-10-cm", code: "j44.9" }] }, subject: { reference: "Patient/edith" }, onsetDateTime: "2020-01-01" },
    { resourceType: "Condition", id: "c-2", verificationStatus: { coding: [{ code: "refuted" }] }, code: { coding: [{ system: "http://hl7.org/fhir/sid/icd-10-cm", code: "C50.9" }] }, subject: { reference: "Patient/edith" } },
    patient("edith", "Edith", "Holm", aged(50), reachable("401-555-0190", "02903")),
    patient("edith-old", "Edie", "Vexley-Holm", aged(49)),
  ]); // prettier-ignore
  // The EHR found that it had Edith twice.
  zone.records(TODAY, "lakeside", [
    patient("edith-old", "Edie", "Vexley-Holm", aged(49), {
      active: false,
      link: [{ other: { reference: "Patient/edith" }, type: "replaced-by" }],
    }),
  ]);
  const columns = "partner_a,member_a,partner_b,member_b,verdict,decided_at\n";
  zone.write("decisions", TODAY, "north", `${columns}north,m-dana-2,north,m-dana-1,different,${TODAY}T08:00:00Z\n`);
  const call = { noteId: "n-1", clinicId: "known-1", patientId: "m-ada", kind: "outreach-call", text: "made up" };
  zone.notes(YESTERDAY, [
    { ...call, writtenAt: `${YESTERDAY}T10:00:00Z`, outcome: "no-answer", receivedAt: `${YESTERDAY}T10:00:01Z` },
    { ...call, writtenAt: `${YESTERDAY}T10:00:00Z`, outcome: "reached", receivedAt: `${YESTERDAY}T10:05:00Z` },
  ]);
  return addBackground(zone, YESTERDAY, 60);
}

const ZONES = { raw: "raw", curated: "curated", analytics: "analytics/de-identified", outreach: "analytics/outreach" };
const QUERIES = [
  ...NAMED_QUERIES.map(({ file, database }) => ({ name: file, zone: ZONES[database], sql: queryOf(file).sql })),
  {
    name: "numbers",
    zone: "curated",
    sql: "SELECT partner, member_id, patient_id, matched_by, cast(as_of AS string) AS as_of FROM patients",
  },
  {
    name: "history",
    zone: "curated",
    sql: "SELECT event, partner, member_id, from_patient_id, to_patient_id, because, cast(as_of AS string) AS as_of FROM patient_history",
  },
  {
    name: "codes",
    zone: "curated",
    sql: "SELECT record_id, code, code_group FROM codes WHERE partner IN ('north', 'lakeside') AND (code_group IS NOT NULL OR code = 'C509')",
  },
  { name: "calibration", zone: ZONES.analytics, sql: "SELECT * FROM risk_calibration" },
  { name: "de-identified", zone: ZONES.analytics, sql: "SELECT * FROM patient_risk LIMIT 1" },
  { name: "model", zone: "curated", sql: "SELECT field, level, m, u FROM match_model" },
];

/** Set-up installs Spark: see tools/setup/validators.ts. */
describe("D4: the lake's jobs on a local Spark", function () {
  this.timeout(1_800_000);
  let folder: string;
  let truth: Truth;
  let found: LakeAnswers;
  before(() => {
    folder = mkdtempSync(path.join(tmpdir(), "phiguard-lake-"));
    truth = fill(new RawZone(folder));
    const days = [YESTERDAY, TODAY];
    const runs = [
      { asOf: YESTERDAY, days: [YESTERDAY] },
      { asOf: TODAY, days },
    ];
    found = runJobs(sparkPython(placesOf(path.resolve(__dirname, "../.."))), folder, runs, QUERIES);
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  const rows = (name: string): readonly Row[] => found.answers[name]!;
  const numberOf = (partner: string, member: string, asOf = TODAY): unknown =>
    rows("numbers").find((row) => row["partner"] === partner && row["member_id"] === member && row["as_of"] === asOf)?.[
      "patient_id"
    ];

  it("readmission-rate: a stay that claims and the EHR tell of is one, a claim sent again is the last one", () => {
    const known = rows("readmission-rate").filter(({ clinic_id: clinic }) => /^known/.test(String(clinic)));
    const sum = (clinic: string, column: string): number =>
      known.filter((row) => row["clinic_id"] === clinic).reduce((total, row) => total + Number(row[column]), 0);
    expect([sum("known-1", "stays"), sum("known-1", "readmissions")]).to.deep.equal([2, 1]);
    expect([sum("known-2", "stays"), sum("known-2", "readmissions")]).to.deep.equal([1, 0]);
  });

  it("high-risk-list: those from 80 on, by number, with the reasons in order of weight", () => {
    const ada = rows("high-risk-list").filter((row) => row["clinic_id"] === "known-1");
    expect(ada).to.deep.equal([
      {
        patient_id: numberOf("north", "m-ada"),
        clinic_id: "known-1",
        risk_score: 93,
        reasons: [
          "diagnosis:heart-failure",
          "diagnosis:kidney-failure",
          "hospital-stays",
          "readmitted-within-30-days",
          "age",
          "diagnosis:diabetes",
        ],
      },
    ]);
    expect(found.told.map(({ Detail }) => JSON.parse(Detail) as unknown)).to.deep.include({
      reference: numberOf("north", "m-ada"),
      riskScore: 93,
    });
  });

  it("outreach-compliance: the last word on a call counts", () => {
    const [known] = rows("outreach-compliance").filter((row) => row["clinic_id"] === "known-1");
    expect(known).to.deep.include({ patients_at_high_risk: 1, patients_reached: 1, reached_percent: 100 });
  });

  it("patient-risk-view: a row a patient, by clinic, sex and band of age, and nothing that names one", () => {
    const known = rows("patient-risk-view").filter((row) => row["clinic_id"] === "known-2");
    expect(known).to.deep.equal([
      {
        clinic_id: "known-2",
        sex: "M",
        age_band: "70-79",
        risk_score: 23,
        reasons: ["hospital-stays", "diagnosis:diabetes", "age"],
      },
    ]);
    const columns = Object.keys(rows("de-identified")[0]!);
    expect(columns).to.have.members(["clinic_id", "sex", "age_band", "risk_score", "reasons", "as_of"]);
  });

  it("a short name, a phone in other signs and a longer ZIP code are the same patient", () =>
    expect(numberOf("north", "m-ada"))
      .to.equal(numberOf("lakeside", "ada"))
      .and.match(/^[0-9a-f]{64}$/));

  it("merges what the EHR links, splits what was corrected or decided, and keeps the history", () => {
    expect(numberOf("lakeside", "edith-old", YESTERDAY)).to.not.equal(numberOf("lakeside", "edith", YESTERDAY));
    expect(numberOf("lakeside", "edith-old")).to.equal(numberOf("lakeside", "edith"));
    for (const [one, other] of [
      ["m-cleo", "m-cleo-2"],
      ["m-dana-1", "m-dana-2"],
    ] as const) {
      expect(numberOf("north", one, YESTERDAY), one).to.equal(numberOf("north", other, YESTERDAY));
      expect(numberOf("north", one), one).to.not.equal(numberOf("north", other));
    }
    const changed = rows("history").filter((row) => row["as_of"] === TODAY && row["event"] !== "assigned");
    expect(changed.map(({ event }) => event)).to.have.members(["merged", "split", "split"]);
    for (const row of changed) {
      expect(row["from_patient_id"]).to.equal(numberOf(String(row["partner"]), String(row["member_id"]), YESTERDAY));
      expect(row["to_patient_id"]).to.equal(numberOf(String(row["partner"]), String(row["member_id"])));
    }
    expect(changed.find(({ event }) => event === "merged")).to.include({ because: "link" });
  });

  it("a number once given stays", () => {
    const changed = new Set(
      rows("history")
        .filter((row) => row["as_of"] === TODAY)
        .map(({ member_id: id }) => id),
    );
    for (const { partner, member_id: id, patient_id: number, as_of: asOf } of rows("numbers"))
      if (asOf === YESTERDAY && !changed.has(id)) expect(numberOf(String(partner), String(id))).to.equal(number);
  });

  it("of made-up patients in claims and records none is taken for another, and nearly all are found", () => {
    const people = new Map<string, Set<unknown>>();
    const numbers = new Map<unknown, Set<string>>();
    for (const [member, person] of truth) {
      const [partner, id] = member.split(/\/(.*)/) as [string, string];
      const number = numberOf(partner, id);
      expect(number, member).to.be.a("string");
      people.set(person, (people.get(person) ?? new Set()).add(number));
      numbers.set(number, (numbers.get(number) ?? new Set()).add(person));
    }
    expect([...numbers.values()].filter(({ size }) => size > 1)).to.have.length(0);
    expect([...people.values()].filter(({ size }) => size === 1).length).to.be.at.least(0.9 * people.size);
  });

  it("groups ICD-10-CM codes of claims and records, CPT where a licence's file is there, and nothing that was ruled out", () => {
    const codes = rows("codes").map((row) => [row["record_id"], row["code"], row["code_group"]].join(" "));
    expect(codes).to.include.members([
      "a1 I509 heart-failure",
      "a2 N186 kidney-failure",
      "c-1 J449 chronic-lung-disease",
    ]);
    expect(codes).to.include("a1 99213 office-visit");
    expect(codes.filter((code) => code.startsWith("c-2"))).to.deep.equal([]);
  });

  it("shows the score of a year ago against the stays since, in no group of fewer than 11", () => {
    expect(rows("calibration")).to.not.be.empty;
    for (const row of rows("calibration")) {
      expect(row["patients"]).to.be.at.least(11);
      expect(row["observed_percent"]).to.equal(
        Math.round((1000 * Number(row["in_hospital_since"])) / Number(row["patients"])) / 10,
      );
    }
  });

  it("writes down the fitted model: of each field the shares of one person's and of two people's pairs", () => {
    for (const field of ["given", "family", "birth", "postal", "phone", "sex"]) {
      const levels = rows("model").filter((row) => row["field"] === field);
      for (const share of ["m", "u"])
        expect(
          levels.reduce((sum, row) => sum + Number(row[share]), 0),
          `${field} ${share}`,
        ).to.be.closeTo(1 * 2, 1e-6);
    }
  });
});
