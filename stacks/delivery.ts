import type * as pulumi from "@pulumi/pulumi";
import { CodeSigning } from "../components/delivery/code-signing";
import { GithubRoles } from "../components/delivery/github-roles";
import { RELEASES_ROLE, STATE_KEY_ROLE, STATE_ROLE } from "../components/delivery/special-rights";
import { CustomerKey } from "../components/keys/customer-key";
import { AccessLogBucket } from "../components/storage/access-log-bucket";
import { StoreBucket, type StoreBucketArgs } from "../components/storage/store-bucket";
import { tagsFor } from "../components/tags";
import type { Context, Region } from "./context";
import type { SharedFoundation } from "./foundation";

/** Signed bundles of a region, and what makes its functions refuse others: Lambda takes code and configuration of its own region alone. */
interface SignedReleases {
  readonly releases: StoreBucket;
  readonly signing: CodeSigning;
}

export interface Delivery extends SignedReleases {
  /** Of the second region, where there is one. */
  readonly second?: SignedReleases;
  /** Undefined where no repository is named. */
  readonly github?: GithubRoles;
  /** Undefined where the state is kept elsewhere. */
  readonly state?: { readonly bucket: StoreBucket; readonly key: CustomerKey };
}

const WORKLOAD = "delivery";

/** State is read as long as the stack lives: S3's longest, a hundred years. */
const STATE_DAYS = 36_500;

/** How the stack is changed: by which workflows, with which rights, with whose code, and where Pulumi keeps its state. */
export function buildDelivery(context: Context, foundation: Pick<SharedFoundation, "key" | "accessLog">): Delivery {
  const { settings, home, replica } = context;
  const { opts, site } = home;
  const { github, stateBucket } = settings.delivery;
  const tags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const accessLogBucket = foundation.accessLog.bucketName;
  const kmsKeyArn = foundation.key.arn;
  const replicaRegion = replica?.site.region;
  return {
    ...signedReleases(context, WORKLOAD, home, { kmsKeyArn, accessLogBucket }),
    second: replica && secondReleases(context, replica),
    github: github && new GithubRoles(`${WORKLOAD}-github`, { site, tags, replicaRegion, ...github }, opts),
    state: stateBucket ? stateStore(context, tags, accessLogBucket) : undefined,
  };
}

/** What the functions of the second region run, and those that are brought up there after a disaster: signed there, under a key of its own. */
function secondReleases(context: Context, replica: Region): SignedReleases {
  const { site, opts } = replica;
  const { recordDays } = context.settings.retention;
  const name = `${WORKLOAD}-replica`;
  const tags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const key = new CustomerKey(
    `${name}-key`,
    { site, tags, role: RELEASES_ROLE, description: "Signed bundles of the second region; no PHI", uses: [] },
    opts,
  );
  const accessLog = new AccessLogBucket(
    `${name}-access-log`,
    {
      site,
      workload: WORKLOAD,
      role: `${RELEASES_ROLE}-access-log`,
      lifecycle: { retentionDays: recordDays, coldAfterDays: 90, coldClass: "STANDARD_IA" },
    },
    opts,
  );
  return signedReleases(context, name, replica, { kmsKeyArn: key.arn, accessLogBucket: accessLog.bucketName });
}

function signedReleases(
  { settings: { retention } }: Context,
  name: string,
  { site, opts }: Region,
  kept: Pick<StoreBucketArgs, "kmsKeyArn" | "accessLogBucket">,
): SignedReleases {
  const tags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const releases = new StoreBucket(
    `${name}-releases`,
    {
      site,
      tags,
      role: RELEASES_ROLE,
      ...kept,
      lifecycle: { retentionDays: retention.recordDays, coldAfterDays: 90, coldClass: "STANDARD_IA" },
      // What a function runs must stay what was signed: nobody replaces a bundle for as long as records are locked.
      objectLock: { mode: "COMPLIANCE", days: retention.recordLockDays },
    },
    opts,
  );
  return { releases, signing: new CodeSigning(`${name}-signing`, { site, tags }, opts) };
}

/**
 * Pulumi locks a stack with an object beside its state, so no table is needed. State names resources and holds secrets under the key, but
 * no records.
 */
function stateStore(
  { home: { site, opts }, settings }: Context,
  tags: ReturnType<typeof tagsFor>,
  accessLogBucket: pulumi.Input<string>,
): NonNullable<Delivery["state"]> {
  const key = new CustomerKey(
    `${WORKLOAD}-state-key`,
    { site, tags, role: STATE_KEY_ROLE, description: "State of Pulumi and its secrets; no PHI", uses: [] },
    opts,
  );
  const bucket = new StoreBucket(
    `${WORKLOAD}-state`,
    {
      site,
      tags,
      role: STATE_ROLE,
      kmsKeyArn: key.arn,
      accessLogBucket,
      lifecycle: { retentionDays: STATE_DAYS, coldAfterDays: 90, coldClass: "STANDARD_IA" },
      // A lock on a version leaves Pulumi free to write the next one, and to put a marker over a lock of its own.
      objectLock: { mode: "COMPLIANCE", days: settings.retention.recordLockDays },
    },
    opts,
  );
  return { bucket, key };
}

/** The context of workloads whose functions run signed bundles, where the settings name a release. */
export function withSignedCode(context: Context, delivery: Delivery | undefined): Context {
  const { signedRelease } = context.settings.delivery;
  if (delivery === undefined || signedRelease === undefined) return context;
  const signed = (region: Region, { releases, signing }: SignedReleases): Region => {
    const signedCode = { bucketName: releases.bucketName, release: signedRelease, configArn: signing.configArn };
    return { ...region, site: { ...region.site, signedCode } };
  };
  const { home, replica } = context;
  const { second } = delivery;
  return {
    ...context,
    home: signed(home, delivery),
    ...(replica && second && { replica: signed(replica, second) }),
  };
}
