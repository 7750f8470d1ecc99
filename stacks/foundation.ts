import * as pulumi from "@pulumi/pulumi";
import { INTERFACE_SERVICES } from "../components/network/endpoint-policy";
import { Network } from "../components/network/network";
import { tagsFor } from "../components/tags";
import { buildAudit, type Audit } from "./audit";
import type { Settings } from "./config";
import type { Context } from "./context";
import { needsOf } from "./needs";

/** What the other workloads build on. */
export interface Foundation extends Audit {
  readonly network: Network;
}

/** What workloads take of a foundation, be it of their own stack or of another. */
export interface SharedFoundation {
  readonly key: Pick<Foundation["key"], "arn" | "keyId">;
  readonly accessLog: Pick<Foundation["accessLog"], "bucketName">;
  readonly alarms: Pick<Foundation["alarms"], "arn">;
  readonly network: Pick<
    Network,
    "vpcId" | "privateSubnetIds" | "privateSubnets" | "publicSubnetIds" | "s3PrefixListId" | "dynamodbPrefixListId"
  >;
}

const WORKLOAD = "foundation";

/** Key, audit trail, alarms and network: one of each for a stack. Nothing here holds PHI. */
export function buildFoundation(context: Context): Foundation {
  const { settings, home } = context;
  const audit = buildAudit(context, WORKLOAD);
  const network = new Network(
    `${WORKLOAD}-network`,
    {
      site: audit.site,
      tags: tagsFor(home.site, { workload: WORKLOAD, classification: "internal" }),
      ...settings.network,
      kmsKeyArn: audit.key.arn,
      flowLogRetentionDays: settings.retention.logDays,
      interfaceServices: [
        ...INTERFACE_SERVICES,
        ...new Set(needsOf(settings).flatMap(({ endpoints = [] }) => endpoints)),
      ],
      inbound: needsOf(settings).flatMap(({ inbound }) => inbound?.(settings) ?? []),
    },
    home.opts,
  );
  return { ...audit, network };
}

/** The output `sharedFoundation` of a stack, from which others build their own view of its foundation. */
export interface FoundationOutput {
  readonly environment: string;
  readonly region: string;
  readonly cidrBlock: string;
  readonly zones: number;
  readonly serves: readonly string[];
  readonly kmsKeyArn: string;
  readonly kmsKeyId: string;
  readonly accessLogBucketName: string;
  readonly alarmTopicArn: string;
  readonly vpcId: string;
  readonly privateSubnetIds: string[];
  readonly publicSubnetIds: string[];
  readonly s3PrefixListId: string;
  readonly dynamodbPrefixListId: string;
}

/** What a stack tells others of its foundation. */
export function foundationOutput(
  { environment, region, network: { cidrBlock, zones }, foundation: { serves } }: Settings,
  { key, accessLog, alarms, network }: Foundation,
): pulumi.Output<FoundationOutput> {
  return pulumi.output({
    ...{ environment, region, cidrBlock, zones, serves },
    kmsKeyArn: key.arn,
    kmsKeyId: key.keyId,
    accessLogBucketName: accessLog.bucketName,
    alarmTopicArn: alarms.arn,
    vpcId: network.vpcId,
    privateSubnetIds: network.privateSubnetIds,
    publicSubnetIds: network.publicSubnetIds,
    s3PrefixListId: network.s3PrefixListId,
    dynamodbPrefixListId: network.dynamodbPrefixListId,
  });
}

/**
 * The foundation of another stack, by its output. Names and policies are made of the environment, and subnets of the network's settings, so
 * both stacks have the same; its owner names the workloads that it serves. Fails before anything is made where that does not hold.
 */
export function foundationFrom(stack: string, settings: Settings): SharedFoundation {
  const told = new pulumi.StackReference(stack)
    .requireOutput("sharedFoundation")
    .apply((value) => agreed(stack, settings, value as FoundationOutput));
  const { vpcId, privateSubnetIds, publicSubnetIds, s3PrefixListId, dynamodbPrefixListId } = told;
  return {
    key: { arn: told.kmsKeyArn, keyId: told.kmsKeyId },
    accessLog: { bucketName: told.accessLogBucketName },
    alarms: { arn: told.alarmTopicArn },
    network: {
      ...{ vpcId, privateSubnetIds, publicSubnetIds, s3PrefixListId, dynamodbPrefixListId },
      privateSubnets: Array.from({ length: settings.network.zones }, (_, zone) =>
        privateSubnetIds.apply((ids) => ids[zone] as string),
      ),
    },
  };
}

/** Throws RunError, naming the key, where the two stacks differ in what they have to share. */
export function agreed(
  stack: string,
  { environment, region, network, workloads }: Pick<Settings, "environment" | "region" | "network" | "workloads">,
  told: FoundationOutput,
): FoundationOutput {
  const rows: readonly (readonly [key: string, ours: unknown, theirs: unknown])[] = [
    ["phiguard:environment", environment, told.environment],
    ["aws:region", region, told.region],
    ["phiguard:network.cidrBlock", network.cidrBlock, told.cidrBlock],
    ["phiguard:network.zones", network.zones, told.zones],
  ];
  for (const [key, ours, theirs] of rows) {
    if (ours !== theirs) throw new pulumi.RunError(`${key} must be that of ${stack} (${theirs}); got ${ours}`);
  }
  const unserved = workloads.filter((workload) => !told.serves.includes(workload));
  if (unserved.length > 0) {
    throw new pulumi.RunError(`phiguard:foundation.serves of ${stack} must name ${unserved.join(", ")}`);
  }
  return told;
}
