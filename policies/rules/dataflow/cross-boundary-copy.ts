import type { PlanArgs } from "@pulumi/aws/backup";
import type { TaskArgs } from "@pulumi/aws/datasync";
import type { SnapshotCopyArgs } from "@pulumi/aws/rds";
import type { BucketReplicationConfigArgs, ObjectCopyArgs } from "@pulumi/aws/s3";
import { all, any, fromBoolean, no, unknown, yes, type Answer } from "../../answer";
import { classificationOf, regionOf } from "../../classification";
import { absent, every, is, oneOf } from "../../predicates";
import { pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import { shortType, type Resource } from "../../resource";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import type { BucketShape } from "../s3/bucket";
import { regionOfArn } from "./account-of-stack";
import { KEPT_BEHIND } from "./flow-carriers";
import { BUCKET, LOCATION, VAULT } from "./flow-ends";
import { namedIn } from "./flow-names";
import { carriesPhi, drawnBreach, goesSomewhere, type Sinks } from "./flow-sinks";
import { PhiFlow } from "./phi-flow";

const SNAPSHOT_COPIES = ["aws:rds/snapshotCopy:SnapshotCopy", "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy"];

type CopyArgs = ObjectCopyArgs &
  Omit<BucketReplicationConfigArgs, "rules"> &
  Pick<BucketShape, "replicationConfiguration" | "replicationConfigurations"> &
  TaskArgs &
  Pick<PlanArgs, "rules"> &
  SnapshotCopyArgs;

const copy = on<CopyArgs>(
  "aws:s3/objectCopy:ObjectCopy",
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig",
  ...BUCKET.types.filter((type) => type.startsWith("aws:")),
  "aws:datasync/task:Task",
  "aws:backup/plan:Plan",
  ...SNAPSHOT_COPIES,
);

/** Where each kind of copy goes. */
const GOES_TO: Readonly<Record<string, Sinks>> = {
  "aws:s3/objectCopy:ObjectCopy": { bucket: BUCKET },
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": { rules: BUCKET },
  "aws:s3/bucket:Bucket": { replicationConfiguration: BUCKET },
  "aws:s3/bucketV2:BucketV2": { replicationConfigurations: BUCKET },
  "aws:datasync/task:Task": { destinationLocationArn: LOCATION },
  "aws:backup/plan:Plan": { rules: VAULT },
};

export const phiFlowCrossBoundaryCopy = copy.relation({
  id: "phi-flow-cross-boundary-copy",
  title: "Copies of patient data stay in allowed regions and keep their classification",
  severity: "high",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(7)(ii)(B)", "164.502(b)"] },
  source: "https://www.ecfr.gov/current/title-45/section-164.308",
  says: "copies patient data to a region that is not allowed, or to where nothing says that it is patient data",
  fix: "Copy within the pack's allowedRegions, and tag the destination with the classification of the source (copyTags: true on a snapshot copy).",
  appliesWhen: (p, stack, resource) =>
    all(
      carriesPhi(stack, resource),
      any(
        fromBoolean(SNAPSHOT_COPIES.includes(resource.type) || outsideRegions(resource, stack).length > 0),
        goesSomewhere(p, stack, GOES_TO[resource.type] ?? {}),
      ),
    ),
  otherwise:
    "The source is classified as holding no patient data, nothing is copied, or the copy goes to a bucket of another stack, whose name tells no region.",
  requires: (p, stack, resource) =>
    SNAPSHOT_COPIES.includes(resource.type)
      ? all(
          any(absent(p.destinationRegion), oneOf(p.destinationRegion, stack.settings.allowedRegions)),
          any(is(p.copyTags, true), keepsClass(resource, resource, stack)),
        )
      : all(
          ...outsideRegions(resource, stack).map(({ property, region }) =>
            fromBoolean(stack.settings.allowedRegions.includes(region), property),
          ),
          ...destinationsOf(p, stack, resource),
        ),
});

/** Regions that ARNs of what is not of this program name. */
function outsideRegions(resource: Resource, stack: StackView): { property: string; region: string }[] {
  return Object.entries(GOES_TO[resource.type] ?? {}).flatMap(([property, kind]) =>
    namedIn(stack.index, resource, property, kind)
      .outside.map(regionOfArn)
      .filter((region) => region !== undefined)
      .map((region) => ({ property, region })),
  );
}

function destinationsOf(p: Reading<CopyArgs>, stack: StackView, resource: Resource): Answer[] {
  return Object.entries(GOES_TO[resource.type] ?? {}).flatMap(([property, kind]) => {
    const { found, open } = namedIn(stack.index, resource, property, kind);
    const answers = found.flatMap((named) =>
      keptBehind(named, stack).map((destination) => {
        const region = regionOf(destination);
        return drawnBreach(
          all(
            fromBoolean(region === undefined || stack.settings.allowedRegions.includes(region)),
            any(keepsClass(destination, resource, stack), copyIsTagged(p, resource, stack)),
          ),
          () => PhiFlow.of(stack).path(resource, ...(named === destination ? [named] : [named, destination])),
        );
      }),
    );
    return open ? [unknown(property)] : answers;
  });
}

/** The store that a location stands for, or what is named itself. */
function keptBehind(named: Resource, stack: StackView): readonly Resource[] {
  const behind = Object.entries(KEPT_BEHIND[named.type] ?? {}).flatMap(
    ([property, kind]) => namedIn(stack.index, named, property, kind).found,
  );
  return behind.length > 0 ? behind : [named];
}

/** Declared patient data stays declared; of what nobody declared, only the region is asked. */
function keepsClass(destination: Resource, carrier: Resource, stack: StackView): Answer {
  if (!isDeclaredPhi(carrier, stack)) return yes;
  const kept = classificationOf(destination, stack.settings);
  return kept === "unknown" ? unknown(`${shortType(destination.type)}.tags`) : fromBoolean(kept === "phi", "tags");
}

function isDeclaredPhi(carrier: Resource, stack: StackView): boolean {
  return PhiFlow.of(stack).isDeclared(carrier) || classificationOf(carrier, stack.settings) === "phi";
}

/** Tags that the copy itself gets: those of an object, or of recovery points in every rule of a plan. */
function copyIsTagged(p: Reading<CopyArgs>, resource: Resource, stack: StackView): Answer {
  switch (resource.type) {
    case "aws:s3/objectCopy:ObjectCopy":
      return isPhiTag(p.tags, stack);
    case "aws:backup/plan:Plan":
      return every(p.rules, (rule) =>
        isPhiTag((rule as Reading<{ recoveryPointTags: object }>).recoveryPointTags, stack),
      );
    default:
      return no();
  }
}

function isPhiTag(tags: Reading<unknown>, stack: StackView): Answer {
  const { urn, type, name } = resourceOf(tags);
  const said = classificationOf({ urn, type, name, inputs: { tags: valueOf(tags) } }, stack.settings);
  return said === "unknown" ? unknown(pathOf(tags)) : fromBoolean(said === "phi", pathOf(tags));
}
