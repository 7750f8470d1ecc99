import type { QueueArgs, QueuePolicyArgs } from "@pulumi/aws/sqs";
import { any } from "../../answer";
import { noOpenStatement } from "../../policy-document";
import { notFalse, present } from "../../predicates";
import { on } from "../../rule";

const queue = on<QueueArgs>("aws:sqs/queue:Queue");
const policyHolder = on<QueuePolicyArgs & QueueArgs>("aws:sqs/queuePolicy:QueuePolicy", ...queue.types);

export const sqsQueueEncrypted = queue.rule({
  id: "sqs-queue-encrypted",
  title: "Queues encrypt their messages",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html",
  says: "keeps its messages unencrypted",
  fix: "Set kmsMasterKeyId: key.arn, or leave sqsManagedSseEnabled at its default of true.",
  why: "Left out, SQS encrypts new queues with keys of its own.",
  requires: (p) => any(present(p.kmsMasterKeyId), notFalse(p.sqsManagedSseEnabled)),
});

export const sqsQueueNoPublicAccess = policyHolder.rule({
  id: "sqs-queue-no-public-access",
  title: "No queue policy allows everyone in without binding them",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html",
  says: "lets anyone send or receive messages",
  fix: 'Name the principals, or add Condition: { ArnEquals: { "aws:SourceArn": topic.arn } }.',
  appliesWhen: (p) => present(p.policy),
  otherwise: "The queue has no policy inline; a QueuePolicy is judged on its own.",
  requires: (p) => noOpenStatement(p.policy),
});
