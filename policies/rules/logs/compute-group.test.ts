import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { logGroupExplicitForCompute } from "./compute-group";

const PROJECT = "aws:codebuild/project:Project";
const STAGE = "aws:apigateway/stage:Stage";

function group(name: unknown): OtherResource {
  return { type: "aws:cloudwatch/logGroup:LogGroup", name: "group", props: { name, retentionInDays: 2192 } };
}

const api: OtherResource = { type: "aws:apigateway/restApi:RestApi", name: "api" };
const stage = { restApi: from("api"), stageName: "live" };

function logging(loggingLevel: unknown): OtherResource {
  return {
    type: "aws:apigateway/methodSettings:MethodSettings",
    name: "settings",
    props: { restApi: from("api"), stageName: "live", methodPath: "*/*", settings: { loggingLevel } },
  };
}

function build(cloudwatchLogs: object): object {
  return { name: "claims", logsConfig: { cloudwatchLogs } };
}

testRule(logGroupExplicitForCompute, {
  valid: [
    { name: "by name", props: { name: "claims-intake" }, others: [group("/aws/lambda/claims-intake")] },
    { name: "made from the function", props: { name: "claims-intake" }, others: [group(from("subject"))] },
    {
      name: "named in the function",
      props: { loggingConfig: { logFormat: "JSON", logGroup: "/claims/intake" } },
      others: [group("/claims/intake")],
    },
    {
      name: "named by reference",
      props: { loggingConfig: { logFormat: "JSON", logGroup: from("group") } },
      others: [group("/claims")],
    },
    { name: "build", type: PROJECT, props: { name: "claims" }, others: [group("/aws/codebuild/claims")] },
    {
      name: "build with a group",
      type: PROJECT,
      props: build({ groupName: from("group") }),
      others: [group("/builds")],
    },
    { name: "stage", type: STAGE, props: stage, others: [api, logging("INFO"), group(from("api"))] },
    {
      name: "group made from the stage",
      type: STAGE,
      props: stage,
      others: [api, logging("ERROR"), group(from("subject"))],
    },
    {
      name: "stage, by name",
      type: STAGE,
      props: stage,
      others: [api, logging("ERROR"), group("API-Gateway-Execution-Logs_a1b2c3/live")],
    },
  ],
  invalid: [
    { name: "none", props: { name: "claims-intake" }, finds: "LogGroup" },
    {
      name: "of another function",
      props: { name: "claims-intake" },
      others: [group("/aws/lambda/status")],
      finds: "LogGroup",
    },
    { name: "of a build", props: { name: "claims" }, others: [group("/aws/codebuild/claims")], finds: "LogGroup" },
    {
      name: "that only has the function's name",
      props: { name: "claims" },
      others: [group("claims")],
      finds: "LogGroup.name",
    },
    {
      name: "named, but not of this program",
      props: { loggingConfig: { logGroup: "/claims" } },
      others: [group("/other")],
      finds: "loggingConfig",
    },
    {
      name: "the default one is of the program, but it writes to another",
      props: { name: "claims", loggingConfig: { logGroup: "/claims" } },
      others: [group("/aws/lambda/claims")],
      finds: "loggingConfig",
    },
    {
      name: "build",
      type: PROJECT,
      props: { name: "claims" },
      others: [group("/aws/lambda/claims")],
      finds: "LogGroup",
    },
    {
      name: "build with a group of elsewhere",
      type: PROJECT,
      props: build({ status: "ENABLED", groupName: "/builds" }),
      finds: "logsConfig",
    },
    { name: "stage", type: STAGE, props: stage, others: [api, logging("INFO")], finds: "LogGroup" },
    { name: "stage that logs errors", type: STAGE, props: stage, others: [api, logging("ERROR")], finds: "LogGroup" },
    {
      name: "of another stage",
      type: STAGE,
      props: stage,
      others: [api, logging("INFO"), group("API-Gateway-Execution-Logs_a1b2c3/test")],
      finds: "LogGroup",
    },
    {
      name: "another name",
      type: STAGE,
      props: stage,
      others: [api, logging("INFO"), group("/apis/live")],
      finds: "LogGroup",
    },
    {
      name: "of another API",
      type: STAGE,
      props: stage,
      others: [api, { ...api, name: "second" }, logging("INFO"), group(from("second"))],
      finds: "LogGroup",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    { name: "build without logs", type: PROJECT, props: build({ status: "DISABLED" }), because: "exempt" },
    { name: "stage that logs no calls", type: STAGE, props: stage, others: [api, logging("OFF")], because: "exempt" },
    { name: "stage without settings", type: STAGE, props: stage, others: [api], because: "exempt" },
    {
      name: "a group whose name nobody can trace",
      props: { name: "claims" },
      others: [group(unknownString)],
      because: "unknown",
      finds: "LogGroup.name",
    },
    {
      name: "a group of elsewhere, not known",
      props: { loggingConfig: { logGroup: unknownString } },
      others: [group("/claims")],
      because: "unknown",
      finds: "loggingConfig",
    },
    {
      name: "level not known",
      type: STAGE,
      props: stage,
      others: [api, logging(unknownValue)],
      because: "unknown",
      finds: "MethodSettings.settings.loggingLevel",
    },
  ],
});
