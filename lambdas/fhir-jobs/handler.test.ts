import { expect } from "chai";
import { healthLakeClient } from "../healthlake/adapters";
import type { LineageRecord } from "../lineage/record";
import type { Figures } from "../metrics/embedded";
import { withAws } from "../testing/aws-server";
import { healthLakeJobs } from "./adapters";
import { JOB_EVENT_TYPES } from "./contract";
import { leftToDo, stepOf, type JobState, type JobStep } from "./core";
import { createHandler } from "./handler";

const STORE = "0123456789abcdef0123456789abcdef";
const JOB = "fedcba9876543210fedcba9876543210";
const event = (type: string): object => ({
  source: "aws.healthlake",
  "detail-type": type,
  time: "2026-03-01T00:00:00Z",
  detail: { jobId: JOB, datastoreId: STORE, submitTime: "2026-02-28T23:00:00.000Z" },
});
const step: JobStep = {
  kind: "import",
  jobId: JOB,
  datastoreId: STORE,
  step: "COMPLETED_WITH_ERRORS",
  at: "2026-03-01T00:00:00.000Z",
};
const state: JobState = {
  input: "s3://in/fhir/files/a.ndjson",
  output: "s3://out/import-log/",
  submittedAt: "2026-02-28T23:00:00.000Z",
  endedAt: "2026-03-01T00:00:00.000Z",
  importedResources: 7,
  refusedResources: 2,
};

function world(described: JobState | undefined = state, failing = false) {
  const records: LineageRecord[] = [];
  const figures: Figures[] = [];
  const handler = createHandler({
    jobs: { describe: async () => described },
    lineage: {
      record: async (one) => {
        if (failing) throw new Error("S3 is away");
        records.push(one);
      },
    },
    metrics: { put: (one) => void figures.push(one) },
    log: { info: () => undefined, warn: () => undefined },
    datastoreId: STORE,
    environment: "dev",
    code: "f:1",
  });
  return { handler, records, figures };
}

describe("fhir-jobs", () => {
  for (const type of JOB_EVENT_TYPES) {
    it(`keeps "${type}"`, async () => {
      const { handler, records, figures } = world();
      expect(await handler(event(type))).to.deep.equal({ kept: true });
      expect(records[0]?.kind).to.equal(type.startsWith("Import") ? "import" : "export");
      expect(Object.keys(figures[0]?.metrics ?? {})[0]).to.equal(`Jobs${type.split(" Job ")[1]?.replaceAll(" ", "")}`);
    });
  }

  it("writes an earlier step down the same when it is told late", async () => {
    const early = world({ input: "s3://in/a", output: "s3://out/b/" });
    await early.handler(event("Import Job Submitted"));
    const late = world({ input: "s3://in/a", output: "s3://out/b/", importedResources: 7, refusedResources: 2 });
    await late.handler(event("Import Job Submitted"));
    expect(late.records).to.deep.equal(early.records);
  });

  it("counts duration and resources at the end alone", async () => {
    const { handler, figures } = world();
    await handler(event("Import Job In Progress"));
    await handler(event("Import Job Completed With Errors"));
    expect(figures.map(({ metrics }) => metrics)).to.deep.equal([
      { JobsInProgress: [1, "Count"] },
      {
        JobsCompletedWithErrors: [1, "Count"],
        JobDuration: [3600, "Seconds"],
        ResourcesImported: [7, "Count"],
        ResourcesRefused: [2, "Count"],
      },
    ]);
  });

  it("counts nothing where the record was not written, as the event comes again", async () => {
    const { handler, figures } = world(state, true);
    await handler(event("Import Job Failed")).catch(() => undefined);
    expect(figures).to.be.empty;
  });

  const kept: [string, unknown, JobState | undefined][] = [
    ["no event", undefined, state],
    ["another type", event("Data Store Active"), state],
    ["another store's", { ...event("Import Job Failed"), detail: { jobId: JOB, datastoreId: "f".repeat(32) } }, state],
  ];
  for (const [name, input, described] of kept) {
    it(`lets go of ${name}`, async () => {
      const { handler, records } = world(described);
      expect(await handler(input)).to.deep.equal({ kept: false });
      expect(records).to.be.empty;
    });
  }

  it("lets go of a job that HealthLake does not know", async () => {
    const handler = createHandler({
      jobs: { describe: async () => undefined },
      lineage: { record: async () => undefined },
      metrics: { put: () => undefined },
      log: { info: () => undefined, warn: () => undefined },
      datastoreId: STORE,
      environment: "dev",
      code: "f:1",
    });
    expect(await handler(event("Import Job Failed"))).to.deep.equal({ kept: false });
  });

  const todo: [string, JobState, string][] = [
    ["COMPLETED", {}, "nothing"],
    ["COMPLETED", { refusedResources: 1 }, "mend-input"],
    ["COMPLETED_WITH_ERRORS", {}, "mend-input"],
    ["FAILED", {}, "look"],
    ["IN_PROGRESS", {}, "nothing"],
    ["SUBMITTED", { refusedResources: 1 }, "nothing"],
  ];
  for (const [name, of, left] of todo) {
    it(`leaves ${left} after ${name} with ${of.refusedResources ?? 0} refused`, () =>
      expect(leftToDo({ ...step, step: name }, of)).to.equal(left));
  }

  it("reads ids of HealthLake's form alone", () => {
    expect(stepOf({ ...event("Import Job Failed"), detail: { jobId: "Jane Roe", datastoreId: STORE } })).to.deep.equal({
      unreadable: "detail.jobId",
    });
  });

  it("asks HealthLake for counts, and leaves its message out", async () => {
    const answer = {
      ImportJobProperties: {
        JobId: JOB,
        JobStatus: "COMPLETED_WITH_ERRORS",
        SubmitTime: 1772319600,
        EndTime: 1772323200,
        DatastoreId: STORE,
        InputDataConfig: { S3Uri: "s3://in/a" },
        JobOutputDataConfig: { S3Configuration: { S3Uri: "s3://out/b/", KmsKeyId: "k" } },
        JobProgressReport: { TotalNumberOfResourcesImported: 7, TotalNumberOfResourcesWithCustomerError: 2 },
        Message: "line 4: Jane Roe",
      },
    };
    const { result, sent } = await withAws(
      () => ({ body: JSON.stringify(answer) }),
      () => healthLakeJobs(healthLakeClient()).describe(step),
    );
    expect(sent[0]?.headers["x-amz-target"]).to.equal("HealthLake.DescribeFHIRImportJob");
    expect(result).to.deep.equal({
      input: "s3://in/a",
      output: "s3://out/b/",
      submittedAt: "2026-02-28T23:00:00.000Z",
      endedAt: "2026-03-01T00:00:00.000Z",
      importedResources: 7,
      refusedResources: 2,
    });
  });

  it("knows a job that is not there from other failures", async () => {
    const answer = { __type: "com.amazonaws.healthlake#ResourceNotFoundException", Message: "no" };
    const { result } = await withAws(
      () => ({ status: 400, body: JSON.stringify(answer) }),
      () => healthLakeJobs(healthLakeClient()).describe({ ...step, kind: "export" }),
    );
    expect(result).to.equal(undefined);
  });
});
