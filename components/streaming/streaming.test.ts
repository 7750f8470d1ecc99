import { expect } from "chai";
import { ofType, only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { readerStatements } from "./reader-policy";
import { RecordStream, type RecordStreamArgs } from "./record-stream";
import { streamAlarms } from "./stream-alarms";

const args: RecordStreamArgs = {
  site: testSite(),
  tags: { t: "phi" },
  internalTags: { t: "internal" },
  role: "records",
  kmsKeyArn: "arn:key",
  shards: 2,
  retentionHours: 168,
  lagMinutes: 15,
  alarmTopicArn: "arn:topic",
};
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";

describe("RecordStream", () => {
  it("is encrypted, kept as long as asked, and counted by shard", async () => {
    const { inputs } = only(await plan(() => new RecordStream("s", args)), "aws:kinesis/stream:Stream");
    expect(inputs).to.deep.include({
      name: "phiguard-test-records",
      streamModeDetails: { streamMode: "PROVISIONED" },
      shardCount: 2,
      retentionPeriod: 168,
      encryptionType: "KMS",
      kmsKeyId: "arn:key",
      enforceConsumerDeletion: false,
      tags: { t: "phi" },
    });
    expect(inputs.shardLevelMetrics).to.include.members([
      "IteratorAgeMilliseconds",
      "WriteProvisionedThroughputExceeded",
    ]);
  });

  it("goes with its consumers where nothing is protected", async () => {
    const site = testSite({ deletionProtection: false });
    const planned = await plan(() => new RecordStream("s", { ...args, site }));
    expect(only(planned, "aws:kinesis/stream:Stream").inputs.enforceConsumerDeletion).to.equal(true);
  });

  it("has an ARN that is known before it is made", async () => {
    let arn: string | undefined;
    await plan(() => new RecordStream("s", args).namedArn.apply((value) => (arn = value)));
    expect(arn).to.equal("arn:aws:kinesis:us-east-1:123456789012:stream/phiguard-test-records");
  });

  it("has a consumer of its own only where one is asked for, and then watches that one", async () => {
    const lag = async (fanOutRole?: string): Promise<[number, object]> => {
      const planned = await plan(() => new RecordStream("s", { ...args, fanOutRole }));
      const alarm = ofType(planned, ALARM).find(({ name }) => name === "s-records-lag");
      return [ofType(planned, "aws:kinesis/streamConsumer:StreamConsumer").length, alarm?.inputs as object];
    };
    const [none, shared] = await lag();
    expect(none).to.equal(0);
    expect(shared).to.deep.include({
      metricName: "GetRecords.IteratorAgeMilliseconds",
      dimensions: { StreamName: "phiguard-test-records" },
      threshold: 900_000,
    });
    const [one, own] = await lag("reader");
    expect(one).to.equal(1);
    expect(own).to.deep.include({
      metricName: "SubscribeToShardEvent.MillisBehindLatest",
      dimensions: { StreamName: "phiguard-test-records", ConsumerName: "phiguard-test-reader" },
    });
  });

  it("tells people, in time to read what would be lost", async () => {
    const alarms = ofType(await plan(() => new RecordStream("s", args)), ALARM);
    expect(alarms.map(({ inputs }) => inputs.name)).to.have.members(
      ["lag", "loss-near", "write-refused", "read-refused"].map((what) => `phiguard-test-records-${what}`),
    );
    for (const { inputs } of alarms) {
      expect(inputs).to.deep.include({ alarmActions: ["arn:topic"], tags: { t: "internal" } });
    }
    const near = streamAlarms({ ...args, streamName: "s" }).find(({ role }) => role === "records-loss-near");
    expect(near?.threshold).to.equal((168 * 3_600_000) / 2);
  });

  const refused: [Partial<RecordStreamArgs>, string][] = [
    [{ shards: 1 }, 'RecordStream "s": shards must be a whole number in [2, 200]; got 1'],
    [{ shards: 201 }, "shards"],
    [{ retentionHours: 23 }, "retentionHours must be a whole number in [24, 8760]; got 23"],
    [{ retentionHours: 8761 }, "retentionHours"],
    [{ lagMinutes: 0 }, "lagMinutes must be a whole number in [1, 1440]; got 0"],
  ];
  for (const [change, message] of refused) {
    it(`refuses ${JSON.stringify(change)}`, async () => {
      expect(await refusal(() => new RecordStream("s", { ...args, ...change }))).to.contain(message);
    });
  }
});

describe("readerStatements", () => {
  const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
  const arn = "arn:aws:kinesis:us-east-1:123456789012:stream/s";

  it("reads one stream, and writes nothing", () => {
    expect(readerStatements(place, "s").map(({ Action, Resource }) => [Action, Resource])).to.deep.equal([
      [["kinesis:DescribeStreamSummary", "kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:ListShards"], arn],
    ]);
  });

  it("subscribes as one consumer of it", () => {
    const [, subscribes, ...more] = readerStatements(place, "s", "c");
    expect(more).to.be.empty;
    expect(subscribes).to.deep.include({
      Action: ["kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard"],
      Resource: `${arn}/consumer/c:*`,
    });
  });
});
