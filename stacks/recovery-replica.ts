import { DatabaseAccess } from "../components/database/database-access";
import { DatabaseReplica } from "../components/database/database-replica";
import type { CustomerKey } from "../components/keys/customer-key";
import { INTERFACE_SERVICES } from "../components/network/endpoint-policy";
import { Network } from "../components/network/network";
import type { Topic } from "../components/observability/topic";
import type { Site } from "../components/site";
import { tagsFor } from "../components/tags";
import type { Context, Region } from "./context";
import { WORKLOAD } from "./recovery-access";
import type { Streaming } from "./streaming";

export interface ReplicaDatabase {
  readonly replica: DatabaseReplica;
  readonly access: DatabaseAccess;
}

/** Last part of the names of the replica and its groups. */
export const REPLICA_ROLE = "records-replica";

export interface ReplicaDatabaseArgs {
  /** The second region, with the workload's boundary. */
  readonly site: Site;
  readonly region: Region;
  /** For patients' records, and for what is none. */
  readonly key: CustomerKey;
  readonly internalKey: CustomerKey;
  readonly alarms: Topic;
  readonly streaming: Streaming;
}

/**
 * A network in the second region with a replica of the database in it: where the rest of the platform is brought up after a
 * disaster. One NAT gateway until then: nothing runs in it but the replica.
 */
export function replicaDatabase({ settings }: Context, args: ReplicaDatabaseArgs): ReplicaDatabase {
  const { site, region, key, streaming } = args;
  const { retention, recovery } = settings;
  const internalTags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const network = new Network(
    `${WORKLOAD}-network`,
    {
      site,
      tags: internalTags,
      cidrBlock: recovery.cidrBlock,
      zones: settings.network.zones,
      natGateways: "single",
      kmsKeyArn: args.internalKey.arn,
      flowLogRetentionDays: retention.logDays,
      interfaceServices: INTERFACE_SERVICES,
      flowLogRole: "vpc-flow-recovery",
    },
    region.opts,
  );
  const access = new DatabaseAccess(
    `${WORKLOAD}-access`,
    {
      site,
      // What is brought up after a disaster wears the clients' group; until then nothing does.
      tags: tagsFor(site, { workload: WORKLOAD, classification: "internal", purpose: "shared" }),
      role: REPLICA_ROLE,
      vpcId: network.vpcId,
    },
    region.opts,
  );
  const replica = new DatabaseReplica(
    `${WORKLOAD}-replica`,
    {
      site,
      tags: tagsFor(site, {
        workload: WORKLOAD,
        classification: "phi",
        purpose: "record",
        retentionDays: retention.recordDays,
        backupTier: "none",
      }),
      internalTags,
      role: REPLICA_ROLE,
      source: streaming.database,
      size: settings.streaming.database,
      instanceClass: recovery.replicaInstanceClass,
      kmsKeyArn: key.arn,
      subnetIds: network.privateSubnets,
      databaseGroupId: access.databaseGroupId,
      logRetentionDays: retention.logDays,
      alarmTopicArn: args.alarms.arn,
    },
    region.opts,
  );
  return { replica, access };
}
