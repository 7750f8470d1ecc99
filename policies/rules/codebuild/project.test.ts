import { testRule, from, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  codebuildProjectArtifactEncryption,
  codebuildProjectCmk,
  codebuildProjectEnvironmentPrivilegedCheck,
  codebuildProjectEnvvarAwscredCheck,
  codebuildProjectLoggingEnabled,
  codebuildProjectNotPublic,
  codebuildProjectS3LogsEncrypted,
} from "./project";

const another = { name: "another type", type: "aws:codebuild/fleet:Fleet", props: {}, because: "other-type" } as const;

const environment = {
  computeType: "BUILD_GENERAL1_SMALL",
  image: "aws/codebuild/amazonlinux2-x86_64-standard:5.0",
  type: "LINUX_CONTAINER",
};
const claims = {
  serviceRole: "arn:aws:iam::111122223333:role/build",
  artifacts: { type: "NO_ARTIFACTS" },
  source: { type: "CODECOMMIT", location: "https://git-codecommit.us-east-1.amazonaws.com/v1/repos/claims" },
  environment,
};
const variables = (...environmentVariables: readonly object[]) => ({
  ...claims,
  environment: { ...environment, environmentVariables },
});
const typeOf = (position: number): string => `environment.environmentVariables[${position}].type`;
const valueOf = (position: number): string => `environment.environmentVariables[${position}].value`;
// The key id of AWS's own documentation.
const keyId = "AKIAIOSFODNN7EXAMPLE";
const plain = (name: string, value: string = "x") => ({ name, value, type: "PLAINTEXT" });

testRule(codebuildProjectEnvvarAwscredCheck, {
  valid: [
    { name: "a plain variable", props: variables(plain("STAGE", "production")) },
    { name: "no variables", props: claims },
    { name: "from a secret", props: variables({ name: "AWS_SECRET_ACCESS_KEY", type: "SECRETS_MANAGER", value: "x" }) },
    { name: "from a parameter", props: variables({ name: "AWS_ACCESS_KEY_ID", type: "PARAMETER_STORE", value: "x" }) },
    { name: "a longer name", props: variables(plain("AWS_ACCESS_KEY_ID_PARAMETER"), plain("MY_AWS_ACCESS_KEY_ID")) },
    { name: "the region", props: variables(plain("AWS_DEFAULT_REGION", "us-east-1")) },
    { name: "text like a key id", props: variables(plain("A", `X${keyId}`), plain("B", `${keyId}X`)) },
    { name: "a parameter called like a key", props: variables({ name: "A", type: "PARAMETER_STORE", value: keyId }) },
    { name: "a value not known yet", props: variables(plain("TABLE", unknownString)) },
  ],
  invalid: [
    { name: "access key", props: variables(plain("AWS_ACCESS_KEY_ID")), finds: typeOf(0) },
    { name: "secret key", props: variables(plain("STAGE"), plain("AWS_SECRET_ACCESS_KEY")), finds: typeOf(1) },
    { name: "no type", props: variables({ name: "AWS_SECRET_ACCESS_KEY", value: "x" }), finds: typeOf(0) },
    { name: "session token", props: variables(plain("AWS_SESSION_TOKEN")), finds: typeOf(0) },
    { name: "security token", props: variables(plain("AWS_SECURITY_TOKEN")), finds: typeOf(0) },
    {
      name: "other spellings",
      props: variables(plain("aws_secret_key"), plain("AWS_ACCESS_KEY")),
      finds: [typeOf(0), typeOf(1)],
    },
    {
      name: "a key's value not known yet",
      props: variables(plain("AWS_ACCESS_KEY_ID", unknownString)),
      finds: typeOf(0),
    },
    { name: "a key id under another name", props: variables({ name: "DEPLOY", value: keyId }), finds: valueOf(0) },
    {
      name: "a temporary key id",
      props: variables(plain("DEPLOY", `id=${keyId.replace("AKIA", "ASIA")};`)),
      finds: valueOf(0),
    },
    {
      name: "beside one not known yet",
      props: variables({ name: unknownString, value: "x" }, plain("AWS_ACCESS_KEY_ID")),
      finds: typeOf(1),
    },
  ],
  notJudged: [
    another,
    {
      name: "type not known yet",
      props: variables({ name: "AWS_ACCESS_KEY_ID", type: unknownString, value: "x" }),
      because: "unknown",
      finds: typeOf(0),
    },
    {
      name: "list not known yet",
      props: { ...claims, environment: { ...environment, environmentVariables: unknownValue } },
      because: "unknown",
      finds: "environment.environmentVariables",
    },
  ],
});

