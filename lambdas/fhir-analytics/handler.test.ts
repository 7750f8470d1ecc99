import Ajv2020 from "ajv/dist/2020";
import { expect } from "chai";
import type { LineageRecord } from "../lineage/record";
import { condition, LOINC, patient, result, SNOMED } from "../population/testing/resources";
import { healthLakeClient } from "../healthlake/adapters";
import { s3Client } from "../s3/adapters";
import { withAws } from "../testing/aws-server";
import { healthLakeExports, s3Files, snsAlerts, snsClient } from "./adapters";
import type { AlertMessage } from "./contract";
import { AnalysisRefused, exportPrefix, MOST_BYTES } from "./core";
import { createHandler } from "./handler";

const STORE = "0123456789abcdef0123456789abcdef";
const JOB = "fedcba9876543210fedcba9876543210";
const FOLDER = `export/${STORE}-FHIR_EXPORT-${JOB}/`;
const event = { "detail-type": "Export Job Completed", detail: { jobId: JOB, datastoreId: STORE } };

const resources = [
  ...Array.from({ length: 12 }, (_, at) => patient(`p${at}`, "1980-01-01")),
  ...Array.from({ length: 12 }, (_, at) => condition(`p${at}`, [SNOMED, "44054006"])),
  result("p0", [LOINC, "2823-3"], "2026-02-28T12:00:00Z", 7, "mmol/L"),
];
const text = `${resources.map((one) => JSON.stringify(one)).join("\n")}\n{"cut\n`;

function world(content = text, sizeBytes = 100) {
  const written = new Map<string, { text: string; metadata: Readonly<Record<string, string>> }>();
  const told: AlertMessage[] = [];
  const records: LineageRecord[] = [];
  const said: unknown[] = [];
  const handler = createHandler({
    exports: { describe: async () => ({ submittedAt: "2026-03-01T00:00:00.000Z", output: "s3://out/export/" }) },
    files: {
      list: async (prefix) =>
        prefix.startsWith("lineage/")
          ? records.map(() => ({ key: prefix, sizeBytes: 1 }))
          : [
              { key: `${FOLDER}manifest.json`, sizeBytes: 1 },
              { key: `${FOLDER}Patient/1.ndjson`, sizeBytes },
            ],
      lines: async (_, each) => {
        content.split("\n").forEach(each);
        return "v1";
      },
      write: async (key, body, __, metadata) => void written.set(key, { text: body, metadata }),
    },
    alerts: { tell: async (message) => void told.push(message) },
    lineage: { record: async (record) => void records.push(record) },
    log: { info: (...words) => said.push(words) },
    bucket: "out",
    datastoreId: STORE,
    code: "f:7",
  });
  return { handler, written, told, records, said };
}

