import { expect } from "chai";
import { withAws, type Answer, type Sent } from "../testing/aws-server";
import {
  backupClient,
  backupVault,
  cloudWatchClient,
  cloudWatchLags,
  dynamoDbClient,
  dynamoDbTables,
} from "./adapters";

const json = (body: object): Answer => ({
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body),
});
const operation = ({ headers }: Sent): string => headers["x-amz-target"]?.split(".")[1] ?? "";

describe("cloudWatchLags", () => {
  const metric = (bucket: string): object => ({
    Namespace: "AWS/S3",
    MetricName: "ReplicationLatency",
    Dimensions: [
      { Name: "SourceBucket", Value: "home" },
      { Name: "DestinationBucket", Value: bucket },
      { Name: "RuleId", Value: "all-versions" },
    ],
  });
  const answer = (sent: Sent): Answer =>
    operation(sent) === "ListMetrics"
      ? json({ Metrics: [metric("ours-a"), metric("theirs"), metric("ours-b")] })
      : json({
          MetricDataResults: [
            { Id: "m0", Values: [3, 12, 7] },
            { Id: "m1", Values: [] },
          ],
        });

  it("takes the greatest of the last half hour for each of ours, and no figure where there is none", async () => {
    const { result, sent } = await withAws(answer, () =>
      cloudWatchLags(cloudWatchClient(), cloudWatchClient("us-west-2")).buckets("ours-"),
    );
    expect(result).to.deep.equal([
      { name: "ours-a", seconds: 12 },
      { name: "ours-b", seconds: undefined },
    ]);
    const asked = JSON.parse(sent[1]?.body ?? "") as { MetricDataQueries: { MetricStat: object }[] };
    expect(asked.MetricDataQueries.map(({ MetricStat }) => MetricStat)).to.deep.equal(
      ["ours-a", "ours-b"].map((bucket) => ({ Metric: metric(bucket), Period: 300, Stat: "Maximum" })),
    );
  });

  it("asks the home region for the age of records, which is told in milliseconds", async () => {
    const stream = { Namespace: "AWS/Kinesis", Dimensions: [{ Name: "StreamName", Value: "ours-records" }] };
    const { result, sent } = await withAws(
      (of) =>
        operation(of) === "ListMetrics"
          ? json({ Metrics: [stream] })
          : json({ MetricDataResults: [{ Id: "m0", Values: [4500] }] }),
      () => cloudWatchLags(cloudWatchClient("us-west-2"), cloudWatchClient("us-east-1")).streams("ours-"),
    );
    expect(result).to.deep.equal([{ name: "ours-records", seconds: 4.5 }]);
    for (const { headers } of sent) expect(headers["authorization"]).to.contain("/us-east-1/monitoring/");
  });
});

describe("dynamoDbTables", () => {
  it("tells the newest second that each of ours can be restored to", async () => {
    const { result } = await withAws(
      (sent) =>
        operation(sent) === "ListTables"
          ? json({ TableNames: ["ours-consents", "theirs"] })
          : json({
              ContinuousBackupsDescription: {
                ContinuousBackupsStatus: "ENABLED",
                PointInTimeRecoveryDescription: { LatestRestorableDateTime: 1_795_334_400 },
              },
            }),
      () => dynamoDbTables(dynamoDbClient()).restorable("ours-"),
    );
    expect(result).to.deep.equal([{ name: "ours-consents", at: new Date(1_795_334_400_000).toISOString() }]);
  });
});

describe("backupVault", () => {
  it("finds the newest whole backup of each resource, on every page", async () => {
    const backup = (ResourceArn: string, CreationDate: number, Status = "COMPLETED"): object => ({
      ResourceArn,
      CreationDate,
      Status,
    });
    const { result, sent } = await withAws(
      ({ query }) =>
        query["nextToken"] === undefined
          ? json({ NextToken: "more", RecoveryPoints: [backup("arn:a", 1000), backup("arn:a", 3000, "PARTIAL")] })
          : json({ RecoveryPoints: [backup("arn:a", 2000), backup("arn:b", 1500)] }),
      () => backupVault(backupClient()).newest("v"),
    );
    expect(result).to.deep.equal([
      { subject: "arn:a", at: new Date(2_000_000).toISOString() },
      { subject: "arn:b", at: new Date(1_500_000).toISOString() },
    ]);
    expect(sent[0]?.path).to.equal("/backup-vaults/v/recovery-points");
  });
});
