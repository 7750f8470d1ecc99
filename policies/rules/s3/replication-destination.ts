import type { BucketReplicationConfigArgs } from "@pulumi/aws/s3";
import { all, any, fromBoolean, not, unknown, yes, type Answer } from "../../answer";
import { classificationOf, mayHoldPhi } from "../../classification";
import { every, is, present } from "../../predicates";
import { resourceOf, type Reading } from "../../reading";
import type { Resource } from "../../resource";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { bucket, replicationConfig, type BucketShape } from "./bucket";
import { destinations, replicating } from "./bucket-replication";
import { encryptedWithKms, logsElsewhere, publicAccessBlocked, versioned } from "./bucket-settings";
import { refusesPlainHttp } from "./bucket-transport";

type Replicating = Reading<BucketShape & BucketReplicationConfigArgs>;

/** The bucket that is copied: the replication's, or the one that it stands in. Undefined for a bucket of elsewhere. */
function sourceOf(p: Replicating, stack: StackView, resource: Resource): Resource | undefined {
  if (bucket.types.includes(resource.type)) return resource;
  const [found] = stack.named(p.bucket, bucket).certain;
  return found === undefined ? undefined : resourceOf(found);
}

/** Buckets of this program that the copies go to. */
function copiesTo(p: Replicating, stack: StackView, source: Resource | undefined): Reading<BucketShape>[] {
  return [p.rules, p.replicationConfiguration, p.replicationConfigurations].flatMap((property) =>
    destinations(property, stack, source?.urn),
  );
}

export const s3CrrDestinationSameControls = replicating.relation({
  id: "s3-crr-destination-same-controls",
  title: "Copies of patient data are guarded as the bucket they come from",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(4)(ii)(C)",
      "164.308(a)(7)(ii)(B)",
      "164.312(a)(1)",
      "164.312(a)(2)(iv)",
      "164.312(e)(1)",
      "164.312(e)(2)(ii)",
    ],
  },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-what-is-isnot-replicated.html",
  says: "copies patient data to a bucket that lacks a control of its source",
  fix: "Give the destination a BucketPublicAccessBlock, BucketVersioning, a policy that denies requests without TLS, aws:kms by default, BucketLogging, and the classification tag of the source.",
  why: "S3 copies objects, not the settings of their bucket. A bucket without a classification counts as one with patient data.",
  adviseIfOpen:
    "The destination's policy is usually written from its ARN, which does not exist before the bucket: a stop would hit compliant programs on their first preview.",
  appliesWhen: (p, stack, resource) => {
    const source = sourceOf(p, stack, resource);
    return all(
      fromBoolean(copiesTo(p, stack, source).length > 0),
      source === undefined ? yes : mayHoldPhi(source, stack.settings),
    );
  },
  otherwise: "It copies to no bucket of this program, or its source is classified as holding no patient data.",
  requires: (p, stack, resource) => {
    const source = sourceOf(p, stack, resource);
    return all(
      ...copiesTo(p, stack, source).map((copy) =>
        all(
          publicAccessBlocked(copy, stack),
          versioned(copy, stack),
          refusesPlainHttp(copy, stack),
          encryptedWithKms(copy, stack),
          logsElsewhere(copy, stack),
          sameClassification(resourceOf(copy), source, stack),
        ),
      ),
    );
  },
});

/** The copy says of itself what the source says, or that it holds patient data. */
function sameClassification(copy: Resource, source: Resource | undefined, stack: StackView): Answer {
  const ofCopy = classificationOf(copy, stack.settings);
  if (ofCopy === "unknown") return unknown("Bucket.tags");
  const same = source !== undefined && ofCopy === classificationOf(source, stack.settings);
  return fromBoolean(ofCopy === "phi" || same, "Bucket.tags");
}

const replication = on<BucketReplicationConfigArgs>(...replicationConfig.types);

export const s3CrrDeleteMarkerAndRtc = replication.rule({
  id: "s3-crr-delete-marker-and-rtc",
  title: "Replications say what becomes of deletions and are done within a stated time",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/replication-time-control.html",
  says: "does not say what becomes of deletions, or may lag behind without end and without anyone noticing",
  fix: 'In every rule: deleteMarkerReplication: { status: "Disabled" } (or "Enabled") and destination: { replicationTime: { status: "Enabled", time: { minutes: 15 } }, metrics: { status: "Enabled", eventThreshold: { minutes: 15 } } }.',
  why: "Whether deletions are copied is for the program to choose; only stating it shows that it did.",
  requires: (p) =>
    every(p.rules, (rule) =>
      any(
        not(is(rule.status, "Enabled")),
        all(
          present(rule.deleteMarkerReplication.status),
          is(rule.destination.replicationTime.status, "Enabled"),
          is(rule.destination.metrics.status, "Enabled"),
        ),
      ),
    ),
});