describe("fhir-analytics", () => {
  it("writes files that are as their schemas say, traceable by their metadata", async () => {
    const { handler, written, records } = world();
    expect(await handler(event)).to.include({ kind: "done", lines: 26, malformed: 1 });
    const { $defs } = JSON.parse(written.get(`analytics/${JOB}/schema.json`)?.text ?? "") as {
      $defs: Record<string, object>;
    };
    const ajv = new Ajv2020({ strict: false });
    expect(Object.keys($defs)).to.have.length(4);
    for (const [name, schema] of Object.entries($defs)) {
      const file = written.get(`analytics/${JOB}/${name}`);
      expect(file?.metadata, name).to.include({ "job-id": JOB, code: "f:7", lineage: `lineage/analytics/${JOB}/` });
      const rows = (file?.text ?? "").split("\n").filter((line) => line !== "");
      expect(rows, name).to.not.be.empty;
      const check = ajv.compile(schema);
      for (const row of rows) expect(check(JSON.parse(row)), `${name}: ${ajv.errorsText(check.errors)}`).to.equal(true);
    }
    expect(records[0]).to.deep.include({
      kind: "analytics",
      step: "COMPLETED",
      inputs: [{ uri: `s3://out/${FOLDER}Patient/1.ndjson`, version: "v1" }],
      code: "f:7",
    });
  });

  it("tells of critical findings without naming anybody", async () => {
    const { handler, told, said } = world();
    await handler(event);
    expect(told).to.deep.equal([
      {
        what: "critical findings",
        job: JOB,
        findings: { potassium: 1 },
        details: `s3://out/analytics/${JOB}/alerts.ndjson`,
      },
    ]);
    expect(JSON.stringify([told, said])).to.not.match(/p0|Patient\//);
  });

  it("does nothing when it runs again, and tells nothing twice", async () => {
    const { handler, told } = world();
    await handler(event);
    expect(await handler(event)).to.deep.equal({ kind: "nothing", reason: "done-before" });
    expect(told).to.have.length(1);
  });

  it("leaves another store's export alone", async () => {
    const { handler, written } = world();
    const other = { ...event, detail: { ...event.detail, datastoreId: "f".repeat(32) } };
    expect(await handler(other)).to.deep.equal({ kind: "nothing", reason: "another-store" });
    expect(written.size).to.equal(0);
  });

  it("refuses what it can't read, and an export that is too large for it", async () => {
    const refusal = async (work: Promise<unknown>): Promise<unknown> => work.catch((error: unknown) => error);
    expect(await refusal(world().handler({}))).to.be.instanceOf(AnalysisRefused);
    expect(await refusal(world(text, MOST_BYTES + 1).handler(event))).to.be.instanceOf(AnalysisRefused);
    expect(() => exportPrefix({ jobId: JOB, datastoreId: STORE }, "s3://other/export/", "out")).to.throw(
      AnalysisRefused,
    );
  });

  it("finds the export's folder whether HealthLake names it or the one above", () => {
    for (const output of [
      "s3://out/export/",
      "s3://out/export",
      `s3://out/${FOLDER}`,
      `s3://out/${FOLDER.slice(0, -1)}`,
    ]) {
      expect(exportPrefix({ jobId: JOB, datastoreId: STORE }, output, "out")).to.equal(FOLDER);
    }
  });

  it("reads lines as they come, asks HealthLake and tells SNS by their own wire formats", async () => {
    const { result: read, sent } = await withAws(
      ({ method, headers, path }) => {
        if (headers["x-amz-target"] !== undefined) {
          const ExportJobProperties = {
            JobId: JOB,
            JobStatus: "COMPLETED",
            SubmitTime: 1772323200,
            DatastoreId: STORE,
            OutputDataConfig: { S3Configuration: { S3Uri: "s3://out/export/", KmsKeyId: "k" } },
          };
          return { body: JSON.stringify({ ExportJobProperties }) };
        }
        if (method === "GET") return { headers: { "x-amz-version-id": "v3" }, body: "one\r\ntwo\nthree" };
        return path === "/"
          ? { body: "<PublishResponse><PublishResult><MessageId>m</MessageId></PublishResult></PublishResponse>" }
          : {};
      },
      async () => {
        const lines: string[] = [];
        const files = s3Files(s3Client(), "out");
        const version = await files.lines("k", (line) => lines.push(line));
        await files.write("analytics/j/a.ndjson", "{}\n", "application/x-ndjson", { code: "f:1" });
        const job = await healthLakeExports(healthLakeClient()).describe({ jobId: JOB, datastoreId: STORE });
        const message: AlertMessage = {
          what: "critical findings",
          job: JOB,
          findings: { sepsis: 1 },
          details: "s3://o/k",
        };
        await snsAlerts(snsClient(), "arn:aws:sns:us-east-1:123456789012:t").tell(message);
        return { lines, version, job };
      },
    );
    expect(read).to.deep.equal({
      lines: ["one", "two", "three"],
      version: "v3",
      job: { submittedAt: "2026-03-01T00:00:00.000Z", output: "s3://out/export/" },
    });
    expect(sent.find(({ method }) => method === "PUT")?.headers["x-amz-meta-code"]).to.equal("f:1");
    expect(new URLSearchParams(sent.at(-1)?.body).get("Action")).to.equal("Publish");
  });
});
