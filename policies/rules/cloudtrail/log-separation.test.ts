import { from, testRule, unknownString } from "../../testing/rule-tester";
import { auditLogAccountSeparation } from "./log-separation";

const BUCKET = "aws:s3/bucket:Bucket";
const FLOW_LOG = "aws:ec2/flowLog:FlowLog";
const log = { type: BUCKET, name: "log", props: { bucket: "claims-log" } };
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
