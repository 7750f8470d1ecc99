import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { kinesisanalyticsFlinkVpcAndLogging } from "./flink-application";

const vpcConfiguration = { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] };
const cloudwatchLoggingOptions = {
  logStreamArn: "arn:aws:logs:us-east-1:111122223333:log-group:/flink/claims:log-stream:app",
};
const runtimeEnvironment = "FLINK-1_20";
const SUBNETS = "applicationConfiguration.vpcConfiguration.subnetIds";
const LOG = "cloudwatchLoggingOptions.logStreamArn";

testRule(kinesisanalyticsFlinkVpcAndLogging, {
  valid: [
    {
      name: "in a VPC, with a log",
      props: { runtimeEnvironment, applicationConfiguration: { vpcConfiguration }, cloudwatchLoggingOptions },
    },
    {
      name: "in subnets and with a log made in the same preview",
      props: {
        runtimeEnvironment,
        applicationConfiguration: { vpcConfiguration: { subnetIds: [unknownString], securityGroupIds: unknownValue } },
        cloudwatchLoggingOptions: { logStreamArn: unknownString },
      },
    },
  ],
  invalid: [
    { name: "neither", props: { runtimeEnvironment }, finds: [SUBNETS, LOG] },
    {
      name: "no log",
      props: { runtimeEnvironment, applicationConfiguration: { vpcConfiguration } },
      finds: LOG,
    },
    { name: "no VPC", props: { runtimeEnvironment, cloudwatchLoggingOptions }, finds: SUBNETS },
    {
      name: "no subnet",
      props: {
        runtimeEnvironment,
        applicationConfiguration: { vpcConfiguration: { ...vpcConfiguration, subnetIds: [] } },
        cloudwatchLoggingOptions,
      },
      finds: SUBNETS,
    },
    {
      name: "SQL by Flink",
      props: { runtimeEnvironment: "ZEPPELIN-FLINK-SQL-3_0", cloudwatchLoggingOptions },
      finds: SUBNETS,
    },
    { name: "no runtime named", props: { cloudwatchLoggingOptions }, finds: SUBNETS },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    { name: "SQL", props: { runtimeEnvironment: "SQL-1_0" }, because: "exempt" },
    {
      name: "runtime not known yet",
      props: { runtimeEnvironment: unknownString },
      because: "unknown",
      finds: "runtimeEnvironment",
    },
  ],
});
