import type { EventSourceMappingArgs, FunctionEventInvokeConfigArgs } from "@pulumi/aws/lambda";
import { any, unnamed } from "../../answer";
import { present } from "../../predicates";
import { on } from "../../rule";
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
  why: "An on-failure destination of the function's event source mapping counts too.",
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
