import { expect } from "chai";
import type { Resource } from "../../resource";
import { StackIndex } from "../../stack-index";
import { DEFAULT_SETTINGS } from "../../settings";
import type { PropertyObject } from "../../value";
import { drawn, PhiFlow } from "./phi-flow";
import { made, policy, reader, readsIntake, role, rolePolicy, writesClean } from "./testing/flow-samples";

const BUCKET = "aws:s3/bucket:Bucket";
const TABLE = "aws:dynamodb/table:Table";
const QUEUE = "aws:sqs/queue:Queue";
const STREAM = "aws:kinesis/stream:Stream";
const FIREHOSE = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
const phi = { DataClassification: "phi" };
const internal = { DataClassification: "internal" };

describe("the flow of patient data", () => {
  const declared = made(BUCKET, "intake", { bucket: "intake", tags: phi });
  const stated = made(BUCKET, "clean", { bucket: "clean", tags: internal });

  function carried(subject: string, ...resources: readonly Resource[]): string {
    const index = new StackIndex(resources);
    const flow = PhiFlow.of({ index, settings: DEFAULT_SETTINGS });
    const resource = resources.find(({ name }) => name === subject) as Resource;
    return `${String(flow.carries(resource).truth)} ${flow.path(resource)}`;
  }

  const stream = made(STREAM, "s", { tags: internal });
  const fed = made(FIREHOSE, "d", {}, { kinesisSourceConfiguration: "s", extendedS3Configuration: "clean" });
  const changes = made(
    "aws:dynamodb/kinesisStreamingDestination:KinesisStreamingDestination",
    "k",
    {},
    { tableName: "t", streamArn: "s" },
  );
  const table = made(TABLE, "t", { tags: phi });

  it("goes on through what is tagged as something else and hands it on as it came", () => {
    expect(carried("clean", table, changes, stream, fed, stated)).to.equal(
      'true Table "t" → KinesisStreamingDestination "k" → Stream "s" → FirehoseDeliveryStream "d" → Bucket "clean"',
    );
  });

  for (const [name, block, truth] of [
    ["a delivery stream that transforms", { processingConfiguration: { enabled: true } }, "false"],
    ["a delivery stream that transforms, as YAML writes it", { processingConfiguration: { enabled: "true" } }, "false"],
    ["a delivery stream that may transform", { processingConfiguration: { enabled: false } }, "true"],
  ] as const) {
    it(`${name} ${truth === "true" ? "hands it on" : "may take it out"}`, () => {
      const working = made(
        FIREHOSE,
        "d",
        { extendedS3Configuration: block },
        { kinesisSourceConfiguration: "s", extendedS3Configuration: "clean" },
      );
      expect(carried("clean", table, changes, stream, working, stated).split(" ")[0]).to.equal(truth);
    });
  }

  it("a pipe that enriches may take it out, one that does not hands it on", () => {
    const pipe = (inputs: PropertyObject): Resource =>
      made("aws:pipes/pipe:Pipe", "p", inputs, { source: "t", target: "s" });
    expect(
      carried("s", table, pipe({ enrichment: "arn:aws:lambda:us-east-1:111122223333:function:f" }), stream),
    ).to.match(/^false/);
    expect(carried("s", table, pipe({ enrichment: "" }), stream)).to.match(/^true/);
  });

  it("code may take it out, where what it writes to says so", () => {
    const writes = rolePolicy(policy(readsIntake, writesClean));
    expect(carried("clean", declared, stated, role(), reader, writes)).to.equal('false Bucket "clean"');
    expect(carried("clean", declared, made(BUCKET, "clean", { bucket: "clean" }), role(), reader, writes)).to.equal(
      'true Bucket "intake" → Function "f" → Bucket "clean"',
    );
  });

  it("starts at a health store that says nothing of itself", () => {
    const pipe = made("aws:pipes/pipe:Pipe", "p", { tags: internal }, { source: "h" });
    for (const [type, typeName] of [
      ["aws-native:healthlake:FhirDatastore", undefined],
      ["aws-native:healthimaging:Datastore", undefined],
      ["aws:cloudcontrol/resource:Resource", "AWS::HealthLake::FHIRDatastore"],
    ] as const)
      expect(carried("p", made(type, "h", { typeName }), pipe), type).to.match(/^true .* → Pipe "p"$/);
    expect(
      carried("p", made("aws:cloudcontrol/resource:Resource", "h", { typeName: "AWS::SQS::Queue" }), pipe),
    ).to.match(/^false/);
    expect(carried("p", made("aws-native:healthlake:FhirDatastore", "h", { tags: internal }), pipe)).to.match(/^false/);
  });

  it("ends in a ring of queues that say nothing of themselves", () => {
    const ring = ["a", "b", "c"].map((name, at, all) =>
      made(QUEUE, name, {}, { redrivePolicy: all[(at + 1) % 3] as string }),
    );
    expect(carried("a", ...ring)).to.equal('true Queue "a"');
    const [first, ...rest] = ring as [Resource, ...Resource[]];
    expect(carried("b", { ...first, inputs: { ...first.inputs, tags: phi } }, ...rest)).to.equal(
      'true Queue "a" → Queue "b"',
    );
  });

  it("a store's own word counts before its sources", () => {
    const replication = made(
      "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
      "r",
      {},
      { bucket: "clean", rules: "copy" },
    );
    expect(carried("copy", stated, replication, made(BUCKET, "copy"))).to.match(/^true/);
    expect(carried("r", stated, replication, made(BUCKET, "copy"))).to.match(/^false/);
  });

  it("an undeclared queue is what it is fed with, one that says more is not", () => {
    const notification = made(
      "aws:s3/bucketNotification:BucketNotification",
      "n",
      {},
      { bucket: "clean", queues: "q" },
    );
    expect(carried("q", stated, notification, made(QUEUE, "q"))).to.match(/^false/);
    expect(carried("q", stated, notification, made(QUEUE, "q", { tags: { DataClassification: "audit" } }))).to.match(
      /^true/,
    );
  });

  for (const type of [
    "aws:sqs/queue:Queue",
    "aws:sns/topic:Topic",
    "aws:kinesis/stream:Stream",
    "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
    "aws:msk/cluster:Cluster",
    "aws:msk/serverlessCluster:ServerlessCluster",
    "aws:mq/broker:Broker",
    "aws:cloudwatch/eventBus:EventBus",
  ])
    it(`an undeclared ${type} is what a pipe feeds it with`, () => {
      const pipe = made("aws:pipes/pipe:Pipe", "p", {}, { source: "clean", target: "z" });
      expect(carried("z", stated, pipe, made(type, "z"))).to.match(/^false/);
    });

  it("an undeclared function may get patient data from elsewhere too", () => {
    const pipe = made("aws:pipes/pipe:Pipe", "p", {}, { source: "clean", target: "f" });
    expect(carried("f", stated, pipe, made("aws:lambda/function:Function", "f"))).to.equal('true Function "f"');
  });

  it("is worked out once for the same tag keys", () => {
    const index = new StackIndex([declared]);
    const settings = { ...DEFAULT_SETTINGS };
    expect(PhiFlow.of({ index, settings })).to.equal(PhiFlow.of({ index, settings: { ...settings } }));
    expect(PhiFlow.of({ index, settings })).not.to.equal(
      PhiFlow.of({ index, settings: { ...settings, classificationTags: ["sensitivity"] } }),
    );
  });

  it("is drawn by types and names", () => {
    expect(drawn(declared, stated)).to.equal('Bucket "intake" → Bucket "clean"');
  });
});
