import { expect } from "chai";
import { withAws, type Answer } from "../testing/aws-server";
import { backupClient, backupRestores, dynamoDbClient, rdsClient, restoredStores } from "./adapters";
import type { Restores } from "./ports";

const json = (body: object): Answer => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const restores = (): Restores => backupRestores(backupClient("us-west-2"), backupClient("us-east-1"), "arn:role");

describe("backupRestores", () => {
  it("starts a restore with the role, under the same token each time", async () => {
    const { result, sent } = await withAws(
      () => json({ RestoreJobId: "job-1" }),
      () =>
        restores().start({ recoveryPointArn: "arn:p", type: "RDS", metadata: { MultiAZ: "false" }, token: "t-RDS" }),
    );
    expect(result).to.equal("job-1");
    expect(JSON.parse(sent[0]?.body ?? "")).to.deep.equal({
      RecoveryPointArn: "arn:p",
      ResourceType: "RDS",
      Metadata: { MultiAZ: "false" },
      IamRoleArn: "arn:role",
      IdempotencyToken: "t-RDS",
    });
  });

  const rows: [status: string, told: string][] = [
    ["PENDING", "RUNNING"],
    ["RUNNING", "RUNNING"],
    ["COMPLETED", "COMPLETED"],
    ["ABORTED", "FAILED"],
    ["FAILED", "FAILED"],
  ];
  for (const [Status, told] of rows) {
    it(`tells of a job that is ${Status}`, async () => {
      const { result } = await withAws(
        () => json({ Status, CreatedResourceArn: "arn:made", CreationDate: 1000, CompletionDate: 1900 }),
        () => restores().job("job-1"),
      );
      expect(result).to.deep.equal({ status: told, made: "arn:made", seconds: 900 });
    });
  }

  it("knows how long the last restore took in the home region, where AWS Backup tests them", async () => {
    const { result, sent } = await withAws(
      () =>
        json({
          RestoreJobs: [
            { CreationDate: 1000, CompletionDate: 1100 },
            { CreationDate: 5000, CompletionDate: 5600 },
            { CreationDate: 9000 },
          ],
        }),
      () => restores().lastSeconds("RDS"),
    );
    expect(result).to.equal(600);
    expect(sent[0]?.query).to.include({ resourceType: "RDS", status: "COMPLETED" });
    expect(sent[0]?.headers["authorization"]).to.contain("/us-east-1/backup/");
  });

  it("knows no time where nothing was ever restored", async () => {
    const { result } = await withAws(
      () => json({ RestoreJobs: [] }),
      () => restores().lastSeconds("DynamoDB"),
    );
    expect(result).to.equal(undefined);
  });

  it("lists the newest backup of what it can restore", async () => {
    const point = (name: string, ResourceType: string, CreationDate: number): object => ({
      RecoveryPointArn: `arn:p:${name}`,
      ResourceArn: "arn:db",
      ResourceType,
      CreationDate,
      Status: "COMPLETED",
    });
    const { result } = await withAws(
      () => json({ RecoveryPoints: [point("old", "RDS", 10), point("new", "RDS", 20), point("other", "EFS", 30)] }),
      () => restores().newest("v"),
    );
    expect(result.map(({ arn }) => arn)).to.deep.equal(["arn:p:new"]);
  });
});

describe("restoredStores", () => {
  it("removes a database with its backups, without a last snapshot", async () => {
    const { sent } = await withAws(
      () => ({ headers: { "content-type": "text/xml" }, body: "<DeleteDBInstanceResponse/>" }),
      () =>
        restoredStores(rdsClient(), dynamoDbClient()).remove("arn:aws:rds:us-west-2:123456789012:db:ours-drill-1-rds"),
    );
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).to.include({
      Action: "DeleteDBInstance",
      DBInstanceIdentifier: "ours-drill-1-rds",
      SkipFinalSnapshot: "true",
      DeleteAutomatedBackups: "true",
    });
  });

  it("takes a table that is gone for removed", async () => {
    const { sent } = await withAws(
      () => ({
        status: 400,
        headers: { "content-type": "application/x-amz-json-1.0" },
        body: JSON.stringify({ __type: "com.amazonaws.dynamodb.v20120810#ResourceNotFoundException" }),
      }),
      () =>
        restoredStores(rdsClient(), dynamoDbClient()).remove(
          "arn:aws:dynamodb:us-west-2:123456789012:table/ours-drill-1",
        ),
    );
    expect(JSON.parse(sent[0]?.body ?? "")).to.deep.equal({ TableName: "ours-drill-1" });
  });
});
