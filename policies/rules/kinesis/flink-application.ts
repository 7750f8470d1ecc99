import type { ApplicationArgs } from "@pulumi/aws/kinesisanalyticsv2";
import { all, not } from "../../answer";
import { matches, present } from "../../predicates";
import { on } from "../../rule";

const application = on<ApplicationArgs>("aws:kinesisanalyticsv2/application:Application");

export const kinesisanalyticsFlinkVpcAndLogging = application.rule({
  id: "kinesisanalytics-flink-vpc-and-logging",
  title: "Flink applications run in a VPC and write logs",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/managed-flink/latest/java/vpc.html",
  says: "runs outside of a VPC or writes no log",
  fix: "Set applicationConfiguration.vpcConfiguration: { subnetIds, securityGroupIds } and cloudwatchLoggingOptions: { logStreamArn: logStream.arn }.",
  appliesWhen: (p) => not(matches(p.runtimeEnvironment, /^SQL-/)),
  otherwise: "A SQL application can't be placed in a VPC.",
  requires: (p) =>
    all(
      present(p.applicationConfiguration.vpcConfiguration.subnetIds),
      present(p.cloudwatchLoggingOptions.logStreamArn),
    ),
});
