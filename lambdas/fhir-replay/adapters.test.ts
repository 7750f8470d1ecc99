import { expect } from "chai";
import { healthLakeClient } from "../healthlake/adapters";
import { s3Client } from "../s3/adapters";
import { withAws, type Answer } from "../testing/aws-server";
import { healthLakeImports, s3Journal } from "./adapters";
import { newestWhole } from "./core";
import type { Imports } from "./ports";

const json = (body: object): Answer => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const imports = (): Imports =>
  healthLakeImports(healthLakeClient(), { bucket: "journal", kmsKeyArn: "arn:key", dataAccessRoleArn: "arn:role" });

describe("newestWhole", () => {
  it("is the folder of the newest manifest: an export without one is not whole yet", () => {
    const at = (day: number): string => `2026-11-${day}T02:00:00.000Z`;
    expect(
      newestWhole([
        { key: "export/a/manifest.json", at: at(20) },
        { key: "export/b/manifest.json", at: at(21) },
        { key: "export/c/Patient-0.ndjson", at: at(22) },
      ]),
    ).to.equal("export/b/");
    expect(newestWhole([])).to.equal(undefined);
  });
});

describe("s3Journal", () => {
  it("looks below the exports alone", async () => {
    const { result, sent } = await withAws(
      () => ({
        headers: { "content-type": "application/xml" },
        body:
          "<ListBucketResult><IsTruncated>false</IsTruncated><Contents><Key>export/a/manifest.json</Key>" +
          "<LastModified>2026-11-22T02:00:00.000Z</LastModified></Contents></ListBucketResult>",
      }),
      () => s3Journal(s3Client(), "journal").newestExport(),
    );
    expect(result).to.equal("export/a/");
    expect(sent[0]?.query).to.include({ prefix: "export/" });
  });
});

describe("healthLakeImports", () => {
  it("starts a job whose log goes beside the exports, under the replicas' key", async () => {
    const { result, sent } = await withAws(
      () => json({ JobId: "job-1", JobStatus: "SUBMITTED" }),
      () => imports().start({ datastoreId: "d", folder: "export/a/", token: "12345678" }),
    );
    expect(result).to.equal("job-1");
    expect(JSON.parse(sent[0]?.body ?? "")).to.deep.equal({
      DatastoreId: "d",
      JobName: "replay-12345678",
      ClientToken: "12345678",
      DataAccessRoleArn: "arn:role",
      InputDataConfig: { S3Uri: "s3://journal/export/a/" },
      JobOutputDataConfig: { S3Configuration: { S3Uri: "s3://journal/replay-log/", KmsKeyId: "arn:key" } },
    });
  });

  const rows: [status: string, told: string][] = [
    ["IN_PROGRESS", "RUNNING"],
    ["COMPLETED", "COMPLETED"],
    ["COMPLETED_WITH_ERRORS", "FAILED"],
    ["FAILED", "FAILED"],
  ];
  for (const [JobStatus, told] of rows) {
    it(`tells of a job that is ${JobStatus}`, async () => {
      const of = { JobId: "j", JobStatus, SubmitTime: 1000, EndTime: 4600 };
      const { result } = await withAws(
        () => json({ ImportJobProperties: of }),
        () => imports().job("d", "j"),
      );
      expect(result.status).to.equal(told);
      if (told !== "RUNNING") expect(result.seconds).to.equal(3600);
    });
  }

  it("finds the newest job of a folder on whatever page, and none of another folder's or of the same token", async () => {
    const of = (folder: string, JobId: string, JobStatus: string, SubmitTime: number): object => ({
      JobId,
      JobStatus,
      SubmitTime,
      EndTime: SubmitTime + 60,
      JobName: `replay-${JobId}`,
      InputDataConfig: { S3Uri: `s3://journal/export/${folder}/` },
    });
    const pages: object[][] = [
      [of("b", "other", "COMPLETED", 4000), of("a", "first", "FAILED", 1000)],
      [of("a", "second", "COMPLETED", 2000), of("a", "12345678", "IN_PROGRESS", 3000)],
    ];
    const answer = (body: string): Answer => {
      const { NextToken } = JSON.parse(body) as { NextToken?: string };
      const ImportJobPropertiesList = pages[NextToken === undefined ? 0 : 1];
      return json({ ImportJobPropertiesList, ...(NextToken === undefined && { NextToken: "more" }) });
    };
    const asked = async (folder: string): Promise<unknown> => {
      const { result } = await withAws(
        ({ body }) => answer(body),
        () => imports().earlier({ datastoreId: "d", folder, token: "12345678" }),
      );
      return result;
    };
    expect(await asked("export/a/")).to.deep.equal({ jobId: "second", status: "COMPLETED", seconds: 60 });
    expect(await asked("export/c/")).to.equal(undefined);
  });

  it("knows how long the newest completed job took", async () => {
    const { result } = await withAws(
      () =>
        json({
          ImportJobPropertiesList: [
            { JobStatus: "COMPLETED", SubmitTime: 1000, EndTime: 1100 },
            { JobStatus: "COMPLETED", SubmitTime: 2000, EndTime: 2700 },
          ],
        }),
      () => imports().lastSeconds("d"),
    );
    expect(result).to.equal(700);
  });
});
