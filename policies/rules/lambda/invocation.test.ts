import { from, testRule, unknownString } from "../../testing/rule-tester";
import { lambdaDlqCheck } from "./invocation";

const INVOKE = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";
const queueArn = "arn:aws:sqs:us-east-1:111122223333:claims-failed";
const onFailure = { destinationConfig: { onFailure: { destination: queueArn } } };
const mappedOnFailure = { destinationConfig: { onFailure: { destinationArn: queueArn } } };

testRule(lambdaDlqCheck, {
  valid: [
    { name: "a queue of its own", props: { name: "claims-intake", deadLetterConfig: { targetArn: queueArn } } },
    { name: "a queue of the same preview", props: { deadLetterConfig: { targetArn: unknownString } } },
    {
      name: "a destination, by name",
      props: { name: "claims-intake" },
      others: [{ type: INVOKE, name: "invoke", props: { functionName: "claims-intake", ...onFailure } }],
    },
    {
      name: "a destination, by reference",
      props: {},
      others: [{ type: INVOKE, name: "invoke", props: { functionName: from("subject"), ...onFailure } }],
    },
    {
      name: "a destination of one alias of two",
      props: { name: "claims-intake" },
      others: [
        { type: INVOKE, name: "one", props: { functionName: "claims-intake", qualifier: "a" } },
        { type: INVOKE, name: "two", props: { functionName: "claims-intake", qualifier: "b", ...onFailure } },
      ],
    },
    {
      name: "a destination of its stream",
      props: { name: "claims-intake" },
      others: [{ type: MAPPING, name: "mapping", props: { functionName: "claims-intake", ...mappedOnFailure } }],
    },
  ],
  invalid: [
    {
      name: "none",
      props: { name: "claims-intake" },
      finds: ["deadLetterConfig.targetArn", "FunctionEventInvokeConfig"],
    },
    {
      name: "empty target",
      props: { deadLetterConfig: { targetArn: "" } },
      finds: ["deadLetterConfig.targetArn", "FunctionEventInvokeConfig"],
    },
    {
      name: "a destination for successes only",
      props: { name: "claims-intake" },
      others: [
        {
          type: INVOKE,
          name: "invoke",
          props: { functionName: "claims-intake", destinationConfig: { onSuccess: { destination: queueArn } } },
        },
        { type: MAPPING, name: "mapping", props: { functionName: "claims-intake" } },
      ],
      finds: ["deadLetterConfig.targetArn", "FunctionEventInvokeConfig.destinationConfig.onFailure.destination"],
    },
    {
      name: "a destination of another function",
      props: { name: "claims-intake" },
      others: [
        { type: INVOKE, name: "invoke", props: { functionName: "billing", ...onFailure } },
        { type: MAPPING, name: "mapping", props: { functionName: "billing", ...mappedOnFailure } },
      ],
      finds: ["deadLetterConfig.targetArn", "FunctionEventInvokeConfig"],
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:lambda/alias:Alias", props: {}, because: "other-type" },
    {
      name: "the destination's function not known yet",
      props: { name: "claims-intake" },
      others: [{ type: INVOKE, name: "invoke", props: { functionName: unknownString, ...onFailure } }],
      because: "unknown",
      finds: "FunctionEventInvokeConfig.functionName",
    },
    {
      name: "the mapping's function not known yet",
      props: { name: "claims-intake" },
      others: [{ type: MAPPING, name: "mapping", props: { functionName: unknownString, ...mappedOnFailure } }],
      because: "unknown",
      finds: "EventSourceMapping.functionName",
    },
  ],
});
