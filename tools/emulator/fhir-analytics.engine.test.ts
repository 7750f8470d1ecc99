import Ajv2020 from "ajv/dist/2020";
import { expect } from "chai";
import { dayOf, ageAt } from "../../synthetic/calendar";
import { FORMATS, type Piece } from "../../synthetic/formats/formats";
import { patients, practicesOf, USUAL } from "../../synthetic/patients";
import type { PatientRecord } from "../../synthetic/record";
import {
  condition,
  LOINC,
  medication,
  patient,
  pressure,
  procedure,
  result,
  SNOMED,
  stay,
} from "../../lambdas/population/testing/resources";
import { withAws, withEnvironment } from "../../lambdas/testing/aws-server";
import { hearRule, plannedWorkload, variablesOf } from "./deployed";
import { withEmulator, type Emulator } from "./emulator";
import { HealthLake } from "./health-lake";
import { loadedHandler } from "./loaded";
import { contentsOf, makeBucket, putObject, taken } from "./objects";
import { makeQueue, messagesOf } from "./queues";
import { saying } from "./said";

const STORE = "5".repeat(32);
const OUTPUT = "phiguard-dev-fhir-output-123456789012-us-east-1";
const ICD = "http://hl7.org/fhir/sid/icd-10-cm";
const RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";
const [KNOWN, MADE, BROKEN] = ["a", "b", "c"].map((job) => job.repeat(32)) as [string, string, string];
/** When each export was asked for. */
const AS_OF = { [KNOWN]: "2026-03-01T00:00:00Z", [MADE]: "2026-01-01T00:00:00Z", [BROKEN]: "2026-03-01T00:00:00Z" };

const times = <T>(count: number, make: (at: number) => T): T[] => Array.from({ length: count }, (_, at) => make(at));
const DIABETES = [SNOMED, "44054006"] as const;
const HBA1C = [LOINC, "4548-4"] as const;
const POTASSIUM = [LOINC, "2823-3"] as const;

/** People of whom every answer is known: 40 women of 56 with diabetes, 33 men of 66 with hypertension, 24 of 30 who were in hospital. */
function knownResources(): object[] {
  const [d, h, r] = [(at: number) => `d-${at}`, (at: number) => `h-${at}`, (at: number) => `r-${at}`] as const;
  return [
    // Twelve too high; fourteen well, in the laboratory's other unit; fourteen without one in twelve months.
    ...times(40, (at) => condition(d(at), DIABETES)),
    ...times(12, (at) => result(d(at), HBA1C, "2025-12-01", 10, "%")),
    ...times(12, (at) => result(d(at), HBA1C, "2025-06-01", 6, "%")),
    ...times(14, (at) => result(d(12 + at), HBA1C, "2025-12-01", 53, "mmol/mol")),
    ...times(14, (at) => result(d(26 + at), HBA1C, "2024-12-01", 6, "%")),
    ...times(21, (at) => medication(d(at), [RXNORM, "860975"])),
    ...times(15, (at) => procedure(d(at), [SNOMED, "24623002"], "2025-06-01")),
    ...times(40, (at) => stay(d(at), "2025-10-01T08:00:00Z", "2025-10-01T09:00:00Z", "AMB")),
    // Twenty whose last pressure is good, thirteen whose last is not though one before was.
    ...times(33, (at) => condition(h(at), [ICD, "I10"])),
    ...times(33, (at) => pressure(h(at), "2025-05-01", 130, 80)),
    ...times(13, (at) => pressure(h(20 + at), "2025-11-01", 150, 95)),
    ...times(33, (at) => procedure(h(at), [SNOMED, "73761001"], "2020-01-01")),
    // Twelve came back within a month; three of the others were only moved to another ward.
    ...times(24, (at) => stay(r(at), "2025-06-01T10:00:00Z", "2025-06-05T10:00:00Z")),
    ...times(12, (at) => stay(r(at), "2025-06-20T10:00:00Z", "2025-06-22T10:00:00Z")),
    ...times(3, (at) => stay(r(12 + at), "2025-06-05T12:00:00Z", "2025-06-08T10:00:00Z")),
    // Too few to be told.
    ...times(5, (at) => condition(r(at), [SNOMED, "195967001"])),
    // Critical within two days of the export, once in a unit of its own; and what is not: earlier, in range, over, in a unit nobody knows.
    result("d-0", POTASSIUM, "2026-02-28T06:00:00Z", 7.1, "mmol/L"),
    result("h-0", [LOINC, "2345-7"], "2026-02-27T06:00:00Z", 30, "mmol/L"),
    condition("r-0", [SNOMED, "91302008"], "2026-02-28"),
    result("d-1", POTASSIUM, "2026-02-20T06:00:00Z", 7.1, "mmol/L"),
    result("d-2", POTASSIUM, "2026-02-28T06:00:00Z", 4, "mmol/L"),
    result("d-3", POTASSIUM, "2026-02-28T06:00:00Z", 7.1, "furlong"),
    condition("r-1", [SNOMED, "91302008"], "2026-02-28", { clinicalStatus: { coding: [{ code: "resolved" }] } }),
    // Dead before, and nobody that the export has a patient for: counted in nothing.
    patient("dead", "1970-01-01", "female", { deceasedDateTime: "2025-01-01" }),
    condition("dead", DIABETES),
    condition("nobody", DIABETES),
    ...times(20, (at) => stay("nobody", `2025-09-${at + 10}T08:00:00Z`, `2025-09-${at + 10}T09:00:00Z`, "AMB")),
    // People come after what is known of them.
    ...times(40, (at) => patient(d(at), "1970-01-01", "female")),
    ...times(33, (at) => patient(h(at), "1960-01-01", "male")),
    ...times(24, (at) => patient(r(at), "1996-01-01", "female")),
  ];
}

