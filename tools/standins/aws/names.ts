import { createHash } from "node:crypto";
import { type Properties, isUnknown, plain } from "../wire";
import { type ResourceTypings } from "./typings";

/** How the provider names a resource whose program gives no physical name. */
interface Naming {
  property: string;
  /** Longest name AWS takes. The provider's general limit is 255. */
  maxLength?: number;
  lowerCase?: true;
  /** Text before the name, e.g. a key alias starts with `alias/`. */
  prefix?: string;
  /** The logical name is taken as it is. */
  bare?: true;
}

/**
 * Types whose name is not in `name`, is shorter than usual or has a form of its own. Source: the auto-naming settings of
 * the Pulumi AWS provider. All other types with an optional `name` argument are named by the general rule.
 */
const NAMINGS: Readonly<Record<string, Naming | "none">> = {
  "accessanalyzer/analyzer": { property: "analyzerName" },
  "cfg/recorder": { property: "name" },
  "docdb/cluster": { property: "clusterIdentifier", lowerCase: true },
  "docdb/clusterInstance": { property: "identifier", lowerCase: true },
  "ec2/keyPair": { property: "keyName" },
  "ecr/repository": { property: "name", lowerCase: true },
  "elasticache/cluster": { property: "clusterId", maxLength: 50, lowerCase: true },
  "elasticsearch/domain": { property: "domainName", maxLength: 28, lowerCase: true },
  "glue/catalogDatabase": { property: "name", lowerCase: true },
  "glue/catalogTable": { property: "name", lowerCase: true },
  "iam/role": { property: "name", maxLength: 64 },
  "iam/user": { property: "name", maxLength: 64 },
  "kms/alias": { property: "name", prefix: "alias/" },
  "lambda/function": { property: "name", maxLength: 64 },
  "lb/loadBalancer": { property: "name", maxLength: 32 },
  "lb/targetGroup": { property: "name", maxLength: 32 },
  "alb/loadBalancer": { property: "name", maxLength: 32 },
  "alb/targetGroup": { property: "name", maxLength: 32 },
  "neptune/cluster": { property: "clusterIdentifier", lowerCase: true },
  "opensearch/domain": { property: "domainName", maxLength: 28, lowerCase: true },
  "rds/cluster": { property: "clusterIdentifier", lowerCase: true },
  "rds/clusterInstance": { property: "identifier", lowerCase: true },
  "rds/instance": { property: "identifier", lowerCase: true },
  "rds/subnetGroup": { property: "name", lowerCase: true },
  "s3/bucket": { property: "bucket", maxLength: 63, lowerCase: true },
  "s3/bucketV2": { property: "bucket", maxLength: 63, lowerCase: true },
  "s3/bucketObject": { property: "key", bare: true },
  "s3/bucketObjectv2": { property: "key", bare: true },
  "sfn/stateMachine": { property: "name", maxLength: 80 },
  "account/alternativeContact": "none", // a person's name
  "identitystore/user": "none",
};

const GENERAL: Naming = { property: "name", maxLength: 255 };
const DIGITS = 7;

/** The property that gets a made name when the program gives none; undefined where the type has none. */
export function namingOf(typings: ResourceTypings): Naming | undefined {
  const entry = NAMINGS[typings.token.split(":")[1] ?? ""];
  if (entry === "none") {
    return undefined;
  }
  const naming = entry ?? GENERAL;
  const member = typings.inputs.get(naming.property);
  return member !== undefined && member.optional && member.shape.kind === "string" ? naming : undefined;
}

/** Whether a physical name has the form the provider makes: the logical name and seven digits. */
export function isMadeName(name: unknown, logicalName: string): boolean {
  return (
    typeof name === "string" &&
    name.toLowerCase().includes(`${logicalName.toLowerCase()}-`) &&
    /-[0-9a-f]{7}(\.fifo)?$/.test(name)
  );
}

export type NameResult =
  { kind: "kept" } | { kind: "made"; property: string; name: string } | { kind: "refused"; reason: string };

/**
 * The name for a resource without one. An earlier made name is kept. The digits follow from `seed`, so that two runs of
 * the same program give the same name; the real provider draws them at random.
 */
export function nameFor(
  typings: ResourceTypings,
  logicalName: string,
  news: Properties,
  olds: Properties,
  seed: string,
): NameResult {
  const naming = namingOf(typings);
  if (naming === undefined || given(news, naming.property) || given(news, `${naming.property}Prefix`)) {
    return { kind: "kept" };
  }
  const old = plain(olds[naming.property]);
  if (isMadeName(old, logicalName)) {
    return { kind: "made", property: naming.property, name: old as string };
  }
  const base = naming.lowerCase ? logicalName.toLowerCase() : logicalName;
  const prefixed = (naming.prefix ?? "") + base;
  if (naming.bare) {
    return { kind: "made", property: naming.property, name: prefixed };
  }
  const maxLength = naming.maxLength ?? 255;
  if (prefixed.length + 1 + DIGITS > maxLength) {
    return {
      kind: "refused",
      reason:
        `the resource name "${logicalName}" plus ${DIGITS} made digits is longer than ${maxLength} characters, ` +
        `the most AWS takes; set ${naming.property} or choose a shorter resource name`,
    };
  }
  const digits = createHash("sha256").update(seed).digest("hex").slice(0, DIGITS);
  const fifo = plain(news["fifoQueue"] ?? news["fifoTopic"]) === true ? ".fifo" : "";
  return { kind: "made", property: naming.property, name: `${prefixed}-${digits}${fifo}` };
}

function given(news: Properties, property: string): boolean {
  const value = news[property];
  return isUnknown(plain(value)) || (value !== undefined && value !== null);
}
