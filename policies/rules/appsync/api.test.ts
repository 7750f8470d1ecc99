import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { appsyncAssociatedWithWaf, appsyncCacheEncryption, appsyncLoggingEnabled } from "./api";

const another = {
  name: "another type",
  type: "aws:appsync/dataSource:DataSource",
  props: {},
  because: "other-type",
} as const;
const API = "aws:appsync/graphQLApi:GraphQLApi";
const cloudwatchLogsRoleArn = "arn:aws:iam::111122223333:role/appsync-logs";
const ROLE = "logConfig.cloudwatchLogsRoleArn";
const LEVEL = "logConfig.fieldLogLevel";

testRule(appsyncLoggingEnabled, {
  valid: [
    { name: "errors", props: { name: "claims", logConfig: { cloudwatchLogsRoleArn, fieldLogLevel: "ERROR" } } },
    ...["ALL", "INFO", "DEBUG"].map((fieldLogLevel) => ({
      name: fieldLogLevel,
      props: { logConfig: { cloudwatchLogsRoleArn, fieldLogLevel } },
    })),
    {
      name: "role made in the same preview",
      props: { logConfig: { cloudwatchLogsRoleArn: from("role"), fieldLogLevel: "ERROR" } },
      others: [{ type: "aws:iam/role:Role", name: "role" }],
    },
  ],
  invalid: [
    { name: "left out", props: { name: "claims" }, finds: [ROLE, LEVEL] },
    { name: "no level", props: { logConfig: { cloudwatchLogsRoleArn, fieldLogLevel: "NONE" } }, finds: LEVEL },
    { name: "no role", props: { logConfig: { fieldLogLevel: "ERROR" } }, finds: ROLE },
  ],
  notJudged: [
    another,
    {
      name: "role not known yet",
      props: { logConfig: { cloudwatchLogsRoleArn: unknownString, fieldLogLevel: "ERROR" } },
      because: "unknown",
      finds: ROLE,
    },
    {
      name: "level not known yet",
      props: { logConfig: { cloudwatchLogsRoleArn, fieldLogLevel: unknownString } },
      because: "unknown",
      finds: LEVEL,
    },
  ],
});

const GROUP = "AWSManagedRulesKnownBadInputsRuleSet";
const api = { name: "claims", authenticationType: "AWS_IAM" };
const association = {
  type: "aws:wafv2/webAclAssociation:WebAclAssociation",
  name: "association",
  props: { resourceArn: from("subject"), webAclArn: from("acl") },
};

/** The ACL before the API, with these rules. */
function acl(props: object) {
  return { type: "aws:wafv2/webAcl:WebAcl", name: "acl", props };
}

/** One rule with a managed group. */
function rule(name: string, overrideAction: object = { none: {} }) {
  return { name, priority: 1, overrideAction, statement: { managedRuleGroupStatement: { name, vendorName: "AWS" } } };
}

function json(name: string, override: object = { None: {} }): string {
  return JSON.stringify([
    { Name: "rate", Action: { Block: {} }, Statement: { RateBasedStatement: { Limit: 100 } } },
    {
      Name: name,
      OverrideAction: override,
      Statement: { ManagedRuleGroupStatement: { Name: name, VendorName: "AWS" } },
    },
  ]);
}

const NAME = "WebAcl.rules[0].statement.managedRuleGroupStatement.name";
const group = {
  type: "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation",
  name: "group",
  props: { webAclArn: from("acl"), managedRuleGroup: { name: GROUP, vendorName: "AWS" }, overrideAction: "none" },
};
const ownRule = {
  type: "aws:wafv2/webAclRule:WebAclRule",
  name: "rule",
  props: { webAclArn: from("acl"), ...rule(GROUP) },
};

