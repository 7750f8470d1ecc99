import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { phiFlowFirehoseHttpDestinationTls } from "./firehose-http";

const another = { name: "another type", type: "aws:kinesis/stream:Stream", props: {}, because: "other-type" } as const;
const internal = { "phiguard:classification": "internal" };
const s3 = { bucketArn: "arn:aws:s3:::lake", roleArn: "arn:aws:iam::111122223333:role/firehose" };
const hosts = { businessAssociateHosts: ["hec.analytics.example", "*.splunk.example"] };
const http = (url: string): object => ({ httpEndpointConfiguration: { url } });

testRule(phiFlowFirehoseHttpDestinationTls, {
  valid: [
    {
      name: "listed host",
      type: "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
      props: http("https://hec.analytics.example/v1/records"),
      config: hosts,
    },
    { name: "other case, with a port", props: http("HTTPS://HEC.Analytics.Example:8443?x=1"), config: hosts },
    { name: "with a user", props: http("https://clinic@hec.analytics.example/v1"), config: hosts },
    {
      name: "host below a listed one",
      props: { splunkConfiguration: { hecEndpoint: "https://inputs.clinic.splunk.example:8088" } },
      config: hosts,
    },
    {
      name: "Snowflake account",
      props: { snowflakeConfiguration: { accountUrl: "https://clinic.splunk.example" } },
      config: hosts,
    },
    ...[
      "aws:apigateway/stage:Stage",
      "aws:apigateway/deployment:Deployment",
      "aws:apigatewayv2/api:Api",
      "aws:apigatewayv2/stage:Stage",
      "aws:lambda/functionUrl:FunctionUrl",
    ].map((type) => ({
      name: `an endpoint of this program: ${type}`,
      props: { httpEndpointConfiguration: { url: from("own") } },
      others: [{ type, name: "own" }],
    })),
  ],
  invalid: [
    {
      name: "host not listed",
      props: http("https://collector.example/v1"),
      config: hosts,
      finds: "httpEndpointConfiguration.url",
    },
    { name: "nothing listed", props: http("https://hec.analytics.example"), finds: "httpEndpointConfiguration.url" },
    {
      name: "plain HTTP",
      props: http("http://hec.analytics.example/v1"),
      config: hosts,
      finds: "httpEndpointConfiguration.url",
    },
    {
      name: "listed name in front of another host",
      props: http("https://hec.analytics.example.attacker.example/v1"),
      config: hosts,
      finds: "httpEndpointConfiguration.url",
    },
    {
      name: "listed name as the user",
      props: http("https://hec.analytics.example@attacker.example"),
      config: hosts,
      finds: "httpEndpointConfiguration.url",
    },
    {
      name: "plain HTTP with the word behind it",
      props: http("http://hec.analytics.example/?to=https://"),
      config: hosts,
      finds: "httpEndpointConfiguration.url",
    },
    {
      name: "a letter off",
      props: http("https://xec.analytics.example/v1"),
      config: hosts,
      finds: "httpEndpointConfiguration.url",
    },
    {
      name: "a host that only ends alike",
      props: http("https://notsplunk.example"),
      config: hosts,
      finds: "httpEndpointConfiguration.url",
    },
    {
      name: "no URL",
      props: { httpEndpointConfiguration: { name: "x" } },
      config: hosts,
      finds: "httpEndpointConfiguration.url",
    },
    {
      name: "Splunk over plain HTTP",
      props: { splunkConfiguration: { hecEndpoint: "http://inputs.splunk.example" } },
      config: hosts,
      finds: "splunkConfiguration.hecEndpoint",
    },
    {
      name: "Snowflake not listed",
      props: { snowflakeConfiguration: { accountUrl: "https://clinic.snowflake.example" } },
      config: hosts,
      finds: "snowflakeConfiguration.accountUrl",
    },
  ],
  notJudged: [
    another,
    { name: "within AWS", props: { extendedS3Configuration: s3 }, because: "exempt" },
    {
      name: "no patient data",
      props: { httpEndpointConfiguration: { url: "http://x.example" }, tags: internal },
      because: "exempt",
    },
    {
      name: "URL not known",
      props: { httpEndpointConfiguration: { url: unknownString } },
      because: "unknown",
      finds: "httpEndpointConfiguration.url",
    },
    {
      name: "made from something else",
      props: { httpEndpointConfiguration: { url: from("parameter") } },
      others: [{ type: "aws:ssm/parameter:Parameter", name: "parameter" }],
      because: "unknown",
      finds: "httpEndpointConfiguration.url",
    },
    {
      name: "destination not known",
      props: { splunkConfiguration: unknownValue },
      because: "unknown",
      finds: "splunkConfiguration.hecEndpoint",
    },
  ],
});
