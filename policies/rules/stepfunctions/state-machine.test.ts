import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  sfnLogNoExecutionData,
  stepFunctionsCmk,
  stepFunctionsNoSecretsInDefinition,
  stepFunctionsStateMachineLoggingEnabled,
  stepFunctionsXrayEnabled,
} from "./state-machine";

const another = { name: "another type", type: "aws:sfn/alias:Alias", props: {}, because: "other-type" } as const;
const ACTIVITY = "aws:sfn/activity:Activity";
const LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup";
const PROTECTION = "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy";
const roleArn = "arn:aws:iam::111122223333:role/claims";
const logDestination = "arn:aws:logs:us-east-1:111122223333:log-group:/claims:*";

function logged(loggingConfiguration: object): object {
  return { roleArn, loggingConfiguration };
}

testRule(stepFunctionsStateMachineLoggingEnabled, {
  valid: [
    { name: "everything", props: logged({ level: "ALL", logDestination }) },
    { name: "errors", props: logged({ level: "ERROR", logDestination }) },
    {
      name: "to a log group of the same preview",
      props: logged({ level: "ALL", logDestination: from("group") }),
      others: [{ type: LOG_GROUP, name: "group" }],
    },
  ],
  invalid: [
    {
      name: "left out",
      props: { roleArn },
      finds: ["loggingConfiguration.level", "loggingConfiguration.logDestination"],
    },
    { name: "off", props: logged({ level: "OFF", logDestination }), finds: "loggingConfiguration.level" },
    {
      name: "fatal errors alone",
      props: logged({ level: "FATAL", logDestination }),
      finds: "loggingConfiguration.level",
    },
    { name: "to nowhere", props: logged({ level: "ALL" }), finds: "loggingConfiguration.logDestination" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: logged({ level: unknownString, logDestination }),
      because: "unknown",
      finds: "loggingConfiguration.level",
    },
  ],
});

testRule(stepFunctionsXrayEnabled, {
  valid: [{ name: "traces", props: { roleArn, tracingConfiguration: { enabled: true } } }],
  invalid: [
    { name: "left out", props: { roleArn }, finds: "tracingConfiguration.enabled" },
    { name: "off", props: { tracingConfiguration: { enabled: false } }, finds: "tracingConfiguration.enabled" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { tracingConfiguration: { enabled: unknownValue } },
      because: "unknown",
      finds: "tracingConfiguration.enabled",
    },
  ],
});

const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/k";
const own = "CUSTOMER_MANAGED_KMS_KEY";

testRule(stepFunctionsCmk, {
  valid: [
    { name: "a key", props: { encryptionConfiguration: { type: own, kmsKeyId } } },
    {
      name: "a key of the same preview",
      props: { encryptionConfiguration: { type: own, kmsKeyId: from("key") } },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    {
      name: "left out",
      props: { name: "claims" },
      finds: ["encryptionConfiguration.type", "encryptionConfiguration.kmsKeyId"],
    },
    {
      name: "a key of AWS",
      props: { encryptionConfiguration: { type: "AWS_OWNED_KEY", kmsKeyId } },
      finds: "encryptionConfiguration.type",
    },
    { name: "no key", props: { encryptionConfiguration: { type: own } }, finds: "encryptionConfiguration.kmsKeyId" },
  ],
  notJudged: [
    another,
    {
      name: "key from another stack",
      props: { encryptionConfiguration: { type: own, kmsKeyId: unknownString } },
      because: "unknown",
      finds: "encryptionConfiguration.kmsKeyId",
    },
  ],
  alike: [ACTIVITY],
});

function definition(parameters: object): object {
  return {
    roleArn,
    definition: JSON.stringify({
      StartAt: "GetToken",
      States: {
        GetToken: {
          Type: "Task",
          Resource: "arn:aws:states:::lambda:invoke.waitForTaskToken",
          Parameters: parameters,
          End: true,
        },
      },
    }),
  };
}

const PARAMETERS = "definition.States.GetToken.Parameters";

testRule(stepFunctionsNoSecretsInDefinition, {
  valid: [
    {
      name: "by path and ARN",
      props: definition({
        "Token.$": "$$.Task.Token",
        SecretId: "arn:aws:secretsmanager:us-east-1:111122223333:secret:claims-a1b2c3",
        FunctionName: "claims",
      }),
    },
    { name: "by path under a credential's name", props: definition({ Password: "$.password" }) },
    { name: "by expression", props: definition({ Password: "{% $states.input.password %}" }) },
    { name: "none", props: { roleArn } },
    { name: "as an object", props: { definition: { StartAt: "Done", States: { Done: { Type: "Pass" } } } } },
  ],
  invalid: [
    {
      name: "a password",
      props: definition({ Payload: { DbPassword: "hunter2" } }),
      finds: `${PARAMETERS}.Payload.DbPassword`,
    },
    {
      name: "an access key",
      props: definition({ Uploader: ["AKIA", "IOSFODNN7EXAMPLE"].join("") }),
      finds: `${PARAMETERS}.Uploader`,
    },
    {
      name: "in the environment of a container",
      props: definition({
        Overrides: { ContainerOverrides: [{ Environment: [{ Name: "DB_PASSWORD", Value: "hunter2" }] }] },
      }),
      finds: `${PARAMETERS}.Overrides.ContainerOverrides[0].Environment[0].Value`,
    },
    {
      name: "in a list",
      props: definition({ Tokens: { Token: ["$.token", "hunter2"] } }),
      finds: `${PARAMETERS}.Tokens.Token[1]`,
    },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { definition: unknownString }, because: "unknown", finds: "definition" },
    { name: "no JSON", props: { definition: "{" }, because: "unknown", finds: "definition" },
    {
      name: "a password not known yet",
      props: { definition: { States: { Password: unknownString } } },
      because: "unknown",
      finds: "definition.States.Password",
    },
  ],
});

