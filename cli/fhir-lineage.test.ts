import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { expect } from "chai";
import { lineageKey, lineageLine, type LineageRecord } from "../lambdas/lineage/record";
import { withAws } from "../lambdas/testing/aws-server";
import { runCommand } from "./testing/run-command";

const JOB = "e".repeat(32);
const STORE = "5".repeat(32);
const FIGURE = `s3://out/analytics/${JOB}/quality.ndjson`;
const EXPORTED = `s3://out/export/${STORE}-FHIR_EXPORT-${JOB}/Patient/Patient-0.ndjson`;
const RECORDS: readonly LineageRecord[] = [
  {
    ...{ kind: "analytics", jobId: JOB, step: "COUNTED", at: "2026-03-05T00:00:00.000Z", datastoreId: STORE },
    ...{ inputs: [{ uri: EXPORTED, version: "v4" }], output: `s3://out/analytics/${JOB}/` },
    code: "phiguard-dev-fhir-analytics:9",
  },
  {
    ...{ kind: "export", jobId: JOB, step: "COMPLETED", at: "2026-03-04T00:00:00.000Z", datastoreId: STORE },
    ...{ inputs: [{ uri: `healthlake:${STORE}` }], output: "s3://out/export/", code: "phiguard-dev-fhir-jobs:3" },
  },
  {
    ...{ kind: "import", jobId: "a".repeat(32), step: "COMPLETED", at: "2026-03-03T00:00:00.000Z", datastoreId: STORE },
    ...{ inputs: [{ uri: "s3://in/fhir/files/a.ndjson", version: "v1" }], output: "s3://out/import-log/" },
    code: "phiguard-dev-fhir-jobs:3",
  },
];

