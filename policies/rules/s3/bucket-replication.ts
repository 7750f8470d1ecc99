import type { BucketReplicationConfigArgs } from "@pulumi/aws/s3";
import { all, any, fromBoolean, not, unknown, yes, type Answer } from "../../answer";
import { mayHoldPhi, regionOf } from "../../classification";
import { first, customerKey, is, oneOf, present, some, every } from "../../predicates";
import { pathOf, referencesOf, resourceOf, topOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import { setting, type StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import {
  bucket,
  replicationConfig,
  type BucketShape,
  type ReplicationBlock,
  type ReplicationDestination,
  type ReplicationRule,
} from "./bucket";
import { isAccessLogTarget } from "./bucket-settings";

function inlineReplication(p: Reading<BucketShape>): Reading<ReplicationBlock[]> {
  return first<ReplicationBlock[]>(p.replicationConfiguration, p.replicationConfigurations);
}

function destinationOf(rule: Reading<ReplicationRule>): Reading<ReplicationDestination> {
  return first<ReplicationDestination>(rule.destination, rule.destinations[0] as Reading<unknown>);
}

function ruleEnabled(rule: Reading<ReplicationRule>): Answer {
  return is(rule.status, "Enabled");
}

/**
 * Buckets of this program that a replication writes to. References are told by top-level property, so a property that also names the
 * source must not count it as its own replica.
 */
export function destinations(
  property: Reading<unknown>,
  stack: StackView,
  source: string | undefined,
): Reading<BucketShape>[] {
  return stack.named(property, bucket).certain.filter((found) => resourceOf(found).urn !== source);
}

export const s3BucketReplicationEnabled = bucket.relation({
  id: "s3-bucket-replication-enabled",
  title: "Patient and audit data are copied to another region",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.310(d)(2)(iv)",
      "164.312(a)(2)(ii)",
    ],
    nistCsf: ["ID.BE-5", "PR.DS-4", "PR.IP-4", "PR.IP-9", "PR.PT-5", "RC.RP-1", "RS.RP-1"],
    soc2: ["A1.2", "CC7.4"],
  },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication.html",
  says: "is not copied to a bucket of another region",
  fix: 'new aws.s3.BucketReplicationConfig("<name>", { bucket: bucket.id, role: role.arn, rules: [{ status: "Enabled", destination: { bucket: replica.arn, ... } }] }); with the replica made by a provider of another region.',
  why: "A replica need not be copied on, access logs are copied nowhere, and what is classified as holding no patient data can be made again.",
  appliesWhen: (p, stack, resource) =>
    all(mayHoldPhi(resource, stack.settings), not(isAccessLogTarget(p, stack)), fromBoolean(!isReplica(p, stack))),
  otherwise: "The bucket is itself a replica, takes access logs, or is classified as holding no patient data.",
  requires: (p, stack, resource) => {
    const copies = (rules: Reading<ReplicationRule[]>): Answer =>
      all(some(rules, ruleEnabled), elsewhere(rules, stack, resource.urn, regionOf(resource)));
    const inline = inlineReplication(p);
    return setting(
      inline,
      () => some(inline, (block) => copies(block.rules)),
      stack.partner(p, replicationConfig, "bucket"),
      (companion) => copies(companion.rules as unknown as Reading<ReplicationRule[]>),
    );
  },
});

const INLINE_REPLICATION = ["replicationConfiguration", "replicationConfigurations"] as const;

function isReplica(p: Reading<BucketShape>, stack: StackView): boolean {
  const own = resourceOf(p).urn;
  const ownConfigs = new Set(stack.partner(p, replicationConfig, "bucket").certain.map((c) => resourceOf(c).urn));
  return (
    stack.partner(p, replicationConfig, "rules").certain.some((config) => !ownConfigs.has(resourceOf(config).urn)) ||
    INLINE_REPLICATION.some((property) =>
      stack.partner(p, bucket, property).certain.some((source) => resourceOf(source).urn !== own),
    )
  );
}

