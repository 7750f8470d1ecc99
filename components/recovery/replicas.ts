import * as pulumi from "@pulumi/pulumi";
import { ServiceRole } from "../access/service-role";
import { CustomerKey } from "../keys/customer-key";
import type { KeyUse } from "../keys/key-policy";
import { arnOf, bucketArn, bucketName, nameFor } from "../names";
import { alarm } from "../observability/alarm";
import { ALARMS_ROLE } from "../observability/publishers";
import { atPlace, type Place, type Site } from "../site";
import { AccessLogBucket } from "../storage/access-log-bucket";
import { lagAlarm, Replication } from "../storage/replication";
import { replicationStatements } from "../storage/replication-policy";
import { StoreBucket, type StoreBucketArgs } from "../storage/store-bucket";
import { tagsFor, type Tags } from "../tags";

export interface ReplicationRoleArgs {
  readonly site: Site;
  readonly workload: string;
  /** Last part of the role's name; `<workload>-replication` by default. */
  readonly role?: string;
  /** Region of the replicas. */
  readonly replicaRegion: string;
  /** Source bucket names and the roles their replicas are named after. */
  readonly buckets: (place: Place) => readonly { readonly role: string; readonly source: string }[];
}

/** The role with which S3 copies from the named buckets to their replicas. It is made before the keys, which name it. */
export function replicationRole(
  name: string,
  args: ReplicationRoleArgs,
  opts: pulumi.ComponentResourceOptions,
): ServiceRole {
  const sources = (place: Place): string[] => args.buckets(place).map(({ source }) => bucketArn(place.region, source));
  return new ServiceRole(
    `${name}-replication`,
    {
      site: args.site,
      tags: tagsFor(args.site, { workload: args.workload, classification: "internal" }),
      role: args.role ?? `${args.workload}-replication`,
      description: "Copies new object versions to the second region.",
      service: "s3.amazonaws.com",
      sourceArn: sources,
      statements: (place) => {
        const there = { ...place, region: args.replicaRegion };
        return replicationStatements(
          args.buckets(place).map(({ role, source }) => ({
            source: bucketArn(place.region, source),
            replica: bucketArn(there.region, bucketName(there, role)),
          })),
        );
      },
    },
    opts,
  );
}

/** What the source region's key has to allow the replication role. */
export function replicationReads(role: ServiceRole): pulumi.Output<KeyUse> {
  return role.namedArn.apply((roleArn): KeyUse => {
    return { kind: "role", sid: "ReplicationReads", roleArn, actions: ["kms:Decrypt"], services: ["s3"] };
  });
}

export interface ReplicasArgs {
  /** The second region. */
  readonly site: Site;
  readonly workload: string;
  readonly role: ServiceRole;
  readonly sources: readonly StoreBucket[];
  /** Tags of the key: those of what it encrypts. */
  readonly keyTags: Tags;
  /** Last parts of the names of key and access-log bucket. */
  readonly keyRole: string;
  readonly accessLogRole: string;
  /** Tags and lock of replicas that are kept in another way than their sources: locked where what delivers takes no lock. */
  readonly instead?: Pick<StoreBucketArgs, "tags" | "objectLock">;
  /** Provider of the first region, where the replication is set up. */
  readonly homeProvider: pulumi.ProviderResource;
}

/** Buckets of a second region, with a key and an access log there, that follow the sources. Its own provider is the second region's. */
export class Replicas extends pulumi.ComponentResource {
  readonly keyArn: pulumi.Output<string>;
  /** The replicas' names, by the roles of their sources. */
  readonly bucketNames: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ReplicasArgs, opts: pulumi.ComponentResourceOptions) {
    super("phiguard:recovery:Replicas", name, {}, opts);
    const child = { parent: this };
    const { site, workload, role } = args;
    const key = new CustomerKey(
      `${name}-key`,
      {
        site,
        tags: args.keyTags,
        role: args.keyRole,
        description: `Replicas of ${workload}`,
        uses: [
          role.namedArn.apply((roleArn): KeyUse => {
            return {
              kind: "role",
              sid: "ReplicationWrites",
              roleArn,
              actions: ["kms:Encrypt", "kms:GenerateDataKey"],
              services: ["s3"],
            };
          }),
        ],
      },
      child,
    );
    const longest = Math.max(...args.sources.map(({ same }) => same.lifecycle.retentionDays));
    const accessLog = new AccessLogBucket(
      `${name}-access-log`,
      {
        site,
        workload,
        role: args.accessLogRole,
        lifecycle: { retentionDays: longest, coldAfterDays: 90, coldClass: "STANDARD_IA" },
      },
      child,
    );
    const bucketNames: Record<string, pulumi.Output<string>> = {};
    for (const source of args.sources) {
      const replica = new StoreBucket(
        `${name}-${source.same.role}`,
        {
          site,
          ...source.same,
          ...args.instead,
          kmsKeyArn: key.arn,
          accessLogBucket: accessLog.bucketName,
        },
        child,
      );
      bucketNames[source.same.role] = replica.bucketName;
      alarm(
        name,
        {
          site,
          tags: tagsFor(site, { workload, classification: "internal" }),
          // The audit makes the topic of each region under this name.
          topicArn: atPlace(site, (place) => arnOf(place, "sns", nameFor(place, "topic", ALARMS_ROLE))),
        },
        lagAlarm(source.same.role, source.bucketName, replica.bucketName),
        child,
      );
      new Replication(
        `${name}-${source.same.role}-copy`,
        { source, replica, roleArn: role.arn, replicaKeyArn: key.arn },
        { ...child, providers: [args.homeProvider] },
      );
    }
    this.keyArn = key.arn;
    this.bucketNames = bucketNames;
    this.registerOutputs({});
  }
}