const INCLUDED = "loggingConfiguration.includeExecutionData";
const phi = { tags: { "phiguard:classification": "phi" } };
const withData = { includeExecutionData: true, level: "ALL", logDestination: from("group") };

function group(kms: object, ...rest: readonly { type: string; name: string; props: object }[]) {
  return [{ type: LOG_GROUP, name: "group", props: { name: "/claims", ...kms } }, ...rest];
}

const protection = { type: PROTECTION, name: "mask", props: { logGroupName: "/claims", policyDocument: "{}" } };

testRule(sfnLogNoExecutionData, {
  valid: [
    {
      name: "without data",
      props: { ...logged({ level: "ALL", includeExecutionData: false, logDestination }), ...phi },
    },
    { name: "left out", props: { roleArn, ...phi } },
    { name: "no log at all", props: logged({ level: "OFF", includeExecutionData: true }) },
    {
      name: "a guarded log",
      props: { ...logged(withData), ...phi },
      others: group({ kmsKeyId }, protection),
    },
    {
      name: "a guarded log, by its ARN",
      props: { ...logged({ ...withData, logDestination }), ...phi },
      others: group({ kmsKeyId }, protection),
    },
  ],
  invalid: [
    {
      name: "with data, to a log of elsewhere",
      props: { ...logged({ level: "ALL", includeExecutionData: true, logDestination }), ...phi },
      finds: INCLUDED,
    },
    { name: "a log without a key", props: logged(withData), others: group({}, protection), finds: INCLUDED },
    { name: "a log that masks nothing", props: logged(withData), others: group({ kmsKeyId }), finds: INCLUDED },
    {
      name: "a log where another one masks",
      props: logged(withData),
      others: group({ kmsKeyId }, { ...protection, props: { logGroupName: "/billing" } }),
      finds: INCLUDED,
    },
    {
      name: "to something else of the same preview, beside a guarded log without a name",
      props: logged({ ...withData, logDestination: from("bucket") }),
      others: [
        { type: "aws:s3/bucket:Bucket", name: "bucket" },
        { type: LOG_GROUP, name: "group", props: { kmsKeyId } },
        { ...protection, props: { logGroupName: from("group") } },
      ],
      finds: INCLUDED,
    },
    {
      name: "to a log of elsewhere, beside a guarded one",
      props: logged({
        level: "ALL",
        includeExecutionData: true,
        logDestination: "arn:aws:logs:us-east-1:111122223333:log-group:/old:*",
      }),
      others: group({ kmsKeyId }, protection),
      finds: INCLUDED,
    },
  ],
  notJudged: [
    another,
    {
      name: "no patient data",
      props: { ...logged(withData), tags: { "phiguard:classification": "internal" } },
      because: "exempt",
    },
    {
      name: "not known yet",
      props: logged({ ...withData, includeExecutionData: unknownValue }),
      others: group({}),
      because: "unknown",
      finds: INCLUDED,
    },
    {
      name: "the log group not known yet",
      props: logged({ ...withData, logDestination: unknownString }),
      others: group({ kmsKeyId }, protection),
      because: "unknown",
      finds: "loggingConfiguration",
    },
    {
      name: "the masked group not known yet",
      props: logged(withData),
      others: group({ kmsKeyId }, { ...protection, props: { logGroupName: unknownString } }),
      because: "unknown",
      finds: "LogDataProtectionPolicy.logGroupName",
    },
  ],
});