const CLOUDWATCH = "logsConfig.cloudwatchLogs.status";

testRule(codebuildProjectLoggingEnabled, {
  valid: [
    { name: "to CloudWatch", props: { ...claims, logsConfig: { cloudwatchLogs: { status: "ENABLED" } } } },
    { name: "left out", props: claims },
    { name: "a log group", props: { ...claims, logsConfig: { cloudwatchLogs: { groupName: "builds" } } } },
    {
      name: "to S3",
      props: {
        ...claims,
        logsConfig: { cloudwatchLogs: { status: "DISABLED" }, s3Logs: { status: "ENABLED", location: "logs/builds" } },
      },
    },
  ],
  invalid: [
    { name: "off", props: { ...claims, logsConfig: { cloudwatchLogs: { status: "DISABLED" } } }, finds: CLOUDWATCH },
    {
      name: "both off",
      props: { ...claims, logsConfig: { cloudwatchLogs: { status: "DISABLED" }, s3Logs: { status: "DISABLED" } } },
      finds: CLOUDWATCH,
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...claims, logsConfig: { cloudwatchLogs: { status: unknownString } } },
      because: "unknown",
      finds: CLOUDWATCH,
    },
  ],
});

const s3Logs = (encryptionDisabled: unknown) => ({
  ...claims,
  logsConfig: { s3Logs: { status: "ENABLED", location: "logs/builds", encryptionDisabled } },
});

testRule(codebuildProjectS3LogsEncrypted, {
  valid: [
    { name: "encrypted", props: s3Logs(false) },
    { name: "left out", props: claims },
  ],
  invalid: [{ name: "not encrypted", props: s3Logs(true), finds: "logsConfig.s3Logs.encryptionDisabled" }],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: s3Logs(unknownValue),
      because: "unknown",
      finds: "logsConfig.s3Logs.encryptionDisabled",
    },
  ],
});

const artifacts = { type: "S3", location: "artifacts" };
const second = { ...artifacts, artifactIdentifier: "second" };

testRule(codebuildProjectArtifactEncryption, {
  valid: [
    { name: "encrypted", props: { ...claims, artifacts: { ...artifacts, encryptionDisabled: false } } },
    { name: "left out", props: { ...claims, artifacts, secondaryArtifacts: [second] } },
    { name: "no artifacts", props: { ...claims, artifacts: { type: "NO_ARTIFACTS", encryptionDisabled: true } } },
  ],
  invalid: [
    {
      name: "not encrypted",
      props: { ...claims, artifacts: { ...artifacts, encryptionDisabled: true } },
      finds: "artifacts.encryptionDisabled",
    },
    {
      name: "not the second one",
      props: { ...claims, artifacts, secondaryArtifacts: [second, { ...second, encryptionDisabled: true }] },
      finds: "secondaryArtifacts[1].encryptionDisabled",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...claims, artifacts: { ...artifacts, encryptionDisabled: unknownValue } },
      because: "unknown",
      finds: "artifacts.encryptionDisabled",
    },
  ],
});

const encryptionKey = "arn:aws:kms:us-east-1:111122223333:key/k";

testRule(codebuildProjectCmk, {
  valid: [
    { name: "key by ARN", props: { ...claims, encryptionKey } },
    {
      name: "made in the same preview",
      props: { ...claims, encryptionKey: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: claims, finds: "encryptionKey" },
    { name: "AWS alias", props: { ...claims, encryptionKey: "alias/aws/s3" }, finds: "encryptionKey" },
  ],
  notJudged: [
    another,
    {
      name: "from another stack",
      props: { ...claims, encryptionKey: unknownString },
      because: "unknown",
      finds: "encryptionKey",
    },
  ],
});

const privileged = (privilegedMode: unknown) => ({ ...claims, environment: { ...environment, privilegedMode } });

testRule(codebuildProjectEnvironmentPrivilegedCheck, {
  valid: [
    { name: "off", props: privileged(false) },
    { name: "left out", props: claims },
  ],
  invalid: [{ name: "on", props: privileged(true), finds: "environment.privilegedMode" }],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: privileged(unknownValue),
      because: "unknown",
      finds: "environment.privilegedMode",
    },
  ],
});

testRule(codebuildProjectNotPublic, {
  valid: [
    { name: "private", props: { ...claims, projectVisibility: "PRIVATE" } },
    { name: "left out", props: claims },
  ],
  invalid: [{ name: "public", props: { ...claims, projectVisibility: "PUBLIC_READ" }, finds: "projectVisibility" }],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...claims, projectVisibility: unknownString },
      because: "unknown",
      finds: "projectVisibility",
    },
  ],
});