const POPULATION = { ...USUAL, patients: 300, years: 2 };

interface World {
  readonly answers: readonly unknown[];
  readonly files: ReadonlyMap<string, Buffer>;
  /** What the subscribers of the topic of alerts got. */
  readonly heard: readonly Readonly<Record<string, unknown>>[];
  readonly said: string;
  readonly records: readonly PatientRecord[];
}

async function run(emulator: Emulator): Promise<World> {
  const call = taken(emulator);
  const { endpoint } = emulator;
  const planned = await plannedWorkload("healthlake");
  await makeBucket(call, OUTPUT);
  const { TopicArn } = await call("sns", "create_topic", { Name: "clinical-alerts" });
  const queue = await makeQueue(call, "heard");
  const asText = { Protocol: "sqs", Endpoint: queue.arn, Attributes: { RawMessageDelivery: "true" } };
  await call("sns", "subscribe", { TopicArn, ...asText });
  const hear = await hearRule(call, planned, "fhir-exported");
  const given = {
    "healthlake-fhir-datastore-id": STORE,
    "arn:aws:test:us-east-1:123456789012:healthlake-flow-alerts-topic": TopicArn as string,
  };
  const put = async (job: string, file: string, text: string): Promise<void> =>
    void (await putObject(endpoint, OUTPUT, `export/${STORE}-FHIR_EXPORT-${job}/${file}`, Buffer.from(text)));
  const records = await putExports(put);
  const lake = new HealthLake(STORE);
  for (const job of [KNOWN, MADE, BROKEN])
    lake.jobs.set(job, {
      kind: "Export",
      output: `s3://${OUTPUT}/export/`,
      submittedAt: Date.parse(AS_OF[job] as string) / 1000,
      status: "COMPLETED",
    });
  const { result: done } = await withAws(lake.answer, () =>
    withEnvironment(
      {
        ...variablesOf(planned, "fhir-analytics", given),
        AWS_ENDPOINT_URL_HEALTHLAKE: process.env["AWS_ENDPOINT_URL"] as string,
        AWS_ENDPOINT_URL: endpoint,
        AWS_LAMBDA_FUNCTION_NAME: "phiguard-dev-fhir-analytics",
        AWS_LAMBDA_FUNCTION_VERSION: "9",
      },
      () =>
        saying(async () => {
          const handler = loadedHandler("fhir-analytics");
          const answers: unknown[] = [];
          for (const [job, store, step] of [
            [KNOWN, STORE, "Completed"],
            [KNOWN, STORE, "Completed"],
            [KNOWN, "6".repeat(32), "Completed"],
            [BROKEN, STORE, "Failed"],
            [MADE, STORE, "Completed"],
          ]) {
            const Detail = JSON.stringify({ jobId: job, datastoreId: store });
            await call("events", "put_events", {
              Entries: [{ Source: "aws.healthlake", DetailType: `Export Job ${step}`, Detail }],
            });
            for (const event of await hear()) answers.push(await handler(event));
          }
          return answers;
        }),
    ),
  );
  const heard = (await messagesOf(call, queue)).map(({ body }) => JSON.parse(body) as World["heard"][number]);
  return { answers: done.result, said: done.said, heard, records, files: await contentsOf(endpoint, call, OUTPUT) };
}

