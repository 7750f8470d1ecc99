import { expect } from "chai";
import { healthLakeClient } from "../healthlake/adapters";
import type { LineageRecord } from "../lineage/record";
import { withAws } from "../testing/aws-server";
import { healthLakeExports } from "./adapters";
import { MalformedRequest } from "./core";
import { createHandler } from "./handler";

function world() {
  const tokens: string[] = [];
  const records: LineageRecord[] = [];
  const handler = createHandler({
    jobs: {
      start: async (token) => {
        tokens.push(token);
        return "job-1";
      },
    },
    lineage: { record: async (one) => void records.push(one) },
    clock: { now: () => "2026-03-01T00:00:00.000Z" },
    log: { info: () => undefined },
    outputBucket: "out",
    datastoreId: "store",
    code: "f:1",
  });
  return { handler, tokens, records };
}

describe("fhir-export", () => {
  it("gives the same request the same token, and another one another", async () => {
    const { handler, tokens, records } = world();
    const event = { requestId: "d32c5kddcf5bb8c3", reason: "schedule" };
    expect(await handler(event)).to.deep.equal({ jobId: "job-1", output: "s3://out/export/" });
    await handler(event);
    await handler({ requestId: "other", reason: "recovery" });
    expect(tokens[0]).to.equal(tokens[1]).and.not.equal(tokens[2]);
    expect(records.map(({ facts }) => facts?.["reason"])).to.deep.equal(["schedule", "schedule", "recovery"]);
  });

  for (const event of [undefined, {}, { requestId: "a b", reason: "demand" }, { requestId: "a", reason: "why" }]) {
    it(`refuses ${JSON.stringify(event)}`, async () => {
      const { handler, tokens } = world();
      const error = await handler(event).then(
        () => undefined,
        (refusal: unknown) => refusal,
      );
      expect(error).to.be.instanceOf(MalformedRequest);
      expect(tokens).to.be.empty;
    });
  }

  it("asks HealthLake for a whole export under the key", async () => {
    const place = { datastoreId: "s", dataAccessRoleArn: "arn:aws:iam::123456789012:role/r", kmsKeyArn: "arn:key" };
    const { sent } = await withAws(
      () => ({ body: JSON.stringify({ JobId: "j", JobStatus: "SUBMITTED" }) }),
      () => healthLakeExports(healthLakeClient(), place).start("t".repeat(64), "s3://out/export/"),
    );
    expect(sent[0]?.headers["x-amz-target"]).to.equal("HealthLake.StartFHIRExportJob");
    expect(JSON.parse(sent[0]?.body ?? "")).to.deep.include({
      DatastoreId: "s",
      OutputDataConfig: { S3Configuration: { S3Uri: "s3://out/export/", KmsKeyId: "arn:key" } },
    });
  });
});
