import type { LogGroupArgs } from "@pulumi/aws/cloudwatch";
import { all, any, not, unknown, type Answer } from "../../answer";
import { customerKey, every, is, notFalse, present, some } from "../../predicates";
import { pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import { effective } from "../../resource";
import { texts, type RuleSettings } from "../../rule-config";
import type { StackView } from "../../stack-view";
import { logGroup } from "../logs/log-group";
import { domain, elasticsearchDomain, opensearchDomain, type Domain } from "./domain";

interface LogPublishing {
  readonly logType: string;
  readonly enabled: boolean;
  readonly cloudwatchLogGroupArn: string;
}

const LOGS =
  "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/createdomain-configure-slow-logs.html";
const AUDIT_LOGS = "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/audit-logs.html";

function publishing(p: Domain): Reading<LogPublishing[]> {
  return p.logPublishingOptions as unknown as Reading<LogPublishing[]>;
}

function publishes(p: Domain, logType: string): Answer {
  return some(publishing(p), (option) =>
    all(is(option.logType, logType), notFalse(option.enabled), present(option.cloudwatchLogGroupArn)),
  );
}

const logTypes = texts({
  name: "logTypes",
  description: "Logs that are sent to CloudWatch, all of them, e.g. SEARCH_SLOW_LOGS and INDEX_SLOW_LOGS.",
  fallback: ["ES_APPLICATION_LOGS"],
});

/** What both generations say alike. */
const errorLogs = {
  severity: "medium",
  source: LOGS,
  says: "does not send its error log to CloudWatch",
  fix: 'Add { logType: "ES_APPLICATION_LOGS", cloudwatchLogGroupArn: logGroup.arn } to logPublishingOptions.',
  config: [logTypes],
  requires: (p: Domain, settings: RuleSettings): Answer =>
    all(present(p.logPublishingOptions), ...logTypes.of(settings).map((logType) => publishes(p, logType))),
} as const;

export const opensearchLogsToCloudwatch = opensearchDomain.rule({
  ...errorLogs,
  id: "opensearch-logs-to-cloudwatch",
  title: "OpenSearch domains send their error log to CloudWatch",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.312(b)"], soc2: ["A1.1"] },
});

export const elasticsearchLogsToCloudwatch = elasticsearchDomain.rule({
  ...errorLogs,
  id: "elasticsearch-logs-to-cloudwatch",
  title: "Elasticsearch domains send their error log to CloudWatch",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(3)(ii)(A)", "164.312(b)"],
    nistCsf: ["DE.AE-1", "DE.AE-3", "PR.PT-1"],
    soc2: ["CC7.3"],
  },
});

export const opensearchAuditLoggingEnabled = domain.rule({
  id: "opensearch-audit-logging-enabled",
  title: "Search domains send their audit log to CloudWatch",
  severity: "high",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1"] },
  source: AUDIT_LOGS,
  says: "does not record who read or changed what",
  fix: 'Add { logType: "AUDIT_LOGS", cloudwatchLogGroupArn: logGroup.arn } to logPublishingOptions (it needs advancedSecurityOptions).',
  requires: (p) => publishes(p, "AUDIT_LOGS"),
});

export const opensearchSlowLogsRedaction = domain.relation({
  id: "opensearch-slow-logs-redaction",
  title: "Logs of search domains go to log groups with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)", "164.502(b)"] },
  source: LOGS,
  says: "sends its logs to a log group without a key of its own",
  fix: "Set kmsKeyId on the aws.cloudwatch.LogGroup that cloudwatchLogGroupArn names.",
  why: "Slow and audit logs hold the text of searches and documents, which may name patients.",
  appliesWhen: (p) => some(publishing(p), (option) => notFalse(option.enabled)),
  otherwise: "It sends no logs to CloudWatch.",
  requires: (p, stack) =>
    every(publishing(p), (option) =>
      any(not(notFalse(option.enabled)), goesToEncryptedGroup(option.cloudwatchLogGroupArn, stack)),
    ),
});

function goesToEncryptedGroup(arn: Reading<string>, stack: StackView): Answer {
  const groups = groupsNamed(arn, stack);
  return groups.length === 0
    ? unknown(pathOf(arn))
    : all(...groups.map((group) => customerKey(group.kmsKeyId as Reading<string>)));
}

function groupsNamed(arn: Reading<string>, stack: StackView): readonly Reading<LogGroupArgs>[] {
  const value = valueOf(arn);
  if (typeof value !== "string") return stack.named(arn, logGroup).certain;
  // arn:aws:logs:<region>:<account>:log-group:<name>, with or without :* for its streams
  const name = value.split(":")[6] ?? value;
  return stack.all(logGroup).filter((group) => effective(resourceOf(group), "name") === name);
}