/** A destination of this program stands in another region; one of elsewhere is taken at its word. */
function elsewhere(
  rules: Reading<unknown>,
  stack: StackView,
  source: string,
  sourceRegion: string | undefined,
): Answer {
  const found = destinations(rules, stack, source);
  if (found.length === 0 || sourceRegion === undefined) return yes;
  return any(
    ...found.map((replica) => {
      const region = regionOf(resourceOf(replica));
      return region === undefined ? unknown("Bucket.region") : fromBoolean(region !== sourceRegion, "Bucket.region");
    }),
  );
}

/** A replication beside its bucket or inline in it. */
export const replicating = on<BucketShape & BucketReplicationConfigArgs>(...replicationConfig.types, ...bucket.types);

export const s3CrrKmsDestinationEncrypted = replicating.relation({
  id: "s3-crr-kms-destination-encrypted",
  title: "Copies in another region are encrypted with a key of that region",
  severity: "high",
  controls: { hipaa: ["164.308(a)(7)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-config-for-kms-objects.html",
  says: "does not copy KMS-encrypted objects, or not under a customer managed key of the destination's region",
  fix: 'In every rule: sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } } and destination: { encryptionConfiguration: { replicaKmsKeyId: replicaKey.arn } }.',
  why: "Left out, S3 skips every object that KMS encrypts, and the copy is empty without an error.",
  appliesWhen: (p) => any(present(p.rules), present(inlineReplication(p))),
  otherwise: "The bucket has no replication inline; a BucketReplicationConfig is judged on its own.",
  requires: (p, stack, resource) => {
    const encrypted = (rules: Reading<ReplicationRule[]>): Answer =>
      every(rules, (rule) => any(not(ruleEnabled(rule)), copiesEncrypted(rule, stack, resource.urn)));
    return all(
      encrypted(p.rules as unknown as Reading<ReplicationRule[]>),
      every(inlineReplication(p), (block) => encrypted(block.rules)),
    );
  },
});

function copiesEncrypted(rule: Reading<ReplicationRule>, stack: StackView, source: string): Answer {
  const destination = destinationOf(rule);
  const selected = first<ReplicationRule["sourceSelectionCriteria"]>(
    rule.sourceSelectionCriteria,
    rule.sourceSelectionCriterias[0] as Reading<unknown>,
  ).sseKmsEncryptedObjects as unknown as Reading<{ status: string; enabled: boolean }[]>;
  // Inline blocks spell it shorter than BucketReplicationConfig does.
  const inline = topOf(rule) !== "rules";
  const encryption = destination.encryptionConfiguration;
  const key = inline
    ? first<string>(destination.replicaKmsKeyId, encryption.replicaKmsKeyID)
    : first<string>(encryption.replicaKmsKeyId);
  return all(
    some(selected, (item) => oneOf(first(item.enabled, item.status), [true, "Enabled"])),
    customerKey(key),
    keyOfRegion(key, rule, stack, source),
  );
}

const KEYS: Kind<unknown> = { types: ["aws:kms/key:Key", "aws:kms/replicaKey:ReplicaKey", "aws:kms/alias:Alias"] };

/** The key's region is one of the destinations', as far as the program says both. */
function keyOfRegion(key: Reading<string>, rule: Reading<ReplicationRule>, stack: StackView, source: string): Answer {
  const wanted = new Set(
    destinations(destinationOf(rule).bucket, stack, source)
      .map((replica) => regionOf(resourceOf(replica)))
      .filter((region) => region !== undefined),
  );
  if (wanted.size === 0) return yes;
  const value = valueOf(key);
  if (value !== UNKNOWN) {
    const region = /arn:[^:]*:kms:([^:]+):/.exec(String(value))?.[1];
    return region === undefined ? yes : fromBoolean(wanted.has(region), pathOf(key));
  }
  const regions = (referencesOf(key) ?? [])
    .map((urn) => stack.index.get(urn))
    .filter((found) => found !== undefined)
    .filter((found) => KEYS.types.includes(found.type))
    .map(regionOf);
  if (regions.length === 0) return unknown(pathOf(key));
  return fromBoolean(
    regions.some((region) => region === undefined || wanted.has(region)),
    pathOf(key),
  );
}
