import type * as pulumi from "@pulumi/pulumi";
import type { ServiceRole } from "../components/access/service-role";
import type { KeyUse } from "../components/keys/key-policy";
import {
  replicationReads,
  replicationRole,
  Replicas,
  type ReplicasArgs,
  type ReplicationRoleArgs,
} from "../components/recovery/replicas";
import type { Context } from "./context";

/** With which S3 copies a workload's buckets to the second region. */
export interface Copier {
  readonly role: ServiceRole;
  /** What the key of the buckets allows it. */
  readonly reads: pulumi.Output<KeyUse>;
}

/** Made before the workload's key, which names it; undefined where there is no second region. */
export function makeCopier(
  { home, replica }: Context,
  name: string,
  args: Omit<ReplicationRoleArgs, "replicaRegion">,
): Copier | undefined {
  if (replica === undefined) return undefined;
  const role = replicationRole(name, { ...args, replicaRegion: replica.site.region }, home.opts);
  return { role, reads: replicationReads(role) };
}

/** The copies of a workload's buckets; undefined where there is no second region. */
export function makeCopies(
  { home, replica }: Context,
  copier: Copier | undefined,
  name: string,
  args: Omit<ReplicasArgs, "site" | "role" | "homeProvider">,
): Replicas | undefined {
  if (replica === undefined || copier === undefined) return undefined;
  return new Replicas(
    name,
    { ...args, site: replica.site, role: copier.role, homeProvider: home.provider },
    replica.opts,
  );
}
