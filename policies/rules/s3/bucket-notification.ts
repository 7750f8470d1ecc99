import type { BucketNotificationArgs } from "@pulumi/aws/s3";
import { about, any, not, type Answer } from "../../answer";
import { is, present } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import { setting } from "../../stack-view";
import { bucket, type BucketShape } from "./bucket";
import { declaredPublic, isAccessLogTarget } from "./bucket-settings";

const notification: Kind<BucketNotificationArgs> = { types: ["aws:s3/bucketNotification:BucketNotification"] };

/** What `aws-native:s3:Bucket` has inline. */
interface NativeNotification {
  readonly notificationConfiguration: {
    readonly eventBridgeConfiguration: { readonly eventBridgeEnabled: boolean };
    readonly lambdaConfigurations: object[];
    readonly queueConfigurations: object[];
    readonly topicConfigurations: object[];
  };
}

export const s3EventNotificationsEnabled = bucket.relation({
  id: "s3-event-notifications-enabled",
  title: "Every bucket tells what happens to its objects",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/s3-event-notifications-enabled.html",
  says: "tells nobody what happens to its objects",
  fix: 'new aws.s3.BucketNotification("<name>", { bucket: bucket.id, eventbridge: true })',
  appliesWhen: (p, stack, resource) => not(any(isAccessLogTarget(p, stack), declaredPublic(resource, stack.settings))),
  otherwise: "Access logs are delivered here, or the bucket is tagged as public: nobody waits for its objects.",
  requires: (p, stack) => {
    const inline = (p as Reading<BucketShape & NativeNotification>).notificationConfiguration;
    return setting(
      inline,
      () =>
        tells(pathOf(inline), is(inline.eventBridgeConfiguration.eventBridgeEnabled, true), [
          inline.lambdaConfigurations,
          inline.queueConfigurations,
          inline.topicConfigurations,
        ]),
      stack.partner(p, notification, "bucket"),
      (companion) =>
        tells("BucketNotification", is(companion.eventbridge, true), [
          companion.lambdaFunctions,
          companion.queues,
          companion.topics,
        ]),
    );
  },
});

/** Somebody is told; a failure names the notification. */
function tells(path: string, eventBridge: Answer, targets: readonly Reading<unknown>[]): Answer {
  const answer = any(eventBridge, ...targets.map(present));
  return about(answer, path);
}
