import type { EventTargetArgs } from "@pulumi/aws/cloudwatch";
import type { FunctionArgs } from "@pulumi/aws/lambda";
import type { TopicSubscriptionArgs } from "@pulumi/aws/sns";
import type { QueueArgs } from "@pulumi/aws/sqs";
import { all, any, implies, type Answer } from "../../answer";
import type { Reading } from "../../reading";
import type { Resource } from "../../resource";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { EVENT_RULE, FUNCTION, isOf, QUEUE, TOPIC, union } from "./flow-ends";
import { FlowGraph } from "./flow-graph";
import { carriesPhi, everySink, goesSomewhere, type Sinks } from "./flow-sinks";
import { hasOwnKey, isEncrypted } from "./protection";

type Failing = QueueArgs & FunctionArgs & TopicSubscriptionArgs & EventTargetArgs;

const failing = on<Failing>(
  "aws:sqs/queue:Queue",
  "aws:lambda/function:Function",
  "aws:sns/topicSubscription:TopicSubscription",
  "aws:cloudwatch/eventTarget:EventTarget",
);

const redrive: Kind<{ queueUrl: string }> = { types: ["aws:sqs/redrivePolicy:RedrivePolicy"] };

/** A queue that takes what could not be handled; a function may have a topic for it. */
const DEAD_LETTERS: Sinks = { redrivePolicy: QUEUE, deadLetterConfig: union(QUEUE, TOPIC) };
const REDRIVEN: Sinks = { redrivePolicy: QUEUE };

export const phiFlowDlqEncrypted = failing.relation({
  id: "phi-flow-dlq-encrypted",
  title: "Dead-letter queues are at least as well encrypted as what fails into them",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-dead-letter-queues.html",
  says: "drops failed messages into a queue that is less well encrypted than their source",
  fix: "Give the dead-letter queue the same kmsMasterKeyId as the source.",
  why: "A dead-letter queue holds whole messages for up to 14 days.",
  appliesWhen: (p, stack, resource) =>
    all(
      carriesPhi(stack, resource),
      any(
        goesSomewhere(p, stack, DEAD_LETTERS),
        ...redrivePolicies(p, stack).map((policy) => goesSomewhere(policy, stack, REDRIVEN)),
      ),
    ),
  otherwise: "It has no dead-letter queue of this program, or is classified as holding no patient data.",
  requires: (p, stack, resource) => {
    const safe = (letters: Resource): Answer => isAsSafeAs(letters, resource, stack);
    return all(
      everySink(p, stack, DEAD_LETTERS, safe),
      ...redrivePolicies(p, stack).map((policy) => everySink(policy, stack, REDRIVEN, safe)),
    );
  },
});

function redrivePolicies(p: Reading<Failing>, stack: StackView): readonly Reading<unknown>[] {
  return stack.partner(p, redrive, "queueUrl").certain;
}

function isAsSafeAs(letters: Resource, subject: Resource, stack: StackView): Answer {
  const sources = sourcesOf(subject, stack);
  return all(
    isEncrypted(letters, stack),
    ...sources.map((source) => implies(hasOwnKey(source, stack), hasOwnKey(letters, stack))),
  );
}

/** What the failed messages come from: the queue or function itself, the topic of a subscription, the bus of a rule. */
function sourcesOf(subject: Resource, stack: StackView): readonly Resource[] {
  if (isOf(subject.type, union(QUEUE, FUNCTION))) return [subject];
  const graph = FlowGraph.of(stack.index);
  return [...graph.previous(subject)].flatMap((source) =>
    isOf(source.type, EVENT_RULE) ? [...graph.previous(source)] : [source],
  );
}
