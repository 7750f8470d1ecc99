import { expect } from "chai";
import { s3Client } from "../s3/adapters";
import { withAws } from "../testing/aws-server";
import { s3Quarantine } from "./adapters";
import type { QuarantineEvent } from "./contract";
import { reasonFor, recordOf, type Reason } from "./core";
import { createHandler } from "./handler";

const event: QuarantineEvent = {
  tenant: "north",
  key: "north/incoming/b-1/_READY",
  kmsKeyArn: "arn:key",
  upload: "version-1",
};

describe("image-quarantine", () => {
  const rows: [string, Partial<QuarantineEvent>, Reason][] = [
    ["the check refused the batch", { error: { Error: "RefusedBatch", Cause: "Jane Roe" } }, "batch-refused"],
    ["a step took too long", { error: { Error: "States.Timeout" } }, "import-took-too-long"],
    ["a step failed", { error: { Error: "AccessDenied" } }, "processing-failed"],
    ["no file was good", { accepted: 0, refused: 3 }, "no-file-accepted"],
    ["the job failed", { accepted: 1, job: { jobId: "j", status: "FAILED" } }, "import-failed"],
    ["files were left out", { job: { jobId: "j", status: "COMPLETED_WITH_ERRORS" } }, "import-left-files-out"],
    ["the job still runs", { job: { jobId: "j", status: "RUNNING" } }, "import-took-too-long"],
    ["nobody knows", {}, "processing-failed"],
  ];
  for (const [name, changes, reason] of rows) {
    it(`says ${reason} where ${name}`, () => expect(reasonFor({ ...event, ...changes })).to.equal(reason));
  }

  it("keeps the error's name, never its text", () => {
    const error = { Error: "AccessDenied", Cause: "Jane Roe" };
    const record = recordOf({ ...event, error }, "b-1", "processing-failed");
    expect(record).to.contain("AccessDenied").and.not.contain("Jane");
  });

  it("writes one record an upload, the same each time, under the tenant's key", async () => {
    const { sent } = await withAws(
      () => ({}),
      async () => {
        const handler = createHandler({ quarantine: s3Quarantine(s3Client(), "bad"), log: { warn: () => undefined } });
        await handler(event);
        await handler(event);
      },
    );
    expect(new Set(sent.map(({ path }) => path))).to.deep.equal(
      new Set(["/bad/north/refused/b-1/version-1-reason.json"]),
    );
    expect(new Set(sent.map(({ body }) => body)).size).to.equal(1);
    expect(sent[0]?.headers).to.include({
      "x-amz-server-side-encryption": "aws:kms",
      "x-amz-server-side-encryption-aws-kms-key-id": "arn:key",
    });
  });
});
