import type { AccessGrantArgs, AccessGrantsLocationArgs } from "@pulumi/aws/s3control";
import { all, fromBoolean, unknown, yes, type Answer } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { is } from "../../predicates";
import { pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import { identities, type Resource } from "../../resource";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { bucket } from "./bucket";

const grant = on<AccessGrantArgs>("aws:s3control/accessGrant:AccessGrant");
const grantsLocation: Kind<AccessGrantsLocationArgs> = {
  types: ["aws:s3control/accessGrantsLocation:AccessGrantsLocation"],
};

export const s3AccessGrantsScoped = grant.relation({
  id: "s3-access-grants-scoped",
  title: "No grant reads and writes a whole bucket of patient data",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-grants-grant.html",
  says: "reads and writes a whole bucket that may hold patient data",
  fix: 'Set accessGrantsLocationConfiguration: { s3SubPrefix: "<team>/*" } with a location of one bucket, or permission: "READ".',
  why: "The least that a task needs is a prefix. What has no classification counts as patient data.",
  appliesWhen: (p, stack, resource) => all(is(p.permission, "READWRITE"), reachesPhi(p, stack, resource)),
  otherwise: "The grant does not both read and write, or reaches no patient data.",
  requires: (p, stack) => {
    const sub = p.accessGrantsLocationConfiguration.s3SubPrefix;
    const [found] = stack.named(p.accessGrantsLocationId, grantsLocation).certain;
    if (found !== undefined) return belowBucket(valueOf(found.locationScope), sub);
    // Every instance has a location of that name from the start, which stands for all buckets.
    const scope = valueOf(p.accessGrantsLocationId) === "default" ? EVERY_BUCKET : UNKNOWN;
    return belowBucket(scope, sub);
  },
});

const EVERY_BUCKET = "s3://";

/** What is granted begins with a prefix below a bucket. A scope not known yet is one of a bucket: that of all buckets is a fixed text. */
function belowBucket(scope: unknown, sub: Reading<string>): Answer {
  const below = valueOf(sub);
  if (scope === UNKNOWN) return isWhole(below) ? unknown(pathOf(sub)) : yes;
  const text = String(scope);
  const place = text.endsWith("*") ? text.slice(0, -1) : text;
  // A prefix of the location is one of all that it grants.
  if (/\/\/[^/]+\/./.test(place)) return yes;
  if (below === UNKNOWN) return unknown(pathOf(sub));
  return fromBoolean(/\/\/[^/]+\/[^*]/.test(`${place}${String(below ?? "*")}`), pathOf(sub));
}

function isWhole(sub: unknown): boolean {
  return sub === UNKNOWN || sub === undefined || sub === "" || sub === "*";
}

/** The buckets of this program that the location names, or else the grant itself, hold patient data as far as their tags say. */
function reachesPhi(p: Reading<AccessGrantArgs>, stack: StackView, resource: Resource): Answer {
  const [found = resource] = stack
    .named(p.accessGrantsLocationId, grantsLocation)
    .certain.flatMap((item) => [...stack.named(item.locationScope, bucket).certain, ...bucketsByName(item, stack)])
    .map(resourceOf);
  return mayHoldPhi(found, stack.settings);
}

function bucketsByName(item: Reading<AccessGrantsLocationArgs>, stack: StackView): Reading<unknown>[] {
  const scope = String(valueOf(item.locationScope));
  return stack
    .all(bucket)
    .filter((found) => identities(resourceOf(found)).some((name) => `${scope}/`.startsWith(`s3://${name}/`)));
}
