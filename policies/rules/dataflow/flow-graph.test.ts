import { expect } from "chai";
import { regionOf } from "../../classification";
import type { Resource } from "../../resource";
import { StackIndex } from "../../stack-index";
import type { PropertyObject } from "../../value";
import { FlowGraph } from "./flow-graph";
import { clean, edges, intake, made } from "./testing/flow-samples";

const BUCKET = "aws:s3/bucket:Bucket";
const TABLE = "aws:dynamodb/table:Table";
const QUEUE = "aws:sqs/queue:Queue";
const TOPIC = "aws:sns/topic:Topic";
const STREAM = "aws:kinesis/stream:Stream";
const FUNCTION = "aws:lambda/function:Function";
const DOMAIN = "aws:opensearch/domain:Domain";
const FIREHOSE = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream";
const phi = { DataClassification: "phi" };
const internal = { DataClassification: "internal" };

interface Row {
  readonly name: string;
  readonly resources: readonly Resource[];
  readonly edges: readonly string[];
}

const end = (type: string, name = "z"): Resource => made(type, name);

/** A carrier `x` between `a` and `z`. */
function between(
  type: string,
  from: readonly [string, string] | undefined,
  ...to: readonly (readonly [string, string])[]
): Row[] {
  const ins = from === undefined ? [] : [{ property: from[0], type: from[1] }];
  return to.length === 0
    ? ins.map(({ property, type: source }) => ({
        name: `${type}: ${property}`,
        resources: [end(source, "a"), made(type, "x", {}, { [property]: "a" })],
        edges: ["a > x"],
      }))
    : to.map(([property, sink]) => ({
        name: `${type}: ${property} to ${sink}`,
        resources: [
          ...ins.map(({ type: source }) => end(source, "a")),
          made(type, "x", {}, { ...Object.fromEntries(ins.map((item) => [item.property, "a"])), [property]: "z" }),
          end(sink),
        ],
        edges: [...(from === undefined ? [] : ["a > x"]), "x > z"],
      }));
}