/** What HealthLake wrote: the known people in two files a type and a line that was cut, and made-up patients as the generator has them. */
async function putExports(put: (job: string, file: string, text: string) => Promise<void>): Promise<PatientRecord[]> {
  const byType = grouped(knownResources(), (one) => (one as { resourceType: string }).resourceType);
  for (const [type, resources] of byType) {
    const lines = resources.map((one) => `${JSON.stringify(one)}\n`);
    const half = Math.ceil(lines.length / 2);
    await put(KNOWN, `${type}/${type}-0.ndjson`, lines.slice(0, half).join(""));
    await put(KNOWN, `${type}/${type}-1.ndjson`, lines.slice(half).join(""));
  }
  await put(KNOWN, "Observation/Observation-2.ndjson", '{"resourceType":"Observation","id":"cut');
  await put(KNOWN, "manifest.json", "{}");
  const files = new Map<string, string[]>();
  const add = (pieces: readonly Piece[]): void => {
    for (const { file, text } of pieces) files.set(file, [...(files.get(file) ?? []), text]);
  };
  add(FORMATS.ndjson.head(practicesOf(POPULATION)));
  const records = [...patients(POPULATION)];
  for (const record of records) add(FORMATS.ndjson.patient(record));
  for (const [file, texts] of files) await put(MADE, `${file.replace(".ndjson", "")}/${file}`, texts.join(""));
  return records;
}

interface Row extends Readonly<Record<string, unknown>> {
  readonly code: string;
}

