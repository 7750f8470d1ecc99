import { from, testRule, unknownString } from "../../testing/rule-tester";
import { vpcFlowLogDestinationEncrypted } from "./flow-log";

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/k";
const trafficType = "ALL";

testRule(vpcFlowLogDestinationEncrypted, {
  valid: [
    {
      name: "group with a key, by reference",
      props: { trafficType, logDestination: from("g") },
      others: [{ type: GROUP, name: "g", props: { kmsKeyId } }],
    },
    {
      name: "group with a key made in the same preview",
      props: { trafficType, logDestination: from("g") },
      others: [
        { type: GROUP, name: "g", props: { kmsKeyId: from("k") } },
        { type: "aws:kms/key:Key", name: "k" },
      ],
    },
    {
      name: "bucket",
      props: { trafficType, logDestination: from("b") },
      others: [{ type: "aws:s3/bucket:Bucket", name: "b" }],
    },
    {
      name: "central archive by ARN",
      props: { trafficType, logDestinationType: "s3", logDestination: "arn:aws:s3:::archive" },
    },
    { name: "transit gateway, which takes no traffic type", props: { transitGatewayId: "tgw-1" } },
  ],
  invalid: [
    {
      name: "group without a key",
      props: { trafficType, logDestination: from("g") },
      others: [{ type: GROUP, name: "g", props: {} }],
      finds: "LogGroup.kmsKeyId",
    },
    {
      name: "group without a key, by ARN",
      props: { trafficType, logDestination: "arn:aws:logs:us-east-1:111122223333:log-group:flow" },
      others: [
        { type: GROUP, name: "g", props: {}, outputs: { arn: "arn:aws:logs:us-east-1:111122223333:log-group:flow" } },
      ],
      finds: "LogGroup.kmsKeyId",
    },
    {
      name: "group without a key, by name as provider 6 did",
      props: { trafficType, logGroupName: "flow" },
      others: [{ type: GROUP, name: "g", props: { name: "flow" } }],
      finds: "LogGroup.kmsKeyId",
    },
    {
      name: "a part of the traffic",
      props: { trafficType: "REJECT" },
      finds: ["trafficType", "transitGatewayId", "transitGatewayAttachmentId"],
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" },
    {
      name: "traffic type not known yet",
      props: { trafficType: unknownString },
      because: "unknown",
      finds: "trafficType",
    },
    {
      name: "the group's key from another stack",
      props: { trafficType, logDestination: from("g") },
      others: [{ type: GROUP, name: "g", props: { kmsKeyId: unknownString } }],
      because: "unknown",
      finds: "LogGroup.kmsKeyId",
    },
    {
      name: "destination from another stack",
      props: { trafficType, logDestination: unknownString },
      because: "unknown",
      finds: "logDestination",
    },
  ],
});
