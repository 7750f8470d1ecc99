import type * as pulumi from "@pulumi/pulumi";
import {
  contract as consumer,
  HEALTH_COMMAND,
  SCRATCH,
  type ConsumerEnvironment,
} from "../lambdas/stream-consumer/contract";
import { ContainerCluster } from "../components/compute/container-cluster";
import { ContainerService } from "../components/compute/container-service";
import { ImageRepository } from "../components/compute/image-repository";
import { DatabaseAccess } from "../components/database/database-access";
import { copyKey, DatabaseCopy } from "../components/database/database-copy";
import { PasswordRotation } from "../components/database/password-rotation";
import { PostgresDatabase } from "../components/database/postgres-database";
import type { CustomerKey } from "../components/keys/customer-key";
import { RecordStream, streamName } from "../components/streaming/record-stream";
import { tagsFor } from "../components/tags";
import { boundedSite } from "./bounded-site";
import type { Context } from "./context";
import type { SharedFoundation } from "./foundation";
import { DATABASE_ROLE, STREAM_ROLE, streamingAccess, WORKLOAD } from "./streaming-access";
import { insideNetwork } from "./inside-network";
import { recordTags } from "./record-keeping";

export interface Streaming {
  readonly stream: RecordStream;
  readonly cluster: ContainerCluster;
  readonly repository: ImageRepository;
  readonly database: PostgresDatabase;
  readonly access: DatabaseAccess;
  readonly key: CustomerKey;
}

/** Half a processor and a GiB, which the requirement names. */
const TASK = { cpuUnits: 512, memoryMiB: 1024 } as const;

/** A stream of records, the program that reads it, and the database it writes to, with a key of their own. */
export function buildStreaming(context: Context, foundation: SharedFoundation): Streaming {
  const { settings, home, replica } = context;
  const { opts } = home;
  const { network } = foundation;
  const site = boundedSite(context, WORKLOAD);
  const { retention } = settings;
  const { database: size, ...streaming } = settings.streaming;
  const internalTags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const phiTags = recordTags(context, site, { workload: WORKLOAD, purpose: "record" });
  const fanOutRole = streaming.fanOut ? consumer.name : undefined;
  const { roles, rotator, key } = streamingAccess({ site, internalTags, phiTags, fanOutRole }, opts);
  const alarmTopicArn = foundation.alarms.arn;
  const stream = new RecordStream(
    `${WORKLOAD}-stream`,
    {
      site,
      tags: phiTags,
      internalTags,
      role: STREAM_ROLE,
      kmsKeyArn: key.arn,
      shards: streaming.shards,
      retentionHours: streaming.retentionHours,
      fanOutRole,
      lagMinutes: streaming.lagMinutes,
      alarmTopicArn,
    },
    opts,
  );
  const place = insideNetwork(settings, foundation);
  const access = new DatabaseAccess(
    `${WORKLOAD}-access`,
    { site, tags: internalTags, role: DATABASE_ROLE, vpcId: network.vpcId },
    opts,
  );
  const copies =
    replica &&
    copyKey(`${WORKLOAD}-copy`, { site: replica.site, tags: phiTags, role: WORKLOAD, rotator }, replica.opts);
  const database = new PostgresDatabase(
    `${WORKLOAD}-database`,
    {
      site,
      tags: phiTags,
      internalTags,
      role: DATABASE_ROLE,
      size,
      kmsKeyArn: key.arn,
      subnetIds: network.privateSubnets,
      databaseGroupId: access.databaseGroupId,
      logRetentionDays: retention.logDays,
      alarmTopicArn,
      secretCopy: replica && copies && { region: replica.site.region, kmsKeyArn: copies.arn },
    },
    opts,
  );
  if (replica !== undefined && copies !== undefined) {
    new DatabaseCopy(`${WORKLOAD}-copy`, { database, key: copies, backupDays: size.backupDays }, replica.opts);
  }
  new PasswordRotation(
    `${WORKLOAD}-rotation`,
    {
      site,
      tags: phiTags,
      database,
      role: rotator,
      everyDays: size.passwordDays,
      kmsKeyArn: key.arn,
      logRetentionDays: retention.logDays,
      network: place,
      alarmTopicArn,
    },
    opts,
  );
  const cluster = new ContainerCluster(
    `${WORKLOAD}-cluster`,
    {
      site,
      tags: internalTags,
      role: WORKLOAD,
      storageKeyArn: key.arn,
      logKeyArn: foundation.key.arn,
      logRetentionDays: retention.logDays,
    },
    opts,
  );
  const repository = new ImageRepository(
    `${WORKLOAD}-images`,
    { site, tags: internalTags, role: consumer.name, kmsKeyArn: foundation.key.arn },
    opts,
  );
  const environment: ConsumerEnvironment<pulumi.Input<string>> = {
    DATABASE_SECRET_NAME: database.secret.secretName,
    STREAM_ARN: stream.namedArn,
    ...(fanOutRole !== undefined && { CONSUMER_NAME: streamName(site, fanOutRole) }),
  };
  new ContainerService(
    `${WORKLOAD}-consumer`,
    {
      site,
      tags: phiTags,
      internalTags,
      role: consumer.name,
      cluster,
      repository,
      imageTag: streaming.imageTag,
      environment: { ...environment },
      roles,
      health: { command: HEALTH_COMMAND, scratch: SCRATCH },
      size: { ...TASK, tasks: streaming.tasks, maxTasks: streaming.maxTasks },
      ...place,
      clientGroupIds: [access.clientGroupId],
      kmsKeyArn: key.arn,
      logRetentionDays: retention.logDays,
      alarmTopicArn,
    },
    opts,
  );
  return { stream, cluster, repository, database, access, key };
}