describe("H5: analytics of exports over an emulated AWS", function () {
  this.timeout(600_000);
  let world: World;
  before(async () => (world = await withEmulator(run)));

  const rows = (job: string, file: string): Row[] =>
    (world.files.get(`analytics/${job}/${file}.ndjson`)?.toString("utf8") ?? "")
      .split("\n")
      .filter((line) => line !== "")
      .map((line) => JSON.parse(line) as Row);
  const share = (numerator: number, denominator: number): object => ({
    numerator,
    denominator,
    rate: Math.round((numerator / denominator) * 10_000) / 10_000,
    suppressed: false,
  });

  it("reads each export once that is complete, of its own store alone", () => {
    expect(world.answers).to.have.length(4);
    expect(world.answers.slice(0, 3)).to.deep.equal([
      {
        kind: "done",
        output: `s3://${OUTPUT}/analytics/${KNOWN}/`,
        lines: knownResources().length + 1,
        malformed: 1,
        unjudged: 1,
      },
      { kind: "nothing", reason: "done-before" },
      { kind: "nothing", reason: "another-store" },
    ]);
    expect(world.answers[3]).to.include({ kind: "done", malformed: 0 });
  });

  const measures: [string, number, number][] = [
    ["diabetes-hba1c-poor-control", 26, 40],
    ["diabetes-hba1c-control", 14, 40],
    ["blood-pressure-control", 20, 33],
    ["colorectal-screening-due", 40, 73],
    ["breast-screening-due", 25, 40],
    ["readmission-30-days", 12, 36],
  ];
  for (const [measure, numerator, denominator] of measures) {
    it(`counts ${measure} of known people`, () => {
      const row = rows(KNOWN, "quality").find((one) => one["measure"] === measure);
      expect(row).to.deep.include(share(numerator, denominator));
    });
  }

  it("tells prevalence and cohorts of known people, and none of so few that it could be said who they are", () => {
    const prevalence = new Map(
      rows(KNOWN, "population").flatMap((row) => (row["metric"] === "prevalence" ? [[row.code, row] as const] : [])),
    );
    expect(prevalence.get("snomed|44054006")).to.deep.include(share(40, 97));
    expect(prevalence.get("icd10|I10")).to.deep.include(share(33, 97));
    expect(prevalence.get("snomed|195967001")).to.deep.include({ numerator: null, rate: null, suppressed: true });
    const cohorts = rows(KNOWN, "cohorts").map(({ by, code, ageBand, sex, patients: count }) => [
      by,
      code,
      ageBand,
      sex,
      count,
    ]);
    expect(cohorts).to.have.deep.members([
      ["condition", "icd10|I10", "65-79", "male", 33],
      ["condition", "snomed|195967001", "18-34", "female", null],
      ["condition", "snomed|44054006", "50-64", "female", 40],
      ["condition", "snomed|91302008", "18-34", "female", null],
      ["medication", "rxnorm|860975", "50-64", "female", 21],
    ]);
  });

  it("rates encounters of known people by the years that they were there for", () => {
    const rates = rows(KNOWN, "population").filter(({ metric }) => metric === "encounter-rate");
    expect(rates.map((row) => [row["setting"], row["encounters"], row["perThousandPatientYears"]])).to.deep.equal([
      ["AMB", 40, 412.3711],
      ["IMP", 39, 402.0619],
    ]);
  });

  it("tells at once of what is critical: whom it is about in the bucket, how many in the message", () => {
    expect(world.heard.find(({ job }) => job === KNOWN)).to.deep.equal({
      what: "critical findings",
      job: KNOWN,
      findings: { glucose: 1, potassium: 1, sepsis: 1 },
      details: `s3://${OUTPUT}/analytics/${KNOWN}/alerts.ndjson`,
    });
    expect(world.heard.filter(({ job }) => job === KNOWN)).to.have.length(1);
    expect(rows(KNOWN, "alerts").map(({ name, patient: whose, at }) => [name, whose, at])).to.deep.equal([
      ["glucose", "h-0", "2026-02-27T06:00:00.000Z"],
      ["sepsis", "r-0", "2026-02-28T00:00:00.000Z"],
      ["potassium", "d-0", "2026-02-28T06:00:00.000Z"],
    ]);
  });

  describe("of a made-up population, held against its generator", () => {
    const asOf = dayOf("2026-01-01");
    const living = (): PatientRecord[] => world.records.filter(({ person }) => person.died === undefined);
    /** Age band and sex of each living patient with a code. */
    const cellsOf = (codes: (record: PatientRecord) => readonly string[]): Map<string, Map<string, number>> => {
      const byCode = new Map<string, Map<string, number>>();
      for (const record of living()) {
        const cell = `${bandOf(ageAt(record.person.born, asOf))} ${record.person.sex}`;
        for (const code of new Set(codes(record))) {
          const cells = byCode.get(code) ?? new Map<string, number>();
          byCode.set(code, cells.set(cell, (cells.get(cell) ?? 0) + 1));
        }
      }
      return byCode;
    };
    const conditions = ({ conditions: all }: PatientRecord): string[] =>
      all
        .filter(({ resolved }) => resolved === undefined)
        .flatMap(({ snomed, icd10 }) => [`snomed|${snomed.code}`, `icd10|${icd10.code}`]);
    const medications = ({ medications: all }: PatientRecord): string[] => all.map(({ code }) => `rxnorm|${code.code}`);

    for (const [by, codes] of [
      ["condition", conditions],
      ["medication", medications],
    ] as const) {
      it(`has every cohort by ${by}, and each number that may be told`, () => {
        const expected = cellsOf(codes);
        const told = grouped(
          rows(MADE, "cohorts").filter((row) => row["by"] === by),
          ({ code }) => code,
        );
        expect([...told.keys()].sort()).to.deep.equal([...expected.keys()].sort());
        for (const [code, cells] of expected) {
          const of = told.get(code) ?? [];
          expect(of.map((row) => `${String(row["ageBand"])} ${String(row["sex"])}`).sort(), code).to.deep.equal(
            [...cells.keys()].sort(),
          );
          const small = [...cells.values()].filter((count) => count < 11).length;
          // One cell more where a single small one could be worked out from the total.
          expect(of.filter((row) => row["patients"] === null).length, code).to.equal(
            small === 1 ? Math.min(2, cells.size) : small,
          );
          for (const row of of) {
            const count = cells.get(`${String(row["ageBand"])} ${String(row["sex"])}`) ?? 0;
            if (row["patients"] !== null) expect(row["patients"], code).to.equal(count).and.be.at.least(11);
          }
        }
        expect([...told.values()].flat().filter((row) => row["patients"] !== null)).to.not.be.empty;
      });
    }

    it("has the prevalence of every condition", () => {
      const [all, counts] = [living().length, cellsOf(conditions)];
      const told = rows(MADE, "population").filter(({ metric }) => metric === "prevalence");
      expect(told.map(({ code }) => code)).to.deep.equal([...counts.keys()].sort());
      for (const row of told) {
        const count = [...(counts.get(row.code)?.values() ?? [])].reduce((sum, one) => sum + one, 0);
        if (count < 11) expect(row, row.code).to.include({ numerator: null, rate: null, suppressed: true });
        else expect(row, row.code).to.deep.include(share(count, all));
      }
    });

    it("has the rate of encounters of all who were there, those who have died since too", () => {
      const year = 365.2425;
      const within = world.records.flatMap(({ encounters }) =>
        encounters.filter(({ day, minute }) => day + minute / 1440 > asOf - year),
      );
      const years = world.records.reduce(
        (sum, { person: { born, died = asOf } }) =>
          sum + Math.max(0, Math.min(died, asOf) - Math.max(born, asOf - year)) / year,
        0,
      );
      const told = rows(MADE, "population").filter(({ metric }) => metric === "encounter-rate");
      for (const [setting, kind] of [
        ["AMB", "ambulatory"],
        ["EMER", "emergency"],
        ["IMP", "inpatient"],
      ]) {
        const row = told.find((one) => one["setting"] === setting);
        const count = within.filter((encounter) => encounter.kind === kind).length;
        expect(row?.["patientYears"] as number, setting).to.be.closeTo(years, 0.01);
        expect(row?.["encounters"], setting).to.equal(count < 11 ? null : count);
        if (count >= 11)
          expect(row?.["perThousandPatientYears"] as number, setting).to.be.closeTo((count / years) * 1000, 0.1);
      }
      expect(told.some((row) => row["encounters"] !== null)).to.equal(true);
    });

    it("has no name, number or address of anybody in its files, its messages or its log", () => {
      const out = [...world.files].filter(([key]) => key.startsWith(`analytics/${MADE}/`) && !/alerts/.test(key));
      expect(out).to.have.length(4);
      const text = [...out.map(([, bytes]) => bytes.toString("utf8")), JSON.stringify(world.heard), world.said].join();
      for (const { person } of world.records) {
        for (const told of [person.id, person.mrn, person.ssn, person.email, person.phone])
          expect(text.includes(told)).to.equal(false);
      }
    });
  });

  it("writes each line as the schema beside it says", () => {
    for (const job of [KNOWN, MADE]) {
      const { $defs } = JSON.parse(world.files.get(`analytics/${job}/schema.json`)?.toString("utf8") ?? "{}") as {
        $defs: Record<string, object>;
      };
      const ajv = new Ajv2020({ strict: false, validateFormats: false });
      expect(Object.keys($defs).map((name) => `analytics/${job}/${name}`)).to.have.members(
        [...world.files.keys()].filter((key) => key.startsWith(`analytics/${job}/`) && key.endsWith(".ndjson")),
      );
      for (const [name, schema] of Object.entries($defs)) {
        const check = ajv.compile(schema);
        for (const row of rows(job, name.replace(".ndjson", "")))
          expect(check(row), `${name}: ${ajv.errorsText(check.errors)}`).to.equal(true);
      }
    }
  });
});

function grouped<T>(all: readonly T[], by: (one: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const one of all) groups.set(by(one), [...(groups.get(by(one)) ?? []), one]);
  return groups;
}

function bandOf(age: number): string {
  if (age < 18) return "0-17";
  if (age < 35) return "18-34";
  if (age < 50) return "35-49";
  if (age < 65) return "50-64";
  return age < 80 ? "65-79" : "80+";
}
