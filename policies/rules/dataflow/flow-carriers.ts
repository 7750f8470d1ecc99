import type { Kind } from "../../stack-index";
import {
  ANY_END,
  BACKUP_PLAN,
  BUCKET,
  COLLECTION,
  DOMAIN,
  EVENT_BUS,
  EVENT_RULE,
  FUNCTION,
  KAFKA,
  LOCATION,
  LOG_GROUP,
  PASSING,
  QUEUE,
  SNAPSHOT,
  STORE,
  STREAM,
  TABLE,
  TOPIC,
  union,
  VAULT,
  WAREHOUSE,
  WORKING,
} from "./flow-ends";

/** Input properties with what they may name. */
type Ends = Readonly<Record<string, Kind<unknown>>>;

export interface Carrier {
  /** Data comes from what these name. */
  readonly from?: Ends;
  /** Data goes to what these name. */
  readonly to?: Ends;
}

const FIREHOSE_ENDS = union(BUCKET, DOMAIN, COLLECTION, WAREHOUSE);
const ALARM: Carrier = { to: { alarmActions: TOPIC, okActions: TOPIC, insufficientDataActions: TOPIC } };
const INLINE_REPLICATION: Carrier = { to: { replicationConfiguration: BUCKET, replicationConfigurations: BUCKET } };

/** What carries data between resources, by the properties that name its two sides. */
export const CARRIERS: Readonly<Record<string, Carrier>> = {
  "aws:s3/bucketNotification:BucketNotification": {
    from: { bucket: BUCKET },
    to: { queues: QUEUE, topics: TOPIC, lambdaFunctions: FUNCTION },
  },
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": { from: { bucket: BUCKET }, to: { rules: BUCKET } },
  "aws:s3/bucket:Bucket": INLINE_REPLICATION,
  "aws:s3/bucketV2:BucketV2": INLINE_REPLICATION,
  "aws:s3/objectCopy:ObjectCopy": { from: { source: BUCKET }, to: { bucket: BUCKET } },
  "aws:cloudwatch/eventRule:EventRule": { from: { eventBusName: EVENT_BUS, eventPattern: BUCKET } },
  "aws:cloudwatch/eventTarget:EventTarget": {
    from: { rule: EVENT_RULE },
    to: { arn: ANY_END, deadLetterConfig: QUEUE },
  },
  "aws:cloudwatch/eventBus:EventBus": { to: { deadLetterConfig: QUEUE } },
  "aws:cloudwatch/eventArchive:EventArchive": { from: { eventSourceArn: EVENT_BUS } },
  "aws:pipes/pipe:Pipe": {
    from: { source: ANY_END },
    to: { target: ANY_END, enrichment: ANY_END, sourceParameters: union(QUEUE, TOPIC), logConfiguration: ANY_END },
  },
  "aws:lambda/eventSourceMapping:EventSourceMapping": {
    from: { eventSourceArn: union(PASSING, STORE) },
    to: { functionName: FUNCTION, destinationConfig: ANY_END },
  },
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig": {
    from: { functionName: FUNCTION },
    to: { destinationConfig: ANY_END },
  },
  "aws:lambda/function:Function": { to: { deadLetterConfig: union(QUEUE, TOPIC) } },
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": {
    from: { kinesisSourceConfiguration: STREAM, mskSourceConfiguration: KAFKA },
    to: {
      extendedS3Configuration: FIREHOSE_ENDS,
      opensearchConfiguration: FIREHOSE_ENDS,
      elasticsearchConfiguration: FIREHOSE_ENDS,
      opensearchserverlessConfiguration: FIREHOSE_ENDS,
      redshiftConfiguration: FIREHOSE_ENDS,
      httpEndpointConfiguration: FIREHOSE_ENDS,
      splunkConfiguration: FIREHOSE_ENDS,
      snowflakeConfiguration: FIREHOSE_ENDS,
      icebergConfiguration: FIREHOSE_ENDS,
    },
  },
  "aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter": {
    from: { logGroup: LOG_GROUP },
    to: { destinationArn: ANY_END },
  },
  "aws:cloudwatch/logDestination:LogDestination": { to: { targetArn: PASSING } },
  "aws:sns/topicSubscription:TopicSubscription": {
    from: { topic: TOPIC },
    to: { endpoint: ANY_END, redrivePolicy: QUEUE },
  },
  "aws:sqs/queue:Queue": { to: { redrivePolicy: QUEUE } },
  "aws:sqs/redrivePolicy:RedrivePolicy": { from: { queueUrl: QUEUE }, to: { redrivePolicy: QUEUE } },
  "aws:dynamodb/kinesisStreamingDestination:KinesisStreamingDestination": {
    from: { tableName: TABLE },
    to: { streamArn: STREAM },
  },
  "aws:dynamodb/tableExport:TableExport": { from: { tableArn: TABLE }, to: { s3Bucket: BUCKET } },
  "aws:datasync/task:Task": { from: { sourceLocationArn: LOCATION }, to: { destinationLocationArn: LOCATION } },
  "aws:backup/selection:Selection": { from: { resources: STORE }, to: { planId: BACKUP_PLAN } },
  "aws:backup/plan:Plan": { to: { rules: VAULT } },
  "aws:rds/snapshot:Snapshot": { from: { dbInstanceIdentifier: STORE } },
  "aws:rds/clusterSnapshot:ClusterSnapshot": { from: { dbClusterIdentifier: STORE } },
  "aws:rds/snapshotCopy:SnapshotCopy": { from: { sourceDbSnapshotIdentifier: SNAPSHOT } },
  "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy": { from: { sourceDbClusterSnapshotIdentifier: SNAPSHOT } },
  "aws:glue/crawler:Crawler": { from: { s3Targets: BUCKET, dynamodbTargets: TABLE } },
  "aws:scheduler/schedule:Schedule": { to: { target: union(PASSING, WORKING) } },
  "aws:cloudwatch/metricAlarm:MetricAlarm": ALARM,
  "aws:cloudwatch/compositeAlarm:CompositeAlarm": ALARM,
  "aws:budgets/budget:Budget": { to: { notifications: TOPIC } },
  "aws:backup/vaultNotifications:VaultNotifications": { to: { snsTopicArn: TOPIC } },
  "aws:rds/eventSubscription:EventSubscription": { to: { snsTopic: TOPIC } },
};

