import type { QueueArgs, QueuePolicyArgs } from "@pulumi/aws/sqs";
import { all, any, not } from "../../answer";
import { allows, coversAction, everyStatement, noOpenStatement } from "../../policy-document";
import { customerKey, notFalse, present } from "../../predicates";
import { pathOf } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import { refusesPlainTransport } from "./plain-transport";

export const queue = on<QueueArgs>("aws:sqs/queue:Queue");
export const queuePolicy: Kind<QueuePolicyArgs> = { types: ["aws:sqs/queuePolicy:QueuePolicy"] };
const policyHolder = on<QueuePolicyArgs & QueueArgs>(...queuePolicy.types, ...queue.types);

const ENCRYPTION =
  "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-server-side-encryption.html";
const BEST_PRACTICES =
  "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-security-best-practices.html";
const NO_INLINE_POLICY = "The queue has no policy inline; a QueuePolicy is judged on its own.";

export const sqsQueueEncrypted = queue.rule({
  id: "sqs-queue-encrypted",
  title: "Queues encrypt their messages",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: ENCRYPTION,
  says: "keeps its messages unencrypted",
  fix: "Set kmsMasterKeyId: key.arn, or leave sqsManagedSseEnabled at its default of true.",
  why: "Left out, SQS encrypts new queues with keys of its own.",
  remedy: { sqsManagedSseEnabled: true },
  requires: (p) => any(present(p.kmsMasterKeyId), notFalse(p.sqsManagedSseEnabled)),
});

export const sqsQueueNoPublicAccess = policyHolder.rule({
  id: "sqs-queue-no-public-access",
  title: "No queue policy allows everyone in without binding them",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: BEST_PRACTICES,
  says: "lets anyone send or receive messages",
  fix: 'Name the principals, or add Condition: { ArnEquals: { "aws:SourceArn": topic.arn } }.',
  appliesWhen: (p) => present(p.policy),
  otherwise: NO_INLINE_POLICY,
  requires: (p) => noOpenStatement(p.policy),
});

export const sqsQueueCmk = queue.rule({
  id: "sqs-queue-cmk",
  title: "Queues encrypt with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: ENCRYPTION,
  says: "names no customer managed key for its messages",
  fix: "Set kmsMasterKeyId: key.arn.",
  requires: (p) => customerKey(p.kmsMasterKeyId),
});

export const sqsQueuePolicyNoStarAction = policyHolder.rule({
  id: "sqs-queue-policy-no-star-action",
  title: "No queue policy allows every action at once",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: BEST_PRACTICES,
  says: "allows every action, from reading messages to deleting the queue",
  fix: 'Name the actions, e.g. Action: ["sqs:SendMessage"].',
  appliesWhen: (p) => present(p.policy),
  otherwise: NO_INLINE_POLICY,
  requires: (p) =>
    everyStatement(p.policy, (statement) =>
      not(all(allows(statement), coversAction(statement, "sqs:*")), pathOf(statement.Action)),
    ),
});

export const sqsQueueSslRequestsOnly = queue.relation({
  id: "sqs-queue-ssl-requests-only",
  title: "Every queue refuses requests that do not come over TLS",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: BEST_PRACTICES,
  says: "has no policy that denies requests without TLS",
  fix: 'Add to the queue policy: { Effect: "Deny", Principal: "*", Action: "sqs:*", Resource: queue.arn, Condition: { Bool: { "aws:SecureTransport": "false" } } }.',
  requires: (p, stack) => refusesPlainTransport(p.policy, stack.partner(p, queuePolicy, "queueUrl"), "sqs:*"),
});
