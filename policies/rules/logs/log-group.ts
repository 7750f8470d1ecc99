import type { LogGroupArgs, LogResourcePolicyArgs } from "@pulumi/aws/cloudwatch";
import { all, any } from "../../answer";
import { noOpenStatement } from "../../policy-document";
import { absent, atLeast, customerKey, is, stated } from "../../predicates";
import { on } from "../../rule";

export const logGroup = on<LogGroupArgs>("aws:cloudwatch/logGroup:LogGroup");
const resourcePolicy = on<LogResourcePolicyArgs>("aws:cloudwatch/logResourcePolicy:LogResourcePolicy");

const ENCRYPTION = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html";
const RETENTION = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html";
const ACCESS = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/iam-access-control-overview-cwl.html";

export const cloudwatchLogGroupEncrypted = logGroup.rule({
  id: "cloudwatch-log-group-encrypted",
  title: "Log groups are encrypted with a customer managed key",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(4)(ii)(A)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-1"],
    soc2: ["CC6.1", "CC6.2", "CC7.3", "PI1.4"],
  },
  source: ENCRYPTION,
  says: "is not encrypted with a key of its own",
  fix: "Set kmsKeyId to the ARN of a customer managed key whose policy lets CloudWatch Logs use it.",
  requires: (p) => customerKey(p.kmsKeyId),
});

export const cwLoggroupRetentionExplicit = logGroup.rule({
  id: "cw-loggroup-retention-explicit",
  title: "Log groups say how long they keep their records",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)", "164.316(b)(2)(i)"] },
  source: RETENTION,
  says: "does not say how long it keeps its records",
  fix: "Set retentionInDays; 0 keeps them for ever.",
  why: "Left out, the records stay for ever, which may be right; only the program can say that it was meant.",
  requires: (p) => all(atLeast(p.retentionInDays, 0), stated(p.retentionInDays)),
});

export const cwLoggroupRetentionPeriodCheck = logGroup.rule({
  id: "cw-loggroup-retention-period-check",
  title: "Log groups keep their records for a year at least",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)", "164.316(b)(2)(i)"],
    nistCsf: ["DE.AE-3", "PR.PT-1"],
    soc2: ["C1.2", "CC7.2", "CC7.3"],
  },
  source: RETENTION,
  says: "drops its records before a year is over",
  fix: "Set retentionInDays: 365 or more, or 0 to keep them for ever.",
  requires: (p) =>
    any(
      absent(p.retentionInDays),
      is(p.retentionInDays, 0),
      is(p.retentionInDays, "0"),
      atLeast(p.retentionInDays, 365),
    ),
});

export const cloudwatchLogGroupNotPublic = resourcePolicy.rule({
  id: "cloudwatch-log-group-not-public",
  title: "Log resource policies let nobody in who is not named or narrowed by a condition",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"], soc2: ["PI1.4"] },
  source: ACCESS,
  says: "lets anyone use the log groups it names",
  fix: 'Name the service as principal, or add Condition: { StringEquals: { "aws:SourceAccount": accountId } }.',
  requires: (p) => noOpenStatement(p.policyDocument),
});
