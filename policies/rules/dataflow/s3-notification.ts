import type { BucketNotificationArgs } from "@pulumi/aws/s3";
import { all } from "../../answer";
import { on } from "../../rule";
import { FUNCTION, QUEUE, TOPIC } from "./flow-ends";
import { carriesPhi, everySink, goesSomewhere, type Sinks } from "./flow-sinks";
import { hasOwnKey } from "./protection";

const notification = on<BucketNotificationArgs>("aws:s3/bucketNotification:BucketNotification");

const TARGETS: Sinks = { queues: QUEUE, topics: TOPIC, lambdaFunctions: FUNCTION };

export const phiFlowS3NotificationEncryptedSink = notification.relation({
  id: "phi-flow-s3-notification-encrypted-sink",
  title: "What is told of new patient files is encrypted with a customer managed key",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)", "164.502(b)"],
  },
  source: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html",
  says: "tells of patient files to a target without a customer managed key",
  fix: "Set kmsMasterKeyId: key.arn on the queue or topic, or kmsKeyArn: key.arn on the function.",
  why: "An event carries the object's key, which often holds a name or a record number, and waits in the queue or topic.",
  appliesWhen: (p, stack, resource) => all(carriesPhi(stack, resource), goesSomewhere(p, stack, TARGETS)),
  otherwise:
    "The bucket is classified as holding no patient data, or the notification names no target of this program; a target of another stack is judged there.",
  requires: (p, stack) => everySink(p, stack, TARGETS, (sink) => hasOwnKey(sink, stack)),
});