const ROWS: Row[] = [
  ...between(
    "aws:s3/bucketNotification:BucketNotification",
    ["bucket", BUCKET],
    ["queues", QUEUE],
    ["topics", TOPIC],
    ["lambdaFunctions", FUNCTION],
  ),
  ...between("aws:s3/bucketNotification:BucketNotification", ["bucket", "aws-native:s3:Bucket"], ["queues", QUEUE]),
  ...between("aws:s3/bucketReplicationConfig:BucketReplicationConfig", ["bucket", BUCKET], ["rules", BUCKET]),
  ...between(BUCKET, undefined, ["replicationConfiguration", BUCKET]),
  ...between("aws:s3/bucketV2:BucketV2", undefined, ["replicationConfigurations", "aws:s3/bucketV2:BucketV2"]),
  ...between("aws:s3/objectCopy:ObjectCopy", ["source", BUCKET], ["bucket", BUCKET]),
  ...between("aws:cloudwatch/eventRule:EventRule", ["eventBusName", "aws:cloudwatch/eventBus:EventBus"]),
  ...between("aws:cloudwatch/eventRule:EventRule", ["eventPattern", BUCKET]),
  ...between(
    "aws:cloudwatch/eventTarget:EventTarget",
    ["rule", "aws:cloudwatch/eventRule:EventRule"],
    ["arn", QUEUE],
    ["arn", "aws:mq/broker:Broker"],
    ["arn", "aws:cloudwatch/eventBus:EventBus"],
    ["arn", "aws:cloudwatch/eventApiDestination:EventApiDestination"],
    ["arn", "aws:sfn/stateMachine:StateMachine"],
    ["arn", "aws:glue/job:Job"],
    ["arn", "aws:ecs/taskDefinition:TaskDefinition"],
    ["arn", "aws:cloudwatch/logGroup:LogGroup"],
    ["deadLetterConfig", QUEUE],
  ),
  ...between("aws:cloudwatch/eventBus:EventBus", undefined, ["deadLetterConfig", QUEUE]),
  ...between("aws:cloudwatch/eventArchive:EventArchive", ["eventSourceArn", "aws:cloudwatch/eventBus:EventBus"]),
  ...between(
    "aws:pipes/pipe:Pipe",
    ["source", TABLE],
    ["target", STREAM],
    ["enrichment", FUNCTION],
    ["sourceParameters", QUEUE],
    ["sourceParameters", TOPIC],
    ["logConfiguration", BUCKET],
  ),
  ...between(
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    ["eventSourceArn", TABLE],
    ["functionName", FUNCTION],
    ["destinationConfig", TOPIC],
  ),
  ...between(
    "aws:lambda/eventSourceMapping:EventSourceMapping",
    ["eventSourceArn", "aws:msk/serverlessCluster:ServerlessCluster"],
    ["functionName", FUNCTION],
  ),
  ...between(
    "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
    ["functionName", FUNCTION],
    ["destinationConfig", QUEUE],
  ),
  ...between(FUNCTION, undefined, ["deadLetterConfig", QUEUE], ["deadLetterConfig", TOPIC]),
  ...between(
    FIREHOSE,
    ["kinesisSourceConfiguration", STREAM],
    ["extendedS3Configuration", BUCKET],
    ["opensearchConfiguration", DOMAIN],
    ["elasticsearchConfiguration", "aws:elasticsearch/domain:Domain"],
    ["opensearchserverlessConfiguration", "aws:opensearch/serverlessCollection:ServerlessCollection"],
    ["redshiftConfiguration", "aws:redshift/cluster:Cluster"],
    ["httpEndpointConfiguration", BUCKET],
    ["splunkConfiguration", BUCKET],
    ["snowflakeConfiguration", BUCKET],
    ["icebergConfiguration", BUCKET],
  ),
  ...between(FIREHOSE, ["mskSourceConfiguration", "aws:msk/cluster:Cluster"]),
  ...between(
    "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter",
    ["logGroup", "aws:cloudwatch/logGroup:LogGroup"],
    ["destinationArn", STREAM],
    ["destinationArn", "aws:cloudwatch/logDestination:LogDestination"],
  ),
  ...between("aws:cloudwatch/logDestination:LogDestination", undefined, ["targetArn", FIREHOSE]),
  ...between(
    "aws:sns/topicSubscription:TopicSubscription",
    ["topic", TOPIC],
    ["endpoint", FUNCTION],
    ["redrivePolicy", QUEUE],
  ),
  ...between(QUEUE, undefined, ["redrivePolicy", QUEUE]),
  ...between("aws:sqs/redrivePolicy:RedrivePolicy", ["queueUrl", QUEUE], ["redrivePolicy", QUEUE]),
  ...between(
    "aws:dynamodb/kinesisStreamingDestination:KinesisStreamingDestination",
    ["tableName", TABLE],
    ["streamArn", STREAM],
  ),
  ...between("aws:dynamodb/tableExport:TableExport", ["tableArn", TABLE], ["s3Bucket", BUCKET]),
  ...between("aws:backup/selection:Selection", ["resources", TABLE], ["planId", "aws:backup/plan:Plan"]),
  ...between(
    "aws:backup/plan:Plan",
    undefined,
    ["rules", "aws:backup/vault:Vault"],
    ["rules", "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault"],
  ),
  ...between("aws:rds/snapshot:Snapshot", ["dbInstanceIdentifier", "aws:rds/instance:Instance"]),
  ...between("aws:rds/clusterSnapshot:ClusterSnapshot", ["dbClusterIdentifier", "aws:rds/cluster:Cluster"]),
  ...between("aws:rds/snapshotCopy:SnapshotCopy", ["sourceDbSnapshotIdentifier", "aws:rds/snapshot:Snapshot"]),
  ...between("aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy", [
    "sourceDbClusterSnapshotIdentifier",
    "aws:rds/clusterSnapshot:ClusterSnapshot",
  ]),
  ...between("aws:glue/crawler:Crawler", ["s3Targets", BUCKET]),
  ...between("aws:glue/crawler:Crawler", ["dynamodbTargets", TABLE]),
  ...between("aws:scheduler/schedule:Schedule", undefined, ["target", QUEUE], ["target", FUNCTION]),
  ...between("aws:cloudwatch/compositeAlarm:CompositeAlarm", undefined, ["okActions", TOPIC]),
  ...[
    ["aws:datasync/s3Location:S3Location", "s3BucketArn", BUCKET],
    ["aws:datasync/efsLocation:EfsLocation", "efsFileSystemArn", "aws:efs/fileSystem:FileSystem"],
    [
      "aws:datasync/locationFsxLustre:LocationFsxLustre",
      "fsxFilesystemArn",
      "aws:fsx/lustreFileSystem:LustreFileSystem",
    ],
    [
      "aws:datasync/fsxOpenZfsFileSystem:FsxOpenZfsFileSystem",
      "fsxFilesystemArn",
      "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
    ],
    [
      "aws:datasync/locationFsxWindows:LocationFsxWindows",
      "fsxFilesystemArn",
      "aws:fsx/windowsFileSystem:WindowsFileSystem",
    ],
  ].map(([type = "", property = "", store = ""]) => ({
    name: `DataSync: ${type}`,
    resources: [
      end(store, "a"),
      made(type, "from", {}, { [property]: "a" }),
      made("aws:datasync/task:Task", "x", {}, { sourceLocationArn: "from", destinationLocationArn: "to" }),
      made(type, "to", {}, { [property]: "z" }),
      end(store),
    ],
    edges: ["a > from", "from > x", "to > z", "x > to"],
  })),
  ...[
    "locationFsxOntapFileSystem:LocationFsxOntapFileSystem",
    "nfsLocation:NfsLocation",
    "locationSmb:LocationSmb",
    "locationHdfs:LocationHdfs",
    "locationObjectStorage:LocationObjectStorage",
    "locationAzureBlob:LocationAzureBlob",
  ].map((type) => ({
    name: `DataSync: ${type}`,
    resources: [end(`aws:datasync/${type}`, "a"), made("aws:datasync/task:Task", "x", {}, { sourceLocationArn: "a" })],
    edges: ["a > x"],
  })),
  {
    name: "a location that no task uses",
    resources: [end(BUCKET, "a"), made("aws:datasync/s3Location:S3Location", "x", {}, { s3BucketArn: "a" })],
    edges: [],
  },
  {
    name: "through an alias, a consumer and an access point",
    resources: [
      end(FUNCTION, "f"),
      made("aws:lambda/alias:Alias", "alias", {}, { functionName: "f" }),
      made("aws:s3/bucketNotification:BucketNotification", "n", {}, { bucket: "b", lambdaFunctions: "alias" }),
      made("aws:s3/objectCopy:ObjectCopy", "copy", {}, { source: "point" }),
      made("aws:s3/accessPoint:AccessPoint", "point", {}, { bucket: "b" }),
      end(BUCKET, "b"),
      made("aws:lambda/eventSourceMapping:EventSourceMapping", "m", {}, { eventSourceArn: "consumer" }),
      made("aws:kinesis/streamConsumer:StreamConsumer", "consumer", {}, { streamArn: "s" }),
      end(STREAM, "s"),
    ],
    edges: ["b > copy", "b > n", "n > f", "s > m"],
  },
  {
    name: "a queue is not its own dead-letter queue",
    resources: [made(QUEUE, "q", {}, { redrivePolicy: "q" })],
    edges: [],
  },
  {
    name: "all that carry a tag which a selection asks for",
    resources: [
      made(TABLE, "a", { tags: { backup: "daily" } }),
      made(TABLE, "b", { tags: { backup: "daily" } }),
      made(TABLE, "c", { tags: { backup: "weekly" } }),
      made(TABLE, "d"),
      made("aws:backup/selection:Selection", "x", { selectionTags: [{ key: "backup", value: "daily" }] }),
      made("aws:backup/selection:Selection", "y", { selectionTags: [{ key: "backup", value: "weekly" }] }),
    ],
    edges: ["a > x", "b > x", "c > y"],
  },
  {
    name: "not what another property could name",
    resources: [
      made("aws:cloudwatch/eventTarget:EventTarget", "x", {
        deadLetterConfig: { arn: "arn:aws:lambda:us-east-1:111122223333:function:f" },
      }),
      made(FUNCTION, "f", { name: "f" }),
    ],
    edges: [],
  },
  {
    name: "a path in the source of a pipe",
    resources: [intake, made("aws:pipes/pipe:Pipe", "x", { source: "intake/a.csv" })],
    edges: [],
  },
  {
    name: "a notification that YAML sends to the bus",
    resources: [made("aws:s3/bucketNotification:BucketNotification", "x", { eventbridge: "true" })],
    edges: ["x > default"],
  },
  {
    name: "an archive of S3 events",
    resources: [
      made("aws:cloudwatch/eventArchive:EventArchive", "x", { eventPattern: '{"source":["aws.s3"]}' }),
      made("aws:cloudwatch/eventRule:EventRule", "y", { eventPattern: '{"source":["aws.s3"]}' }),
    ],
    edges: ["default > y"],
  },
  {
    name: "a dead-letter queue's own dead-letter queue is the next step",
    resources: [
      made(QUEUE, "a", {}, { redrivePolicy: "b" }),
      made(QUEUE, "b", {}, { redrivePolicy: "c" }),
      end(QUEUE, "c"),
    ],
    edges: ["a > b", "b > c"],
  },
  {
    name: "nothing in an empty property",
    resources: [made("aws:sns/topicSubscription:TopicSubscription", "x", { topic: "", endpoint: null }), end(TOPIC)],
    edges: [],
  },
];

