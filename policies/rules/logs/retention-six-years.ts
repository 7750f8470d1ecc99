import type { EventDataStoreArgs } from "@pulumi/aws/cloudtrail";
import type { LogGroupArgs, LogSubscriptionFilterArgs } from "@pulumi/aws/cloudwatch";
import type { FirehoseDeliveryStreamArgs } from "@pulumi/aws/kinesis";
import type { BucketLifecycleConfigurationArgs } from "@pulumi/aws/s3";
import { all, any, fromBoolean, not, yes, type Answer } from "../../answer";
import { absent, atLeast, every, is } from "../../predicates";
import { referencesOf, resourceOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { wholeNumber } from "../../rule-config";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { eventDataStore } from "../cloudtrail/event-data-store";
import type { RecorderArgs } from "../cloudtrail/selectors";
import { trail } from "../cloudtrail/trail";
import { bucket, lifecycleConfiguration, type LifecycleRule } from "../s3/bucket";
import { complianceLock, isEvidence, ruleEnabled, sixYears } from "../s3/bucket-settings";
import { logGroup } from "./log-group";

/** What keeps audit records: a log group, an event data store, or a bucket's lifecycle. */
type KeeperArgs = LogGroupArgs &
  Pick<EventDataStoreArgs, "retentionPeriod"> &
  Pick<BucketLifecycleConfigurationArgs, "bucket" | "rules">;

const keeper = on<KeeperArgs>(...logGroup.types, ...eventDataStore.types, ...lifecycleConfiguration.types);
const subscription: Kind<LogSubscriptionFilterArgs> = {
  types: ["aws:cloudwatch/logSubscriptionFilter:LogSubscriptionFilter"],
};
const deliveryStream: Kind<FirehoseDeliveryStreamArgs> = {
  types: ["aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"],
};

type Keeper = Reading<KeeperArgs>;

/** Six calendar years hold up to 2192 days, which is a value of CloudWatch Logs too. */
const minimumDays = wholeNumber({
  name: "minimumDays",
  description: "Days that audit records are kept at least.",
  fallback: 2192,
  minimum: 2192,
  maximum: 3653,
});

export const logRetentionSixYears = keeper.relation({
  id: "log-retention-six-years",
  title: "Audit records are kept for six years",
  severity: "high",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)", "164.316(b)(2)(i)"] },
  source: "https://www.ecfr.gov/current/title-45/section-164.316",
  says: "drops audit records before six years are over",
  fix: "Set retentionInDays: 2192 (or 0, for ever), retentionPeriod: 2192 or more, expiration: { days: 2192 } or more.",
  why: "Audit log groups are those tagged so (classification or purpose audit) and those that a trail of the program writes to. A shorter one passes where the trail's bucket, or the bucket its events are delivered to, is locked in compliance mode for six years, or where they are handed on to another program.",
  adviseIfOpen: "Where a subscription delivers to is often not known before the first update.",
  config: [minimumDays],
  appliesWhen: (p, stack) => {
    if (isOf(p, eventDataStore)) return yes;
    return isOf(p, logGroup) ? isAuditGroup(p, stack) : isOfAuditBucket(p, stack);
  },
  otherwise: "Neither a trail writes here nor is it tagged as holding audit records.",
  requires: (p, stack) => {
    const days = minimumDays.of(stack.settings);
    if (isOf(p, eventDataStore)) return any(absent(p.retentionPeriod), atLeast(p.retentionPeriod, days));
    if (!isOf(p, logGroup)) return neverExpiresBefore(p, days);
    const kept = any(
      absent(p.retentionInDays),
      is(p.retentionInDays, 0),
      is(p.retentionInDays, "0"),
      atLeast(p.retentionInDays, days),
    );
    const answer = any(kept, copiedToLockedBucket(p, stack));
    return answer.truth === false ? kept : answer;
  },
});

function isOf(p: Keeper, kind: Kind<unknown>): boolean {
  return kind.types.includes(resourceOf(p).type);
}

function isAuditGroup(p: Keeper, stack: StackView): Answer {
  return any(isEvidence(resourceOf(p), stack.settings), fromBoolean(trailsInto(p, stack).length > 0));
}

/** Trails that write to this group, by reference or by the name in the ARN. */
export function trailsInto(group: Reading<Pick<LogGroupArgs, "name">>, stack: StackView): Reading<RecorderArgs>[] {
  const name = valueOf(group.name);
  return stack.all(trail).filter((p) => {
    const target = valueOf(p.cloudWatchLogsGroupArn);
    if (typeof target === "string") return /:log-group:([^:]+)/.exec(target)?.[1] === name;
    return (referencesOf(p.cloudWatchLogsGroupArn) ?? []).includes(resourceOf(group).urn);
  });
}

function isOfAuditBucket(p: Keeper, stack: StackView): Answer {
  return stack
    .named(p.bucket, bucket)
    .some((found) =>
      any(isEvidence(resourceOf(found), stack.settings), stack.partner(found, trail, "s3BucketName").exists()),
    );
}

/** No rule in force deletes what is younger. */
function neverExpiresBefore(p: Keeper, days: number): Answer {
  return every(p.rules as Reading<unknown> as Reading<LifecycleRule[]>, (rule) =>
    any(
      not(ruleEnabled(rule)),
      all(any(absent(rule.expiration.days), atLeast(rule.expiration.days, days)), absent(rule.expiration.date)),
    ),
  );
}

/** What is in the group lies in a locked bucket too: the trail's own, or one that a subscription delivers to. */
function copiedToLockedBucket(p: Keeper, stack: StackView): Answer {
  const toLockedBucket = (name: Reading<unknown>): Answer =>
    goesTo(name, bucket, stack, (found) => complianceLock(found, stack, sixYears));
  return any(
    ...trailsInto(p, stack).map((each) => toLockedBucket(each.s3BucketName)),
    stack
      .partner(p, subscription, "logGroup")
      .some((filter) =>
        goesTo(filter.destinationArn, deliveryStream, stack, (stream) =>
          toLockedBucket(stream.extendedS3Configuration.bucketArn),
        ),
      ),
  );
}

/** What the property names holds, or is of another program and judged there. */
function goesTo<T>(
  name: Reading<unknown>,
  kind: Kind<T>,
  stack: StackView,
  holds: (found: Reading<T>) => Answer,
): Answer {
  const found = stack.named(name, kind);
  return typeof valueOf(name) === "string" && found.count() === 0 ? yes : found.satisfies(holds);
}
