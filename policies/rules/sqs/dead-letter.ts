import type { EventTargetArgs } from "@pulumi/aws/cloudwatch";
import type { EventSourceMappingArgs, FunctionArgs, FunctionEventInvokeConfigArgs } from "@pulumi/aws/lambda";
import type { ScheduleArgs } from "@pulumi/aws/scheduler";
import type { TopicSubscriptionArgs } from "@pulumi/aws/sns";
import type { QueueArgs, RedriveAllowPolicyArgs, RedrivePolicyArgs } from "@pulumi/aws/sqs";
import { any, fromBoolean, not, unknown, yes, type Answer } from "../../answer";
import { present } from "../../predicates";
import { jsonOf, pathOf, resourceOf, sourcesOf, valueOf, type Reading } from "../../reading";
import { identities, typeOf } from "../../resource";
import type { Kind } from "../../stack-index";
import { setting, type StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { queue } from "./queue";

const redrivePolicy: Kind<RedrivePolicyArgs> = { types: ["aws:sqs/redrivePolicy:RedrivePolicy"] };
const redriveAllowPolicy: Kind<RedriveAllowPolicyArgs> = { types: ["aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"] };
const subscription: Kind<TopicSubscriptionArgs> = { types: ["aws:sns/topicSubscription:TopicSubscription"] };
const lambdaFunction: Kind<FunctionArgs> = { types: ["aws:lambda/function:Function"] };
const invokeConfig: Kind<FunctionEventInvokeConfigArgs> = {
  types: ["aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"],
};
const eventSource: Kind<EventSourceMappingArgs> = { types: ["aws:lambda/eventSourceMapping:EventSourceMapping"] };
const eventTarget: Kind<EventTargetArgs> = { types: ["aws:cloudwatch/eventTarget:EventTarget"] };
const schedule: Kind<ScheduleArgs> = { types: ["aws:scheduler/schedule:Schedule"] };

interface Redrive {
  readonly deadLetterTargetArn: string;
}

interface RedriveAllow {
  readonly redrivePermission: string;
}

function deadLetters(policy: Reading<unknown>): Reading<string> {
  return jsonOf<Redrive>(policy).deadLetterTargetArn;
}

export const sqsQueueDlqConfigured = queue.relation({
  id: "sqs-queue-dlq-configured",
  title: "Every queue hands what can't be processed to a dead-letter queue",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)", "164.312(c)(1)", "164.312(c)(2)"] },
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  says: "has no dead-letter queue: a message that always fails is lost when its time is over",
  fix: "Set redrivePolicy: pulumi.jsonStringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: 5 }).",
  appliesWhen: (p, stack) => not(takesDeadLetters(p, stack)),
  otherwise: "The queue is itself a dead-letter queue.",
  requires: (p, stack) =>
    setting(
      p.redrivePolicy,
      () => present(deadLetters(p.redrivePolicy)),
      stack.partner(p, redrivePolicy, "queueUrl"),
      (companion) => present(deadLetters(companion.redrivePolicy)),
    ),
});

/** What failed elsewhere is sent here, or the queue says which queues may send it. Exempting needs certainty. */
function takesDeadLetters(p: Reading<QueueArgs>, stack: StackView): Answer {
  const senders = [
    stack.partner(p, queue, "redrivePolicy"),
    stack.partner(p, redrivePolicy, "redrivePolicy"),
    stack.partner(p, subscription, "redrivePolicy"),
    stack.partner(p, lambdaFunction, "deadLetterConfig"),
    stack.partner(p, eventSource, "destinationConfig"),
    stack.partner(p, eventTarget, "deadLetterConfig"),
  ];
  const allowing = [
    p.redriveAllowPolicy,
    ...stack.partner(p, redriveAllowPolicy, "queueUrl").certain.map((found) => found.redriveAllowPolicy),
  ];
  return any(
    fromBoolean(
      senders.some(({ certain }) => certain.length > 0) || allowing.some(allowsSenders) || namedInJson(p, stack),
    ),
    ...stack
      .partner(p, schedule, "target")
      .certain.map(({ target }) => namesIn(target.deadLetterConfig.arn, p, target.arn)),
    ...stack
      .partner(p, invokeConfig, "destinationConfig")
      .certain.map(({ destinationConfig: to }) => namesIn(to.onFailure.destination, p, to.onSuccess.destination)),
  );
}

/**
 * Whether this part of an input that names the queue does so, and not the `other`, which takes what went well. Where both are not known
 * yet, references tell of the whole input only: they decide where it was made from one queue and something else that `other` may be.
 */
function namesIn(part: Reading<string>, p: Reading<QueueArgs>, other: Reading<string>): Answer {
  const [value, otherwise] = [valueOf(part), valueOf(other)];
  if (value !== UNKNOWN) return fromBoolean(identities(resourceOf(p)).includes(String(value)));
  const sources = sourcesOf(part).map(typeOf);
  const queues = sources.filter((type) => queue.types.includes(type));
  const isOther = otherwise !== UNKNOWN || sources.some((type) => TAKERS.test(type));
  return queues.length === 1 && isOther ? yes : unknown(pathOf(part));
}

/** What Scheduler calls and Lambda hands results to, other than queues. */
const TAKERS =
  /^aws:(lambda\/(function|alias):|sfn\/stateMachine:|kinesis\/|sns\/topic:|cloudwatch\/eventBus:|ecs\/(cluster|taskDefinition):)/;

function allowsSenders(policy: Reading<unknown>): boolean {
  const permission = valueOf(jsonOf<RedriveAllow>(policy).redrivePermission);
  return permission === "allowAll" || permission === "byQueue";
}

/** A redrive policy is JSON: the ARN of a queue that exists already stands inside a longer string. */
function namedInJson(p: Reading<QueueArgs>, stack: StackView): boolean {
  const own = identities(resourceOf(p));
  return [...stack.all(queue), ...stack.all(redrivePolicy), ...stack.all(subscription)].some((sender) => {
    const target = valueOf(deadLetters(sender.redrivePolicy as Reading<unknown>));
    return typeof target === "string" && own.includes(target);
  });
}
