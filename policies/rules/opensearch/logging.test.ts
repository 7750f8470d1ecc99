import { from, testRule, unknownString, unknownValue, type RuleTable } from "../../testing/rule-tester";
import { ELASTICSEARCH, OPENSEARCH } from "./domain";
import {
  elasticsearchLogsToCloudwatch,
  opensearchAuditLoggingEnabled,
  opensearchLogsToCloudwatch,
  opensearchSlowLogsRedaction,
} from "./logging";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const cloudwatchLogGroupArn = "arn:aws:logs:us-east-1:111122223333:log-group:/aws/opensearch/notes:*";
const option = (logType: string, more: object = {}) => ({ logType, cloudwatchLogGroupArn, ...more });
const sends = (...logPublishingOptions: readonly object[]) => ({ domainName: "notes", logPublishingOptions });

function errorLog(otherType: string): RuleTable {
  return {
    valid: [
      { name: "sent", props: sends(option("ES_APPLICATION_LOGS")) },
      {
        name: "with others",
        props: sends(option("INDEX_SLOW_LOGS"), option("ES_APPLICATION_LOGS", { enabled: true })),
      },
      {
        name: "log group made in the same preview",
        props: sends(option("ES_APPLICATION_LOGS", { cloudwatchLogGroupArn: unknownString })),
      },
      {
        name: "the logs that the team wants",
        props: sends(option("INDEX_SLOW_LOGS"), option("SEARCH_SLOW_LOGS")),
        config: { logTypes: ["SEARCH_SLOW_LOGS", "INDEX_SLOW_LOGS"] },
      },
    ],
    invalid: [
      { name: "left out", props: { domainName: "notes" }, finds: "logPublishingOptions" },
      {
        name: "slow searches alone",
        props: sends(option("SEARCH_SLOW_LOGS")),
        finds: "logPublishingOptions[0].logType",
      },
      {
        name: "off",
        props: sends(option("ES_APPLICATION_LOGS", { enabled: false })),
        finds: "logPublishingOptions[0].enabled",
      },
      {
        name: "no log group",
        props: sends({ logType: "ES_APPLICATION_LOGS" }),
        finds: "logPublishingOptions[0].cloudwatchLogGroupArn",
      },
      {
        name: "left out, where the team wants any",
        props: { domainName: "notes" },
        config: { logTypes: [] },
        finds: "logPublishingOptions",
      },
      {
        name: "one of those that the team wants is missing",
        props: sends(option("INDEX_SLOW_LOGS")),
        config: { logTypes: ["SEARCH_SLOW_LOGS", "INDEX_SLOW_LOGS"] },
        finds: "logPublishingOptions[0].logType",
      },
    ],
    notJudged: [
      another,
      { name: "other generation", type: otherType, props: {}, because: "other-type" },
      {
        name: "not known yet",
        props: { logPublishingOptions: unknownValue },
        because: "unknown",
        finds: "logPublishingOptions",
      },
    ],
  };
}

testRule(opensearchLogsToCloudwatch, errorLog(ELASTICSEARCH));
testRule(elasticsearchLogsToCloudwatch, errorLog(OPENSEARCH));

testRule(opensearchAuditLoggingEnabled, {
  valid: [{ name: "sent", props: sends(option("ES_APPLICATION_LOGS"), option("AUDIT_LOGS")) }],
  invalid: [
    { name: "left out", props: { domainName: "notes" }, finds: "logPublishingOptions" },
    { name: "error log alone", props: sends(option("ES_APPLICATION_LOGS")), finds: "logPublishingOptions[0].logType" },
    { name: "off", props: sends(option("AUDIT_LOGS", { enabled: false })), finds: "logPublishingOptions[0].enabled" },
  ],
  alike: [ELASTICSEARCH],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: sends(option(unknownString)),
      because: "unknown",
      finds: "logPublishingOptions[0].logType",
    },
  ],
});