describe("phiguard fhir lineage", () => {
  const folder = mkdtempSync(join(tmpdir(), "phiguard-lineage-"));
  before(() => {
    for (const record of RECORDS) {
      const file = join(folder, lineageKey(record));
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, lineageLine(record));
    }
  });
  after(() => rmSync(folder, { recursive: true }));
  const lineage = (...args: string[]) => runCommand("fhir", "lineage", ...args);

  it("tells of an object's jobs, their inputs and code, and what was put there by hand", async () => {
    const { out, code } = await lineage(FIGURE, "--from", folder);
    expect(code).to.equal(0);
    expect(out.split("\n")).to.deep.equal([
      FIGURE,
      `  analytics ${JOB}: COUNTED 2026-03-05T00:00:00.000Z, by phiguard-dev-fhir-analytics:9`,
      `    to   s3://out/analytics/${JOB}/`,
      `    from ${EXPORTED}, version v4`,
      `  export ${JOB}: COMPLETED 2026-03-04T00:00:00.000Z, by phiguard-dev-fhir-jobs:3`,
      "    to   s3://out/export/",
      `    from healthlake:${STORE}`,
      `  import ${"a".repeat(32)}: COMPLETED 2026-03-03T00:00:00.000Z, by phiguard-dev-fhir-jobs:3`,
      "    to   s3://out/import-log/",
      "    from s3://in/fhir/files/a.ndjson, version v1",
      "no job made these; they were put there:",
      "  s3://in/fhir/files/a.ndjson, version v1",
      "",
    ]);
  });

  it("tells the same of a job, by its id or as an object's metadata have it", async () => {
    const jobs = async (asked: string): Promise<unknown> =>
      (JSON.parse((await lineage(asked, "--from", folder, "--json")).out) as { jobs: { kind: string }[] }).jobs.map(
        ({ kind }) => kind,
      );
    expect(await jobs(`lineage/analytics/${JOB}/`)).to.deep.equal(["analytics", "export", "import"]);
    expect(await jobs("a".repeat(32))).to.deep.equal(["import"]);
    // The first of the kinds, in their order.
    expect(await jobs(JOB)).to.deep.equal(["export", "import"]);
  });

  it("tells what was made of an object", async () => {
    const { out } = await lineage("s3://in/fhir/files/a.ndjson", "--from", folder, "--onward", "--json");
    const { jobs } = JSON.parse(out) as { jobs: { kind: string; jobId: string }[] };
    expect(jobs.map(({ kind }) => kind)).to.deep.equal(["import", "export", "analytics"]);
    expect((await lineage("s3://in/fhir/files/b.ndjson", "--from", folder, "--onward")).out).to.contain(
      "no job has read it",
    );
  });

  it("says of an object that no job made that it was put there", async () => {
    const { out, code } = await lineage("s3://in/fhir/files/a.ndjson", "--from", folder);
    expect([out, code]).to.deep.equal([
      "s3://in/fhir/files/a.ndjson\nno job made these; they were put there:\n  s3://in/fhir/files/a.ndjson\n",
      0,
    ]);
  });

  it("ends with 1 where a job's record is missing, and names the job", async () => {
    const { out, code } = await lineage(FIGURE.replace(JOB, "f".repeat(32)), "--from", folder);
    expect(code).to.equal(1);
    expect(out).to.contain(`nothing is written down of these jobs:\n  analytics ${"f".repeat(32)}\n`);
  });

  it("reads a bucket, and of it what it needs", async () => {
    const byKey = new Map(RECORDS.map((record) => [lineageKey(record), lineageLine(record)]));
    const { result, sent } = await withAws(
      ({ path, query }) => {
        const prefix = query["prefix"];
        if (prefix === undefined) return { body: byKey.get(path.replace("/out/", "")) ?? "" };
        const keys = [...byKey.keys()].filter((key) => key.startsWith(prefix));
        const contents = keys.map((key) => `<Contents><Key>${key}</Key></Contents>`).join("");
        return { body: `<ListBucketResult><IsTruncated>false</IsTruncated>${contents}</ListBucketResult>` };
      },
      () => lineage(EXPORTED, "--from", "s3://out", "--region", "us-east-1", "--json"),
    );
    expect((JSON.parse(result.out) as { roots: unknown }).roots).to.deep.equal(RECORDS[2]?.inputs);
    expect(sent.map(({ query }) => query["prefix"]).filter(Boolean)).to.not.include(`lineage/analytics/${JOB}/`);
  });

  const wrong: [string, string[], RegExp][] = [
    ["a place that is none", [FIGURE, "--from", "/no/such/folder"], /--from takes a bucket/],
    ["a folder without records", [FIGURE, "--from", join(__dirname, "testing")], /holds no records/],
    ["a job that nobody knows", ["b".repeat(32), "--from", "FOLDER"], /No record in .* is of a job/],
    ["a bucket and no region", [FIGURE, "--from", "s3://out", "--region", "moon"], /No region is named/],
  ];
  for (const [what, args, message] of wrong)
    it(`refuses ${what}`, async () => {
      const { code, error } = await lineage(...args.map((arg) => (arg === "FOLDER" ? folder : arg)));
      expect(code).to.equal(1);
      expect(error).to.match(message);
    });

  it("says that a bucket can't be read, and nothing that it answered", async () => {
    const { result } = await withAws(
      () => ({ status: 403, body: "<Error><Code>AccessDenied</Code><Message>Jane Roe</Message></Error>" }),
      () => lineage(FIGURE, "--from", "s3://out", "--region", "us-east-1"),
    );
    expect(result.error)
      .to.match(/could not be read \(AccessDenied\)/)
      .and.not.match(/Jane/);
    expect(result.code).to.equal(1);
  });

  it("names the file and line of what is no record", async () => {
    const file = join(folder, "broken.ndjson");
    writeFileSync(file, "{}\n");
    const { error } = await lineage(FIGURE, "--from", folder);
    rmSync(file);
    expect(error).to.contain("broken.ndjson, line 1, is no record of lineage: kind");
  });
});