testRule(appsyncAssociatedWithWaf, {
  valid: [
    { name: "known bad input refused", props: api, others: [association, acl({ rules: [rule(GROUP)] })] },
    {
      name: "second rule",
      props: api,
      others: [association, acl({ rules: [rule("AWSManagedRulesCommonRuleSet"), rule(GROUP)] })],
    },
    { name: "rules in JSON", props: api, others: [association, acl({ ruleJson: json(GROUP) })] },
    { name: "rule as a resource", props: api, others: [association, acl({}), ownRule] },
    { name: "group as a resource", props: api, others: [association, acl({}), group] },
    {
      name: "ACL of another stack",
      props: api,
      others: [{ ...association, props: { ...association.props, webAclArn: unknownString } }],
    },
    {
      name: "API by ARN",
      props: api,
      outputs: { arn: "arn:aws:appsync:us-east-1:111122223333:apis/a1" },
      others: [
        {
          ...association,
          props: {
            resourceArn: "arn:aws:appsync:us-east-1:111122223333:apis/a1",
            webAclArn: "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/api/1",
          },
        },
        acl({ rules: [rule(GROUP)] }),
      ],
    },
  ],
  invalid: [
    { name: "none", props: api, finds: "WebAclAssociation" },
    {
      name: "association of another API",
      props: api,
      others: [
        { type: API, name: "other" },
        { ...association, props: { ...association.props, resourceArn: from("other") } },
        acl({ rules: [rule(GROUP)] }),
      ],
      finds: "WebAclAssociation",
    },
    {
      name: "ACL without the group",
      props: api,
      others: [association, acl({ rules: [rule("AWSManagedRulesCommonRuleSet")] })],
      finds: NAME,
    },
    { name: "ACL without rules", props: api, others: [association, acl({})], finds: "WebAcl.rules" },
    {
      name: "counted alone",
      props: api,
      others: [association, acl({ rules: [rule(GROUP, { count: {} })] })],
      finds: "WebAcl.rules[0].overrideAction.count",
    },
    {
      name: "JSON without the group",
      props: api,
      others: [association, acl({ ruleJson: json("AWSManagedRulesCommonRuleSet") })],
      finds: [
        "WebAcl.rules",
        "WebAcl.ruleJson[0].Statement.ManagedRuleGroupStatement.Name",
        "WebAcl.ruleJson[1].Statement.ManagedRuleGroupStatement.Name",
      ],
    },
    {
      name: "counted alone, in JSON",
      props: api,
      others: [association, acl({ ruleJson: json(GROUP, { Count: {} }) })],
      finds: [
        "WebAcl.rules",
        "WebAcl.ruleJson[0].Statement.ManagedRuleGroupStatement.Name",
        "WebAcl.ruleJson[1].OverrideAction.Count",
      ],
    },
    {
      name: "another group as a resource",
      props: api,
      others: [
        association,
        acl({}),
        { ...group, props: { ...group.props, managedRuleGroup: { name: "AWSManagedRulesCommonRuleSet" } } },
      ],
      finds: ["WebAcl.rules", "WebAclRuleGroupAssociation.managedRuleGroup.name"],
    },
    {
      name: "group as a resource, counted alone",
      props: api,
      others: [association, acl({}), { ...group, props: { ...group.props, overrideAction: "count" } }],
      finds: ["WebAcl.rules", "WebAclRuleGroupAssociation.overrideAction"],
    },
    {
      name: "rule as a resource, counted alone",
      props: api,
      others: [association, acl({}), { ...ownRule, props: { ...ownRule.props, overrideAction: { count: {} } } }],
      finds: ["WebAcl.rules", "WebAclRule.overrideAction.count"],
    },
  ],
  notJudged: [
    another,
    {
      name: "association of an API not known yet",
      props: api,
      others: [{ ...association, props: { ...association.props, resourceArn: unknownString } }],
      because: "unknown",
      finds: "WebAclAssociation.resourceArn",
    },
    {
      name: "rules not known yet",
      props: api,
      others: [association, acl({ rules: unknownValue })],
      because: "unknown",
      finds: "WebAcl.rules",
    },
    {
      name: "action not known yet",
      props: api,
      others: [association, acl({ rules: [rule(GROUP, unknownValue)] })],
      because: "unknown",
      finds: "WebAcl.rules[0].overrideAction.count",
    },
  ],
});

const cache = { apiId: "a1", apiCachingBehavior: "FULL_REQUEST_CACHING", ttl: 60, type: "SMALL" };

testRule(appsyncCacheEncryption, {
  valid: [{ name: "both", props: { ...cache, atRestEncryptionEnabled: true, transitEncryptionEnabled: true } }],
  invalid: [
    { name: "left out", props: cache, finds: ["atRestEncryptionEnabled", "transitEncryptionEnabled"] },
    { name: "not at rest", props: { ...cache, transitEncryptionEnabled: true }, finds: "atRestEncryptionEnabled" },
    {
      name: "not on the way",
      props: { ...cache, atRestEncryptionEnabled: true, transitEncryptionEnabled: false },
      finds: "transitEncryptionEnabled",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...cache, atRestEncryptionEnabled: unknownValue, transitEncryptionEnabled: true },
      because: "unknown",
      finds: "atRestEncryptionEnabled",
    },
  ],
});
