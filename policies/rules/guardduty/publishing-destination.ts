import type { PublishingDestinationArgs } from "@pulumi/aws/guardduty";
import { about, all, any, type Answer } from "../../answer";
import { atLeast, customerKey, some } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { bucket, type BucketShape } from "../s3/bucket";
import { daysOfYears, defaultRetention, lastsYears, lifecycle, minimumYears, ruleEnabled } from "../s3/bucket-settings";

const destination = on<PublishingDestinationArgs>("aws:guardduty/publishingDestination:PublishingDestination");

export const guarddutyPublishingDestinationEncrypted = destination.relation({
  id: "guardduty-publishing-destination-encrypted",
  title: "Exported findings are encrypted with a customer managed key and kept for six years",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)", "164.316(b)(2)(i)"] },
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_exportfindings.html",
  says: "exports findings without a customer managed key, or to a bucket that does not keep them for six years",
  fix: "Set kmsKeyArn: key.arn, and give the bucket an object lock whose default retention is six years or more, or a lifecycle that expires nothing sooner.",
  why: "The bucket of another stack is judged there by its tags.",
  config: [minimumYears],
  requires: (p, stack) =>
    all(
      customerKey(p.kmsKeyArn),
      stack.named(p.destinationArn, bucket).every((one) => keepsFindings(one, stack)),
    ),
});

/** Locked for so long, or expired by the bucket's lifecycle no sooner. */
function keepsFindings(p: Reading<BucketShape>, stack: StackView): Answer {
  const years = minimumYears.of(stack.settings);
  const answer = any(
    defaultRetention(p, stack, (by) => lastsYears(by, years)),
    lifecycle(p, stack, some, (rule) => all(ruleEnabled(rule), atLeast(rule.expiration.days, daysOfYears(years)))),
  );
  return about(answer, "BucketObjectLockConfiguration");
}
