import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { lambdaDlqCheck } from "./invocation";

const INVOKE = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig";
const MAPPING = "aws:lambda/eventSourceMapping:EventSourceMapping";
const queueArn = "arn:aws:sqs:us-east-1:111122223333:claims-failed";
const onFailure = { destinationConfig: { onFailure: { destination: queueArn } } };
const mappedOnFailure = { destinationConfig: { onFailure: { destinationArn: queueArn } } };

const streamArn = "arn:aws:kinesis:us-east-1:111122223333:stream/claims";
const allowed = (principal: unknown, name = "permission"): OtherResource => ({
  type: "aws:lambda/permission:Permission",
  name,
  props: { function: "claims-intake", action: "lambda:InvokeFunction", principal },
});
const fed = (eventSourceArn: unknown): OtherResource => ({
  type: MAPPING,
  name: "mapping",
  props: { functionName: "claims-intake", eventSourceArn },
});
const scheduled: OtherResource = {
  type: "aws:scheduler/schedule:Schedule",
  name: "nightly",
  props: { target: { arn: from("subject") } },
};

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
    ...[
      { name: "called by a bucket", others: [allowed("s3.amazonaws.com")] },
      {
        name: "called by a topic beside an API",
        others: [allowed("apigateway.amazonaws.com"), allowed("sns.amazonaws.com", "t")],
      },
      { name: "called by whom nobody knows", others: [allowed(unknownString)] },
      { name: "called by an API, and by a schedule", others: [allowed("apigateway.amazonaws.com"), scheduled] },
      { name: "fed by a stream", others: [fed(streamArn)] },
      { name: "fed by a queue and a stream", others: [fed(queueArn), { ...fed(streamArn), name: "stream" }] },
      { name: "fed by what nobody knows", others: [fed(unknownString)] },
      {
        name: "an API calls another function",
        others: [{ ...allowed("apigateway.amazonaws.com"), props: { function: "billing" } }],
      },
    ].map(({ name, others }) => ({
      name,
      props: { name: "claims-intake" },
      others,
      finds: ["deadLetterConfig.targetArn", "FunctionEventInvokeConfig"],
    })),
  ],
  notJudged: [
    { name: "another type", type: "aws:lambda/alias:Alias", props: {}, because: "other-type" },
    ...["apigateway", "cognito-idp", "elasticloadbalancing", "lexv2", "vpc-lattice"].map((service) => ({
      name: `${service} waits for the answer`,
      props: { name: "claims-intake" },
      others: [allowed(`${service}.amazonaws.com`)],
      because: "exempt" as const,
    })),
    { name: "fed by a queue", props: { name: "claims-intake" }, others: [fed(queueArn)], because: "exempt" },
    {
      name: "fed by a queue of the same preview",
      props: { name: "claims-intake" },
      others: [{ type: "aws:sqs/queue:Queue", name: "claims" }, fed(from("claims"))],
      because: "exempt",
    },
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
