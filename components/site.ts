import type * as pulumi from "@pulumi/pulumi";
import type { AlarmTopics } from "./observability/severity";
import type { Watch } from "./observability/watch";
import type { TagKeys } from "./tags";

/** Where and for whom a stack builds. Plain values are known before any resource is made, so names and policies are too. */
export interface Site {
  /** First part of every name, [a-z][a-z0-9]{1,11}. */
  readonly project: string;
  /** Second part of every name and the environment tag, [a-z][a-z0-9]{1,7}. */
  readonly environment: string;
  /** Team that answers for the stack; a tag value, so neither a person's name nor an address. */
  readonly owner: string;
  /** AWS region such as us-east-1. */
  readonly region: string;
  /** Twelve-digit account number, from the provider's own credentials. */
  readonly accountId: pulumi.Output<string>;
  readonly tagKeys: TagKeys;
  /** ARN of the policy that bounds every role of the stack: the organisation's, or one that the foundation makes. */
  readonly permissionsBoundaryArn?: pulumi.Input<string>;
  /** Signed bundles that functions of the region run; left out, they run what was built beside the program. */
  readonly signedCode?: SignedCode;
  /** True refuses to delete what holds records: `protect` on keys, buckets and data stores. */
  readonly deletionProtection: boolean;
  /** Where alarms of each severity go, in place of the topic that a component is given. */
  readonly alarmTopics?: AlarmTopics;
  /** Takes note of what components make that can be watched. */
  readonly watch?: Watch;
}

/** A release whose bundles a pipeline had signed, as `signed/<release>/<function>.zip` of a bucket. */
export interface SignedCode {
  readonly bucketName: pulumi.Input<string>;
  readonly release: string;
  /** Code signing configuration that refuses any other code. */
  readonly configArn: pulumi.Input<string>;
}

/** A site whose account number is known: what the pure functions take. */
export interface Place {
  readonly project: string;
  readonly environment: string;
  readonly region: string;
  readonly accountId: string;
}

/** Calls `make` with the site once its account number is known; at preview that is at once. */
export function atPlace<T>(site: Site, make: (place: Place) => T): pulumi.Output<T> {
  const { project, environment, region } = site;
  // Nothing else of the site: what isn't known yet would make the place unknown, too.
  return site.accountId.apply((accountId) => make({ project, environment, region, accountId })) as pulumi.Output<T>;
}