/** ARNs that only the name of a resource explains. */
const NAMED: readonly (readonly [type: string, inputs: PropertyObject, arn: string])[] = [
  [QUEUE, { name: "n" }, "arn:aws:sqs:us-east-1:111122223333:n"],
  [TOPIC, { name: "n" }, "arn:aws:sns:us-east-1:111122223333:n"],
  [FUNCTION, { name: "n" }, "arn:aws:lambda:us-east-1:111122223333:function:n"],
  [FUNCTION, { name: "n" }, "arn:aws:lambda:us-east-1:111122223333:function:n:live"],
  [STREAM, { name: "n" }, "arn:aws:kinesis:us-east-1:111122223333:stream/n"],
  [FIREHOSE, { name: "n" }, "arn:aws:firehose:us-east-1:111122223333:deliverystream/n"],
  [TABLE, { name: "n" }, "arn:aws:dynamodb:us-east-1:111122223333:table/n/stream/2024-01-01T00:00:00.000"],
  ["aws:cloudwatch/logGroup:LogGroup", { name: "/n" }, "arn:aws:logs:us-east-1:111122223333:log-group:/n:*"],
  ["aws:cloudwatch/logDestination:LogDestination", { name: "n" }, "arn:aws:logs:us-east-1:111122223333:destination:n"],
  ["aws:cloudwatch/eventBus:EventBus", { name: "n" }, "arn:aws:events:us-east-1:111122223333:event-bus/n"],
  ["aws:backup/vault:Vault", { name: "n" }, "arn:aws:backup:us-east-1:111122223333:backup-vault:n"],
  [BUCKET, { bucket: "n" }, "arn:aws:s3:::n/reports/*"],
  ["aws:s3/bucketV2:BucketV2", { bucket: "n" }, "arn:aws:s3:::n/x"],
  ["aws-native:s3:Bucket", { bucketName: "n" }, "arn:aws:s3:::n"],
];

