import type {
  EventSourceMappingArgs,
  FunctionArgs,
  FunctionEventInvokeConfigArgs,
  PermissionArgs,
} from "@pulumi/aws/lambda";
import { all, any, fromBoolean, not, unnamed, type Answer } from "../../answer";
import { matches, oneOf, present } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { lambdaFunction } from "./function";

const eventInvokeConfig = on<FunctionEventInvokeConfigArgs>(
  "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig",
);
const eventSourceMapping = on<EventSourceMappingArgs>("aws:lambda/eventSourceMapping:EventSourceMapping");

export const lambdaDlqCheck = lambdaFunction.relation({
  id: "lambda-dlq-check",
  title: "Functions keep the events they failed on",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(6)(i)", "164.308(a)(6)(ii)", "164.312(b)"],
    nistCsf: ["DE.AE-5"],
    soc2: ["CC7.2", "CC7.3", "CC7.4"],
  },
  source: "https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
  says: "drops an event for good when it fails on it",
  fix: "Set deadLetterConfig: { targetArn: queue.arn }, or add an aws.lambda.FunctionEventInvokeConfig with destinationConfig.onFailure.",
  why: "An on-failure destination of the function's event source mapping counts too. Who calls a function and waits for its answer sees the failure, and what came by a queue stays in the queue: Lambda keeps nothing for either.",
  appliesWhen: (p, stack) => not(answersAlone(p, stack)),
  otherwise: "The program lets in only callers that wait for the answer, or a queue, which keeps what failed.",
  requires: (p, stack) =>
    any(
      present(p.deadLetterConfig.targetArn),
      stack
        .partner(p, eventInvokeConfig, "functionName")
        .some((config) => present(config.destinationConfig.onFailure.destination)),
      unnamed(
        stack
          .partner(p, eventSourceMapping, "functionName")
          .some((mapping) => present(mapping.destinationConfig.onFailure.destinationArn)),
      ),
    ),
});

const permission: Kind<PermissionArgs> = { types: ["aws:lambda/permission:Permission"] };
const schedule: Kind<{ target: unknown }> = { types: ["aws:scheduler/schedule:Schedule"] };
const queue: Kind<object> = { types: ["aws:sqs/queue:Queue"] };

/** Services that wait for the function's answer (Lambda guide, "Invoking Lambda with events from other AWS services"). */
const WAITING = [
  "apigateway.amazonaws.com",
  "cognito-idp.amazonaws.com",
  "elasticloadbalancing.amazonaws.com",
  "lexv2.amazonaws.com",
  "vpc-lattice.amazonaws.com",
];

/** Everybody whom the program lets call the function waits for it, or is a queue; exempting needs one of them, and no schedule. */
function answersAlone(p: Reading<FunctionArgs>, stack: StackView): Answer {
  const callers = stack.partner(p, permission, "function").certain;
  const sources = stack.partner(p, eventSourceMapping, "functionName").certain;
  return all(
    fromBoolean(callers.length + sources.length > 0 && stack.partner(p, schedule, "target").count() === 0),
    ...callers.map(({ principal }) => certainly(oneOf(principal, WAITING))),
    ...sources.map(({ eventSourceArn }) =>
      certainly(
        any(fromBoolean(stack.refersTo(eventSourceArn, queue)), matches(eventSourceArn, /^arn:aws[a-z-]*:sqs:/)),
      ),
    ),
  );
}

/** Exempting needs certainty. */
function certainly(answer: Answer): Answer {
  return fromBoolean(answer.truth === true);
}
