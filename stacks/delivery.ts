import type * as pulumi from "@pulumi/pulumi";
import { CodeSigning } from "../components/delivery/code-signing";
import { GithubRoles } from "../components/delivery/github-roles";
import { RELEASES_ROLE, STATE_KEY_ROLE, STATE_ROLE } from "../components/delivery/special-rights";
import { CustomerKey } from "../components/keys/customer-key";
import { StoreBucket } from "../components/storage/store-bucket";
import { tagsFor } from "../components/tags";
import type { Context } from "./context";
import type { SharedFoundation } from "./foundation";

export interface Delivery {
  readonly releases: StoreBucket;
  readonly signing: CodeSigning;
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
  const { settings, home } = context;
  const { opts } = home;
  const { site } = home;
  const { github, stateBucket } = settings.delivery;
  const { retention } = settings;
  const tags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const accessLogBucket = foundation.accessLog.bucketName;
  const releases = new StoreBucket(
    `${WORKLOAD}-releases`,
    {
      site,
      tags,
      role: RELEASES_ROLE,
      kmsKeyArn: foundation.key.arn,
      accessLogBucket,
      lifecycle: { retentionDays: retention.recordDays, coldAfterDays: 90, coldClass: "STANDARD_IA" },
      // What a function runs must stay what was signed: nobody replaces a bundle for as long as records are locked.
      objectLock: { mode: "COMPLIANCE", days: retention.recordLockDays },
    },
    opts,
  );
  const signing = new CodeSigning(`${WORKLOAD}-signing`, { site, tags }, opts);
  return {
    releases,
    signing,
    github: github && new GithubRoles(`${WORKLOAD}-github`, { site, tags, ...github }, opts),
    state: stateBucket ? stateStore(context, tags, accessLogBucket) : undefined,
  };
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
  const signedCode = {
    bucketName: delivery.releases.bucketName,
    release: signedRelease,
    configArn: delivery.signing.configArn,
  };
  const { home } = context;
  return { ...context, home: { ...home, site: { ...home.site, signedCode } } };
}
