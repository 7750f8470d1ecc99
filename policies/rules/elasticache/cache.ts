import type { ClusterArgs, ReplicationGroupArgs, ServerlessCacheArgs } from "@pulumi/aws/elasticache";
import { all, fromBoolean, type Answer } from "../../answer";
import { is, present } from "../../predicates";
import { resourceOf, type Reading } from "../../reading";
import { on } from "../../rule";

export const REPLICATION_GROUP = "aws:elasticache/replicationGroup:ReplicationGroup";
export const CLUSTER = "aws:elasticache/cluster:Cluster";
export const SERVERLESS_CACHE = "aws:elasticache/serverlessCache:ServerlessCache";

/** A cache in the words of all its resource types. */
export type CacheArgs = ReplicationGroupArgs &
  Omit<ClusterArgs, keyof ReplicationGroupArgs> &
  Omit<ServerlessCacheArgs, keyof ReplicationGroupArgs | keyof ClusterArgs>;

export type Cache = Reading<CacheArgs>;

export const replicationGroup = on<CacheArgs>(REPLICATION_GROUP);
export const serverlessCache = on<CacheArgs>(SERVERLESS_CACHE);
export const groupOrCluster = on<CacheArgs>(REPLICATION_GROUP, CLUSTER);
export const groupOrServerless = on<CacheArgs>(REPLICATION_GROUP, SERVERLESS_CACHE);
export const anyCache = on<CacheArgs>(REPLICATION_GROUP, CLUSTER, SERVERLESS_CACHE);

/** A node of a replication group: what the group says holds for it. A group carries its own id under the same name. */
export function isMember(p: Cache): Answer {
  return all(fromBoolean(resourceOf(p).type === CLUSTER), present(p.replicationGroupId));
}

/** A copy in another region: the provider takes no encryption settings for it, they are those of the primary group. */
export function isSecondary(p: Cache): Answer {
  return present(p.globalReplicationGroupId);
}

/** Memcached has no snapshots and no users. */
export function isMemcached(p: Cache): Answer {
  return is(p.engine, "memcached");
}
