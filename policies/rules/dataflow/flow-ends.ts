import type { FunctionArgs } from "@pulumi/aws/lambda";
import type { Kind } from "../../stack-index";
import { bucket } from "../s3/bucket";
import { DATA_BEARING } from "../tagging/data-bearing-types";

/** Where data comes from, passes through or ends up: the nodes of the flow graph other than what carries it between them. */
function kind<T>(...types: readonly string[]): Kind<T> {
  return { types };
}

/** What hands data on as it came, so that a tag on it can't take patient data out. */
export const QUEUE = kind("aws:sqs/queue:Queue");
export const TOPIC = kind("aws:sns/topic:Topic");
export const STREAM = kind("aws:kinesis/stream:Stream");
export const FIREHOSE = kind("aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream");
export const KAFKA = kind("aws:msk/cluster:Cluster", "aws:msk/serverlessCluster:ServerlessCluster");
export const BROKER = kind("aws:mq/broker:Broker");
export const EVENT_BUS = kind("aws:cloudwatch/eventBus:EventBus");

/** What works on data by code of its own, and may take patient data out. */
export const FUNCTION = kind<FunctionArgs>("aws:lambda/function:Function");
export const STATE_MACHINE = kind("aws:sfn/stateMachine:StateMachine");
export const JOB = kind("aws:glue/job:Job");
export const CONTAINER = kind("aws:ecs/taskDefinition:TaskDefinition");

export const BUCKET = bucket;
export const TABLE = kind("aws:dynamodb/table:Table");
export const LOG_GROUP = kind("aws:cloudwatch/logGroup:LogGroup");
export const DOMAIN = kind("aws:opensearch/domain:Domain", "aws:elasticsearch/domain:Domain");
export const COLLECTION = kind("aws:opensearch/serverlessCollection:ServerlessCollection");
export const WAREHOUSE = kind("aws:redshift/cluster:Cluster");
export const DOCUMENTS = kind("aws:docdb/cluster:Cluster");
export const VAULT = kind("aws:backup/vault:Vault", "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault");
export const SNAPSHOT = kind("aws:rds/snapshot:Snapshot", "aws:rds/clusterSnapshot:ClusterSnapshot");

/** Parts of a flow that other parts name. */
export const EVENT_RULE = kind("aws:cloudwatch/eventRule:EventRule");
export const API_DESTINATION = kind("aws:cloudwatch/eventApiDestination:EventApiDestination");
export const LOG_DESTINATION = kind("aws:cloudwatch/logDestination:LogDestination");
export const BACKUP_PLAN = kind("aws:backup/plan:Plan");
export const LOCATION = kind(
  "aws:datasync/s3Location:S3Location",
  "aws:datasync/efsLocation:EfsLocation",
  "aws:datasync/locationFsxLustre:LocationFsxLustre",
  "aws:datasync/fsxOpenZfsFileSystem:FsxOpenZfsFileSystem",
  "aws:datasync/locationFsxWindows:LocationFsxWindows",
  "aws:datasync/locationFsxOntapFileSystem:LocationFsxOntapFileSystem",
  "aws:datasync/nfsLocation:NfsLocation",
  "aws:datasync/locationSmb:LocationSmb",
  "aws:datasync/locationHdfs:LocationHdfs",
  "aws:datasync/locationObjectStorage:LocationObjectStorage",
  "aws:datasync/locationAzureBlob:LocationAzureBlob",
);

export const PASSING = union(QUEUE, TOPIC, STREAM, FIREHOSE, KAFKA, BROKER, EVENT_BUS);
export const WORKING = union(FUNCTION, STATE_MACHINE, JOB, CONTAINER);

/** Everything that keeps data, for a moment or for good. */
export const STORE = union({ types: Object.keys(DATA_BEARING) }, VAULT);

/** What an ARN in a flow may name. */
export const ANY_END = union(PASSING, WORKING, STORE, API_DESTINATION, LOG_DESTINATION);

export function union(...kinds: readonly Kind<unknown>[]): Kind<unknown> {
  return { types: [...new Set(kinds.flatMap(({ types }) => types))] };
}

export function isOf(type: string, of: Kind<unknown>): boolean {
  return of.types.includes(type);
}
