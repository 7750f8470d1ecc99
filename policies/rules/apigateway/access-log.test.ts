import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { apiGwAccessLoggingEnabled, apigwAccessLogFormatNoPhi } from "./access-log";

const another = {
  name: "another type",
  type: "aws:apigateway/restApi:RestApi",
  props: {},
  because: "other-type",
} as const;
const STAGE_V2 = "aws:apigatewayv2/stage:Stage";
const destinationArn = "arn:aws:logs:us-east-1:111122223333:log-group:claims-api";
const variables = {
  requestId: "$context.requestId",
  caller: "$context.identity.caller",
  principal: "$context.authorizer.principalId",
  resource: "$context.resourcePath",
};
const format = JSON.stringify(variables);
const DESTINATION = "accessLogSettings.destinationArn";
const FORMAT = "accessLogSettings.format";

testRule(apiGwAccessLoggingEnabled, {
  valid: [
    { name: "log group", props: { stageName: "prod", accessLogSettings: { destinationArn, format } } },
    {
      name: "Firehose stream",
      props: {
        accessLogSettings: {
          destinationArn: "arn:aws:firehose:us-east-1:111122223333:deliverystream/amazon-apigateway-claims",
        },
      },
    },
    { name: "GovCloud", props: { accessLogSettings: { destinationArn: destinationArn.replace("aws", "aws-us-gov") } } },
    {
      name: "log group made in the same preview",
      props: { accessLogSettings: { destinationArn: from("logs"), format } },
      others: [{ type: "aws:cloudwatch/logGroup:LogGroup", name: "logs" }],
    },
  ],
  invalid: [
    { name: "left out", props: { stageName: "prod" }, finds: DESTINATION },
    { name: "no destination", props: { accessLogSettings: { format } }, finds: DESTINATION },
    { name: "empty destination", props: { accessLogSettings: { destinationArn: "", format } }, finds: DESTINATION },
    {
      name: "words before the ARN",
      props: { accessLogSettings: { destinationArn: `log:${destinationArn}`, format } },
      finds: DESTINATION,
    },
    { name: "empty format", props: { accessLogSettings: { destinationArn, format: "" } }, finds: FORMAT },
    {
      name: "a bucket takes no access logs",
      props: { accessLogSettings: { destinationArn: "arn:aws:s3:::claims-logs", format } },
      finds: DESTINATION,
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { accessLogSettings: { destinationArn: unknownString, format } },
      because: "unknown",
      finds: DESTINATION,
    },
  ],
  alike: [STAGE_V2],
});

/** A format with some of the variables written otherwise. */
function having(changed: object) {
  return { accessLogSettings: { destinationArn, format: JSON.stringify({ ...variables, ...changed }) } };
}

testRule(apigwAccessLogFormatNoPhi, {
  valid: [
    { name: "who, whom and which", props: { accessLogSettings: { destinationArn, format } } },
    { name: "the caller alone", props: having({ principal: "-" }) },
    { name: "the principal alone", props: having({ caller: "-" }) },
    { name: "extended request id", props: having({ requestId: "$context.extendedRequestId" }) },
    { name: "user", props: having({ caller: "$context.identity.user", principal: "-" }) },
    { name: "user's ARN", props: having({ caller: "$context.identity.userArn", principal: "-" }) },
    { name: "Cognito identity", props: having({ caller: "$context.identity.cognitoIdentityId", principal: "-" }) },
    { name: "subject of a token", props: having({ caller: "-", principal: "$context.authorizer.claims.sub" }) },
    { name: "subject by an authorizer", props: having({ caller: "-", principal: "$context.authorizer.sub" }) },
    {
      name: "a line of text",
      props: {
        accessLogSettings: {
          destinationArn,
          format:
            '$context.identity.caller $context.authorizer.principalId "$context.httpMethod $context.resourcePath" $context.requestId',
        },
      },
    },
  ],
  invalid: [
    {
      name: "path with its parameters",
      props: having({ path: "$context.path" }),
      finds: FORMAT,
    },
    { name: "left out", props: {}, finds: FORMAT },
    { name: "no request id", props: having({ requestId: "$context.requestTime" }), finds: FORMAT },
    {
      name: "nobody",
      props: having({ caller: "$context.identity.sourceIp", principal: "$context.authorizer.latency" }),
      finds: FORMAT,
    },
    { name: "path of a WebSocket", props: having({ path: "$context.http.path" }), finds: FORMAT },
    { name: "overridden path", props: having({ path: "$context.requestOverride.path.patient" }), finds: FORMAT },
    { name: "overridden query", props: having({ q: "$context.requestOverride.querystring.name" }), finds: FORMAT },
    { name: "input", props: having({ q: "$input.params('name')" }), finds: FORMAT },
    { name: "request", props: having({ q: "$request.body" }), finds: FORMAT },
    { name: "query string", props: having({ queryString: "-" }), finds: FORMAT },
    { name: "path parameters", props: having({ pathParameters: "-" }), finds: FORMAT },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { accessLogSettings: { destinationArn, format: unknownString } },
      because: "unknown",
      finds: FORMAT,
    },
    { name: "settings not known yet", props: { accessLogSettings: unknownValue }, because: "unknown", finds: FORMAT },
  ],
  alike: [STAGE_V2],
});