/** What tells of the state of resources and never of patients. */
export const TELLS_OF_OPERATIONS: ReadonlySet<string> = new Set([
  "aws:cloudwatch/metricAlarm:MetricAlarm",
  "aws:cloudwatch/compositeAlarm:CompositeAlarm",
  "aws:budgets/budget:Budget",
  "aws:backup/vaultNotifications:VaultNotifications",
  "aws:rds/eventSubscription:EventSubscription",
  "aws:scheduler/schedule:Schedule",
]);

/** Where a DataSync location keeps what it reads or writes. */
export const KEPT_BEHIND: Readonly<Record<string, Ends>> = {
  "aws:datasync/s3Location:S3Location": { s3BucketArn: BUCKET },
  "aws:datasync/efsLocation:EfsLocation": { efsFileSystemArn: STORE },
  "aws:datasync/locationFsxLustre:LocationFsxLustre": { fsxFilesystemArn: STORE },
  "aws:datasync/fsxOpenZfsFileSystem:FsxOpenZfsFileSystem": { fsxFilesystemArn: STORE },
  "aws:datasync/locationFsxWindows:LocationFsxWindows": { fsxFilesystemArn: STORE },
};

/** The role that works in the name of what runs code. */
export const ROLE_OF: Readonly<Record<string, string>> = {
  "aws:lambda/function:Function": "role",
  "aws:sfn/stateMachine:StateMachine": "roleArn",
  "aws:glue/job:Job": "roleArn",
  "aws:ecs/taskDefinition:TaskDefinition": "taskRoleArn",
};

/** Passes data on or keeps it, or works on it; everything else in a flow only connects these. */
const ENDS: ReadonlySet<string> = new Set([...PASSING.types, ...WORKING.types, ...STORE.types]);

export function onlyConnects(type: string): boolean {
  return !ENDS.has(type);
}
