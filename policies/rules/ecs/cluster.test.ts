import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { ecsContainerInsightsEnabled, ecsExecCmk, ecsExecLoggingEnabled } from "./cluster";

const another = { name: "another type", type: "aws:ecs/service:Service", props: {}, because: "other-type" } as const;

function insights(value: string): object {
  return { name: "claims", settings: [{ name: "containerInsights", value }] };
}

testRule(ecsContainerInsightsEnabled, {
  valid: [
    { name: "enhanced", props: insights("enhanced") },
    { name: "enabled", props: insights("enabled") },
    { name: "a single block", props: { settings: { name: "containerInsights", value: "enabled" } } },
  ],
  invalid: [
    { name: "left out", props: { name: "claims" }, finds: "settings" },
    { name: "disabled", props: insights("disabled"), finds: "settings[0].value" },
    { name: "another setting", props: { settings: [{ name: "other", value: "enabled" }] }, finds: "settings[0].name" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { settings: unknownValue }, because: "unknown", finds: "settings" },
    { name: "value not known yet", props: insights(unknownString), because: "unknown", finds: "settings[0].value" },
  ],
});

const EXEC = "configuration.executeCommandConfiguration";
const LOG = `${EXEC}.logConfiguration`;

function exec(executeCommandConfiguration: object): object {
  return { name: "claims", configuration: { executeCommandConfiguration } };
}

const runs = (props: object, cluster: unknown = from("subject"), name = "service"): OtherResource => ({
  type: "aws:ecs/service:Service",
  name,
  props: { cluster, ...props },
});

/** Programs in which somebody may run commands in a container of the cluster, or in which that can't be told. */
const EXECUTED = [
  { name: "a service lets people in", others: [runs({ enableExecuteCommand: true })] },
  {
    name: "one of two services lets people in",
    others: [runs({}), runs({ enableExecuteCommand: true }, from("subject"), "other")],
  },
  { name: "nobody knows whether a service lets people in", others: [runs({ enableExecuteCommand: unknownValue })] },
  {
    name: "a service of another cluster",
    others: [{ type: "aws:ecs/cluster:Cluster", name: "c2" }, runs({}, from("c2"))],
  },
  { name: "a service of whatever cluster", others: [runs({}, unknownString)] },
];
const CLOSED = [
  { name: "no service lets people in", others: [runs({ enableExecuteCommand: false })] },
  { name: "a service says nothing of it", others: [runs({})] },
];

testRule(ecsExecLoggingEnabled, {
  valid: [
    {
      name: "to a log group",
      props: exec({ logging: "OVERRIDE", logConfiguration: { cloudWatchLogGroupName: "/claims/exec" } }),
    },
    { name: "to a bucket", props: exec({ logging: "OVERRIDE", logConfiguration: { s3BucketName: unknownString } }) },
    { name: "where the containers log", props: exec({ logging: "DEFAULT" }) },
    { name: "logging left out", props: exec({ kmsKeyId: "alias/claims" }) },
  ],
  invalid: [
    { name: "left out", props: { name: "claims" }, finds: `${EXEC}.logging` },
    ...EXECUTED.map((row) => ({ ...row, props: { name: "claims" }, finds: `${EXEC}.logging` })),
    { name: "off", props: exec({ logging: "NONE" }), finds: `${EXEC}.logging` },
    {
      name: "to nowhere",
      props: exec({ logging: "OVERRIDE" }),
      finds: [`${LOG}.cloudWatchLogGroupName`, `${LOG}.s3BucketName`],
    },
    {
      name: "off, with a target",
      props: exec({ logging: "NONE", logConfiguration: { cloudWatchLogGroupName: "/claims/exec" } }),
      finds: `${EXEC}.logging`,
    },
  ],
  notJudged: [
    another,
    ...CLOSED.map((row) => ({ ...row, props: { name: "claims" }, because: "exempt" as const })),
    { name: "not known yet", props: exec({ logging: unknownString }), because: "unknown", finds: `${EXEC}.logging` },
  ],
});

const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/k";

testRule(ecsExecCmk, {
  valid: [
    {
      name: "key and encrypted log group",
      props: exec({
        kmsKeyId,
        logging: "OVERRIDE",
        logConfiguration: { cloudWatchLogGroupName: "/claims/exec", cloudWatchEncryptionEnabled: true },
      }),
    },
    {
      name: "key and encrypted bucket",
      props: exec({ kmsKeyId, logConfiguration: { s3BucketName: "claims-exec", s3BucketEncryptionEnabled: true } }),
    },
    {
      name: "key of the same preview, no target",
      props: exec({ kmsKeyId: from("key"), logging: "DEFAULT" }),
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: { name: "claims" }, finds: `${EXEC}.kmsKeyId` },
    ...EXECUTED.map((row) => ({ ...row, props: { name: "claims" }, finds: `${EXEC}.kmsKeyId` })),
    { name: "no key", props: exec({ logging: "DEFAULT" }), finds: `${EXEC}.kmsKeyId` },
    {
      name: "a log group as it is",
      props: exec({ kmsKeyId, logConfiguration: { cloudWatchLogGroupName: "/claims/exec" } }),
      finds: `${LOG}.cloudWatchEncryptionEnabled`,
    },
    {
      name: "a bucket as it is",
      props: exec({ kmsKeyId, logConfiguration: { s3BucketName: "claims-exec", s3BucketEncryptionEnabled: false } }),
      finds: `${LOG}.s3BucketEncryptionEnabled`,
    },
  ],
  notJudged: [
    another,
    ...CLOSED.map((row) => ({ ...row, props: { name: "claims" }, because: "exempt" as const })),
    {
      name: "key from another stack",
      props: exec({ kmsKeyId: unknownString }),
      because: "unknown",
      finds: `${EXEC}.kmsKeyId`,
    },
  ],
});