describe("flow graph", () => {
  for (const row of ROWS) {
    it(row.name, () => expect(edges(...row.resources)).to.deep.equal([...row.edges].sort()));
  }

  for (const [type, inputs, arn] of NAMED) {
    it(`finds ${type} by ${arn}`, () => {
      const target = made("aws:cloudwatch/eventTarget:EventTarget", "x", { arn });
      const named = made(type, "z", inputs);
      expect(edges(target, named)).to.deep.equal(["x > z"]);
    });
  }

  it("does not take a resource of another region for what an ARN names", () => {
    const work = { ...made(QUEUE, "work", { name: "work", region: "us-west-2" }) };
    expect(regionOf(work)).to.equal("us-west-2");
    const target = made("aws:cloudwatch/eventTarget:EventTarget", "x", {
      arn: "arn:aws:sqs:us-east-1:111122223333:work",
    });
    expect(edges(work, target)).to.deep.equal([]);
    const same = made(QUEUE, "at-home", { name: "work", region: "us-east-1" });
    expect(edges(same, work, target)).to.deep.equal(["x > at-home"]);
    expect(edges(work, same, target)).to.deep.equal(["x > at-home"]);
  });

  it("finds buckets in the paths of a crawler and an object", () => {
    const crawler = made("aws:glue/crawler:Crawler", "x", { s3Targets: [{ path: "s3://intake/2024/" }] });
    const copy = made("aws:s3/objectCopy:ObjectCopy", "y", { source: "intake/a.csv", bucket: "clean" });
    expect(edges(intake, clean, crawler, copy)).to.deep.equal(["intake > x", "intake > y", "y > clean"]);
  });

  it("is built once a stack", () => {
    const index = new StackIndex([intake]);
    expect(FlowGraph.of(index)).to.equal(FlowGraph.of(index));
  });

  it("draws at most two edges a resource for a thousand buckets that tell a thousand rules", () => {
    const resources = Array.from({ length: 1_000 }, (_, at) => [
      made(BUCKET, `b${at}`, { bucket: `b${at}`, tags: at % 2 === 0 ? phi : internal }),
      made(QUEUE, `q${at}`, { name: `q${at}` }, { redrivePolicy: `q${(at + 1) % 1_000}` }),
      made(
        "aws:s3/bucketNotification:BucketNotification",
        `n${at}`,
        { eventbridge: true },
        { bucket: `b${at}`, queues: `q${at}` },
      ),
      made("aws:cloudwatch/eventRule:EventRule", `r${at}`, { eventPattern: '{"source":["aws.s3"]}' }),
    ]).flat();
    const index = new StackIndex(resources);
    const graph = FlowGraph.of(index);
    const edges = [...graph.sources()].reduce((total, source) => total + graph.next(source).size, 0);
    expect(edges).to.be.within(resources.length, 2 * resources.length);
  });
});