const GROUP = "aws:cloudwatch/logGroup:LogGroup";
const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/k";
const group = (name: string, props: object = {}) => ({
  type: GROUP,
  name,
  props: { name: `/aws/opensearch/${name}`, ...props },
});
const toGroup = (name: string, more: object = {}) => ({
  logType: "SEARCH_SLOW_LOGS",
  cloudwatchLogGroupArn: from(name),
  ...more,
});
const ARN = "logPublishingOptions[0].cloudwatchLogGroupArn";

testRule(opensearchSlowLogsRedaction, {
  valid: [
    {
      name: "log group with a key",
      props: sends(option("SEARCH_SLOW_LOGS")),
      others: [group("visits"), group("notes", { kmsKeyId })],
    },
    {
      name: "made in the same preview, with its key",
      props: sends(toGroup("notes")),
      others: [group("visits"), group("notes", { kmsKeyId: from("key") }), { type: "aws:kms/key:Key", name: "key" }],
    },
    {
      name: "one that is off goes nowhere",
      props: sends(
        option("AUDIT_LOGS"),
        option("SEARCH_SLOW_LOGS", {
          enabled: false,
          cloudwatchLogGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:/aws/opensearch/visits",
        }),
      ),
      others: [group("visits"), group("notes", { kmsKeyId })],
    },
  ],
  invalid: [
    {
      name: "log group without a key",
      props: sends(option("SEARCH_SLOW_LOGS")),
      others: [group("visits", { kmsKeyId }), group("notes")],
      finds: "LogGroup.kmsKeyId",
    },
    {
      name: "made in the same preview, without a key",
      props: sends(toGroup("notes")),
      others: [group("visits", { kmsKeyId }), group("notes")],
      finds: "LogGroup.kmsKeyId",
    },
    {
      name: "one of two log groups of the same preview without a key",
      props: sends(toGroup("visits"), toGroup("notes")),
      others: [group("visits", { kmsKeyId }), group("notes")],
      finds: "LogGroup.kmsKeyId",
    },
    {
      name: "second log",
      props: sends(
        toGroup("visits"),
        option("AUDIT_LOGS", {
          cloudwatchLogGroupArn: "arn:aws:logs:us-east-1:111122223333:log-group:/aws/opensearch/notes",
        }),
      ),
      others: [group("visits", { kmsKeyId }), group("notes")],
      finds: "LogGroup.kmsKeyId",
    },
  ],
  alike: [ELASTICSEARCH],
  notJudged: [
    another,
    { name: "no logs", props: { domainName: "notes" }, because: "exempt" },
    {
      name: "all off",
      props: sends(toGroup("notes", { enabled: false })),
      others: [group("notes")],
      because: "exempt",
    },
    {
      name: "made elsewhere",
      props: sends(option("AUDIT_LOGS")),
      others: [group("visits")],
      because: "unknown",
      finds: ARN,
    },
    {
      name: "no ARN",
      props: sends({ logType: "AUDIT_LOGS", cloudwatchLogGroupArn: "" }),
      others: [{ type: GROUP, name: "unnamed" }],
      because: "unknown",
      finds: ARN,
    },
    {
      name: "log group of another stack",
      props: sends(option("AUDIT_LOGS", { cloudwatchLogGroupArn: unknownString })),
      others: [group("visits")],
      because: "unknown",
      finds: ARN,
    },
    {
      name: "made from something else",
      props: sends(toGroup("queue")),
      others: [{ type: "aws:sqs/queue:Queue", name: "queue" }, group("visits")],
      because: "unknown",
      finds: ARN,
    },
    {
      name: "made from something else alone",
      props: sends(toGroup("queue")),
      others: [{ type: "aws:sqs/queue:Queue", name: "queue" }],
      because: "unknown",
      finds: ARN,
    },
    {
      name: "whether it is on is not known yet",
      props: sends(option("AUDIT_LOGS", { enabled: unknownValue })),
      others: [group("notes")],
      because: "unknown",
      finds: "logPublishingOptions[0].enabled",
    },
  ],
});
