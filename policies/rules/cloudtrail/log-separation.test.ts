import { from, testRule, unknownString } from "../../testing/rule-tester";
import { auditLogAccountSeparation } from "./log-separation";

const BUCKET = "aws:s3/bucket:Bucket";
const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const log = { type: BUCKET, name: "log", props: { bucket: "claims-log" } };
/** Other credentials than the program's own. */
const archive = { name: "archive", properties: { assumeRole: '{"roleArn":"arn:aws:iam::444455556666:role/log"}' } };
const flow = { logDestinationType: "s3", vpcId: "vpc-0a1b2c3d", trafficType: "ALL" };

testRule(auditLogAccountSeparation, {
  valid: [
    { name: "a bucket of the archive, by name", props: { s3BucketName: "clinic-log-archive" } },
    { name: "beside a bucket for something else", props: { s3BucketName: "clinic-log-archive" }, others: [log] },
    {
      name: "flow log to the archive",
      type: FLOW_LOG,
      props: { ...flow, logDestination: "arn:aws:s3:::clinic-log-archive" },
      others: [log],
    },
    {
      name: "a bucket that this program makes in another account",
      props: { s3BucketName: from("log") },
      others: [{ ...log, provider: archive }],
    },
  ],
  invalid: [
    { name: "a bucket of this program", props: { s3BucketName: from("log") }, others: [log], finds: "s3BucketName" },
    { name: "by name", props: { s3BucketName: "claims-log" }, others: [log], finds: "s3BucketName" },
    {
      name: "flow log to a bucket of this program",
      type: FLOW_LOG,
      props: { ...flow, logDestination: from("log") },
      others: [log],
      finds: "logDestination",
    },
    {
      name: "flow log by ARN",
      type: FLOW_LOG,
      props: { ...flow, logDestination: "arn:aws:s3:::claims-log" },
      others: [log],
      finds: "logDestination",
    },
    {
      name: "a bucket made with the same credentials by another provider",
      props: { s3BucketName: from("log") },
      others: [{ ...log, provider: { name: "east", region: "us-east-2" } }],
      finds: "s3BucketName",
    },
  ],
  notJudged: [
    { name: "another type", type: BUCKET, props: {}, because: "other-type" },
    {
      name: "flow log to a log group",
      type: FLOW_LOG,
      props: { logDestination: from("log") },
      others: [log],
      because: "exempt",
    },
    {
      name: "the account's baseline",
      settings: { baseline: "yes" },
      props: { s3BucketName: from("log") },
      others: [log],
      because: "exempt",
    },
    {
      name: "what the run takes for the baseline",
      isBaseline: true,
      props: { s3BucketName: from("log") },
      others: [log],
      because: "exempt",
    },
    {
      name: "a bucket nobody can trace",
      props: { s3BucketName: unknownString },
      others: [log],
      because: "unknown",
      finds: "s3BucketName",
    },
  ],
});
