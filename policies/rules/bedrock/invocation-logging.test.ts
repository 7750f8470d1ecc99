import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { bedrockInvocationLogging } from "./invocation-logging";

const AGENT = "aws:bedrock/agentAgent:AgentAgent";
const POLICY = "aws:iam/policy:Policy";
const roleArn = "arn:aws:iam::111122223333:role/bedrock-logs";
const cloudwatchConfig = { logGroupName: "bedrock", roleArn };
const s3Config = { bucketName: "bedrock-logs" };
const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/7c1a";

function logGroup(props: object): OtherResource {
  return { type: "aws:cloudwatch/logGroup:LogGroup", name: "group", props };
}

const bucket: OtherResource = { type: "aws:s3/bucket:Bucket", name: "bucket", props: { bucket: "bedrock-logs" } };
const sse: OtherResource = {
  type: "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
  name: "sse",
  props: { bucket: "bedrock-logs", rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] },
};

function config(loggingConfig: unknown): OtherResource {
  return {
    type: "aws:bedrockmodel/invocationLoggingConfiguration:InvocationLoggingConfiguration",
    name: "logging",
    props: { loggingConfig },
  };
}

function policy(Action: unknown, Effect = "Allow"): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect, Action, Resource: "*" }] });
}

const group = "LogGroup.kmsKeyId";

testRule(bedrockInvocationLogging, {
  valid: [
    {
      name: "to an encrypted log group",
      props: { loggingConfig: { cloudwatchConfig } },
      others: [logGroup({ name: "bedrock", kmsKeyId })],
    },
    { name: "to an encrypted bucket", props: { loggingConfig: { s3Config } }, others: [bucket, sse] },
    { name: "to a log group made elsewhere", props: { loggingConfig: { cloudwatchConfig } } },
    {
      name: "to a log group made here",
      type: AGENT,
      props: {},
      others: [
        config({ cloudwatchConfig: { ...cloudwatchConfig, logGroupName: from("group") } }),
        logGroup({ kmsKeyId }),
      ],
    },
    {
      name: "to a log group made here, by a role of another stack",
      type: AGENT,
      props: {},
      others: [
        config({ cloudwatchConfig: { logGroupName: from("group"), roleArn: from("shared") } }),
        { type: "pulumi:pulumi:StackReference", name: "shared" },
        logGroup({ kmsKeyId }),
      ],
    },
    {
      name: "to a bucket made here, named by another stack's prefix",
      type: AGENT,
      props: {},
      others: [
        config({ s3Config: { bucketName: from("bucket"), keyPrefix: from("shared") } }),
        { type: "pulumi:pulumi:StackReference", name: "shared" },
        bucket,
        sse,
      ],
    },
  ],
  invalid: [
    {
      name: "an agent and no log",
      type: AGENT,
      props: { agentName: "claims" },
      finds: "InvocationLoggingConfiguration",
    },
    { name: "aws-native", type: "aws-native:bedrock:Agent", props: {}, finds: "InvocationLoggingConfiguration" },
    {
      name: "a policy that lets a function call a model",
      type: POLICY,
      props: { policy: policy(["logs:PutLogEvents", "bedrock:InvokeModel"]) },
      finds: "InvocationLoggingConfiguration",
    },
    {
      name: "a policy inside a role",
      type: "aws:iam/role:Role",
      props: { inlinePolicies: [{ name: "model", policy: policy("bedrock:*") }] },
      finds: "InvocationLoggingConfiguration",
    },
    {
      name: "a policy beside a role",
      type: "aws:iam/rolePolicy:RolePolicy",
      props: { policy: policy("Bedrock:converse") },
      finds: "InvocationLoggingConfiguration",
    },
    {
      name: "to no target",
      props: { loggingConfig: { textDataDeliveryEnabled: true } },
      finds: [
        "InvocationLoggingConfiguration.loggingConfig.cloudwatchConfig",
        "InvocationLoggingConfiguration.loggingConfig.s3Config",
      ],
    },
    {
      name: "to a log group without a key",
      props: { loggingConfig: { cloudwatchConfig } },
      others: [logGroup({ name: "bedrock" })],
      finds: group,
    },
    {
      name: "one region of two",
      props: { loggingConfig: { s3Config } },
      others: [bucket, sse, config({ cloudwatchConfig }), logGroup({ name: "bedrock" })],
      finds: group,
    },
    {
      name: "to a bucket without KMS",
      props: { loggingConfig: { s3Config } },
      others: [bucket],
      finds: "BucketServerSideEncryptionConfiguration",
    },
    {
      name: "large ones to a bucket without KMS",
      props: { loggingConfig: { cloudwatchConfig: { ...cloudwatchConfig, largeDataDeliveryS3Config: s3Config } } },
      others: [logGroup({ name: "bedrock", kmsKeyId }), bucket],
      finds: "BucketServerSideEncryptionConfiguration",
    },
  ],
  notJudged: [
    { name: "no Bedrock here", type: "aws:s3/bucket:Bucket", props: {}, because: "exempt" },
    { name: "calls denied", type: POLICY, props: { policy: policy("bedrock:InvokeModel", "Deny") }, because: "exempt" },
    {
      name: "Bedrock's lists alone",
      type: POLICY,
      props: { policy: policy("bedrock:ListFoundationModels") },
      because: "exempt",
    },
    { name: "policy not known", type: POLICY, props: { policy: unknownString }, because: "exempt" },
    { name: "a module of a like name", type: "random:bedrock/pet:Pet", props: {}, because: "exempt" },
    {
      name: "target not known",
      props: { loggingConfig: { cloudwatchConfig: { ...cloudwatchConfig, logGroupName: unknownString } } },
      because: "unknown",
      finds: "loggingConfig",
    },
    {
      name: "nothing known",
      props: { loggingConfig: unknownValue },
      because: "unknown",
    },
  ],
});
