import { expect } from "chai";
import { s3Client } from "../s3/adapters";
import { withAws } from "../testing/aws-server";
import { s3Lineage } from "./adapters";
import { jobOfObject, lineageKey, lineageLine, runningCode, type LineageRecord } from "./record";

const STORE = "0123456789abcdef0123456789abcdef";
const JOB = "fedcba9876543210fedcba9876543210";
const record: LineageRecord = {
  kind: "import",
  jobId: JOB,
  step: "COMPLETED_WITH_ERRORS",
  at: "2026-03-01T00:00:00.000Z",
  datastoreId: STORE,
  inputs: [{ uri: "s3://in/fhir/files/a.ndjson", version: "v1" }],
  output: "s3://out/import-log/",
  code: "phiguard-dev-fhir-jobs:3",
  facts: { refused: 2 },
};

describe("lineage", () => {
  it("has one object a step, and the same bytes for the same step", () => {
    expect(lineageKey(record)).to.equal(`lineage/import/${JOB}/completed-with-errors.ndjson`);
    expect(lineageLine(record)).to.equal(lineageLine({ ...record }));
    expect(JSON.parse(lineageLine(record))).to.deep.equal(record);
    expect(lineageLine(record).split("\n")).to.have.length(2);
  });

  const objects: [string, ReturnType<typeof jobOfObject>][] = [
    [`export/${STORE}-FHIR_EXPORT-${JOB}/Patient/Patient-0.ndjson`, { kind: "export", jobId: JOB }],
    [`import-log/0a/${STORE}-FHIR_IMPORT-${JOB}/FAILURE/a.ndjson`, { kind: "import", jobId: JOB }],
    [`analytics/${JOB}/cohorts.ndjson`, { kind: "analytics", jobId: JOB }],
    [`fhir/converted/${JOB}${STORE}.ndjson`, { kind: "convert", jobId: JOB }],
    [`converted/unmapped/${JOB}${STORE}.ndjson`, { kind: "convert", jobId: JOB }],
    [`quarantine/${JOB}${STORE}/reasons.ndjson`, { kind: "convert", jobId: JOB }],
    ["export/manifest.json", undefined],
    ["fhir/files/a.ndjson", undefined],
  ];
  for (const [key, job] of objects) {
    it(`leads from ${key.replaceAll(STORE, "s").replaceAll(JOB, "j")} to ${job?.kind ?? "nothing"}`, () =>
      expect(jobOfObject(key)).to.deep.equal(job));
  }

  it("names the published version of the function", () => {
    expect(runningCode({ AWS_LAMBDA_FUNCTION_NAME: "f", AWS_LAMBDA_FUNCTION_VERSION: "7" })).to.equal("f:7");
  });

  it("is written with a checksum, and with metadata that lead back", async () => {
    const { sent } = await withAws(
      () => ({}),
      () => s3Lineage(s3Client(), "out").record(record),
    );
    expect(sent.map(({ method, path }) => [method, path])).to.deep.equal([
      ["PUT", `/out/lineage/import/${JOB}/completed-with-errors.ndjson`],
    ]);
    expect(sent[0]?.headers).to.include({ "x-amz-meta-job-id": JOB, "x-amz-meta-code": "phiguard-dev-fhir-jobs:3" });
    expect(sent[0]?.headers["x-amz-checksum-crc32"]).to.be.a("string");
  });
});
