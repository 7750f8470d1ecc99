import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import {
  wafClassicLoggingEnabled,
  wafv2LoggingEnabled,
  wafv2RuleHasAction,
  wafv2RuleVisibilityMetrics,
  wafv2WebaclNotEmpty,
} from "./web-acl";

const another = { name: "another type", type: "aws:wafv2/ipSet:IpSet", props: {}, because: "other-type" } as const;
const WEB_ACL = "aws:wafv2/webAcl:WebAcl";
const RULE_GROUP = "aws:wafv2/ruleGroup:RuleGroup";
const OWN_RULE = "aws:wafv2/webAclRule:WebAclRule";
const ASSOCIATION = "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation";
const GLOBAL_CLASSIC = "aws:waf/webAcl:WebAcl";
const REGIONAL_CLASSIC = "aws:wafregional/webAcl:WebAcl";

const arn = "arn:aws:wafv2:us-east-1:111122223333:regional/webacl/claims/1";
const metrics = (cloudwatchMetricsEnabled: unknown) => ({
  visibilityConfig: { cloudwatchMetricsEnabled, metricName: "claims", sampledRequestsEnabled: true },
});
const limit = {
  name: "limit",
  priority: 1,
  statement: { rateBasedStatement: { limit: 1000 } },
  ...metrics(true),
};
const acl = { scope: "REGIONAL", defaultAction: { allow: {} }, ...metrics(true) };

const logging = (resourceArn: unknown, logDestinationConfigs: unknown = ["arn:logs"]): OtherResource => ({
  type: "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
  name: "logging",
  props: { resourceArn, logDestinationConfigs },
});

testRule(wafv2LoggingEnabled, {
  valid: [
    { name: "by ARN", props: acl, outputs: { arn }, others: [logging(arn)] },
    { name: "by reference", props: {}, others: [logging(from("subject"))] },
    { name: "to a group of this program", props: acl, others: [logging(from("subject"), [from("group")])] },
  ],
  invalid: [
    { name: "none", props: acl, finds: "WebAclLoggingConfiguration" },
    {
      name: "of another web ACL",
      props: acl,
      others: [{ type: WEB_ACL, name: "other" }, logging(from("other"))],
      finds: "WebAclLoggingConfiguration",
    },
    {
      name: "to nowhere",
      props: acl,
      others: [logging(from("subject"), [])],
      finds: "WebAclLoggingConfiguration.logDestinationConfigs",
    },
    {
      name: "destination left out",
      props: acl,
      others: [{ ...logging(from("subject")), props: { resourceArn: from("subject") } }],
      finds: "WebAclLoggingConfiguration.logDestinationConfigs",
    },
  ],
  notJudged: [
    another,
    {
      name: "of an unknown web ACL",
      props: acl,
      others: [logging(unknownString)],
      because: "unknown",
      finds: "WebAclLoggingConfiguration.resourceArn",
    },
  ],
});

testRule(wafClassicLoggingEnabled, {
  valid: [
    {
      name: "to a stream",
      props: {
        loggingConfiguration: { logDestination: "arn:aws:firehose:us-east-1:111122223333:deliverystream/aws-waf-logs" },
      },
    },
    { name: "to a stream of this program", props: { loggingConfiguration: { logDestination: from("stream") } } },
  ],
  invalid: [
    { name: "none", props: { metricName: "claims" }, finds: "loggingConfiguration.logDestination" },
    {
      name: "empty",
      props: { loggingConfiguration: { logDestination: "" } },
      finds: "loggingConfiguration.logDestination",
    },
  ],
  notJudged: [
    another,
    {
      name: "from another stack",
      props: { loggingConfiguration: { logDestination: unknownString } },
      because: "unknown",
      finds: "loggingConfiguration.logDestination",
    },
  ],
  alike: [REGIONAL_CLASSIC],
});

const KNOWN = "AWSManagedRulesKnownBadInputsRuleSet";
const managed = {
  name: "known-bad-inputs",
  priority: 2,
  overrideAction: { none: {} },
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name: KNOWN } },
  ...metrics(true),
};
const jsonRule = {
  Name: "known-bad-inputs",
  Priority: 2,
  OverrideAction: { None: {} },
  Statement: { ManagedRuleGroupStatement: { VendorName: "AWS", Name: KNOWN } },
  VisibilityConfig: { CloudWatchMetricsEnabled: true },
};
const ownRule = (webAclArn: unknown): OtherResource => ({
  type: OWN_RULE,
  name: "rule",
  props: { webAclArn, ...limit },
});
const association = (webAclArn: unknown): OtherResource => ({
  type: ASSOCIATION,
  name: "association",
  props: { webAclArn, managedRuleGroup: { vendorName: "AWS", name: KNOWN } },
});

testRule(wafv2WebaclNotEmpty, {
  valid: [
    { name: "a rule", props: { ...acl, rules: [limit] } },
    { name: "as JSON", props: { ...acl, ruleJson: JSON.stringify([jsonRule]) } },
    { name: "a rule of its own", props: acl, others: [ownRule(from("subject"))] },
    { name: "a rule group in a resource of its own", props: acl, others: [association(from("subject"))] },
    { name: "WAF Classic", type: GLOBAL_CLASSIC, props: { rules: [{ priority: 1, ruleId: "r-1" }] } },
    { name: "regional WAF Classic", type: REGIONAL_CLASSIC, props: { rules: [{ priority: 1, ruleId: "r-1" }] } },
  ],
  invalid: [
    { name: "none", props: acl, finds: "rules" },
    { name: "an empty list", props: { ...acl, rules: [] }, finds: "rules" },
    { name: "empty JSON", props: { ...acl, ruleJson: "[]" }, finds: "rules" },
    {
      name: "rules of another web ACL",
      props: acl,
      others: [{ type: WEB_ACL, name: "other" }, ownRule(from("other")), association(from("other"))],
      finds: "rules",
    },
    { name: "WAF Classic", type: GLOBAL_CLASSIC, props: {}, finds: "rules" },
    { name: "regional WAF Classic", type: REGIONAL_CLASSIC, props: { rules: [] }, finds: "rules" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { ...acl, rules: unknownValue }, because: "unknown", finds: "rules" },
    { name: "JSON that does not parse", props: { ...acl, ruleJson: "[" }, because: "unknown", finds: "ruleJson" },
    {
      name: "a rule of an unknown web ACL",
      props: acl,
      others: [ownRule(unknownString)],
      because: "unknown",
      finds: "WebAclRule.webAclArn",
    },
    {
      name: "a rule group of an unknown web ACL",
      props: acl,
      others: [association(unknownString)],
      because: "unknown",
      finds: "WebAclRuleGroupAssociation.webAclArn",
    },
  ],
});

const block = { ...limit, action: { block: {} } };

testRule(wafv2RuleHasAction, {
  valid: [
    { name: "an action", props: { ...acl, rules: [block] } },
    { name: "an override of a rule group's actions", props: { ...acl, rules: [managed] } },
    { name: "as JSON", props: { ...acl, ruleJson: JSON.stringify([{ Name: "limit", Action: { Block: {} } }]) } },
    { name: "an override as JSON", props: { ...acl, ruleJson: JSON.stringify([jsonRule]) } },
    { name: "no rules", props: acl },
    { name: "rule group", type: RULE_GROUP, props: { capacity: 10, rules: [block] } },
    { name: "rule of its own", type: OWN_RULE, props: block },
  ],
  invalid: [
    { name: "none", props: { ...acl, rules: [limit] }, finds: ["rules[0].action", "rules[0].overrideAction"] },
    {
      name: "one of two, empty",
      props: { ...acl, rules: [block, { ...limit, action: {} }] },
      finds: ["rules[1].action", "rules[1].overrideAction"],
    },
    {
      name: "as JSON",
      props: { ...acl, ruleJson: JSON.stringify([{ Name: "limit" }]) },
      finds: ["ruleJson[0].Action", "ruleJson[0].OverrideAction"],
    },
    {
      name: "rule group",
      type: RULE_GROUP,
      props: { capacity: 10, rules: [limit] },
      finds: ["rules[0].action", "rules[0].overrideAction"],
    },
    {
      name: "rule group as JSON",
      type: RULE_GROUP,
      props: { capacity: 10, rulesJson: JSON.stringify([{ Name: "limit" }]) },
      finds: ["rulesJson[0].Action", "rulesJson[0].OverrideAction"],
    },
    { name: "rule of its own", type: OWN_RULE, props: limit, finds: ["action", "overrideAction"] },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { ...acl, rules: unknownValue }, because: "unknown", finds: "rules" },
  ],
});

const METRICS = "visibilityConfig.cloudwatchMetricsEnabled";

testRule(wafv2RuleVisibilityMetrics, {
  valid: [
    { name: "on, with every rule", props: { ...acl, rules: [block, managed] } },
    { name: "as JSON", props: { ...acl, ruleJson: JSON.stringify([jsonRule]) } },
    { name: "rule group", type: RULE_GROUP, props: { ...metrics(true), rules: [block] } },
    { name: "rule of its own", type: OWN_RULE, props: block },
  ],
  invalid: [
    { name: "off", props: { ...acl, ...metrics(false), rules: [block] }, finds: METRICS },
    { name: "left out", props: { scope: "REGIONAL" }, finds: METRICS },
    {
      name: "off with one rule",
      props: { ...acl, rules: [block, { ...block, ...metrics(false) }] },
      finds: `rules[1].${METRICS}`,
    },
    {
      name: "off with a rule as JSON",
      props: { ...acl, ruleJson: JSON.stringify([{ VisibilityConfig: { CloudWatchMetricsEnabled: false } }]) },
      finds: "ruleJson[0].VisibilityConfig.CloudWatchMetricsEnabled",
      mended: false,
    },
    { name: "rule group", type: RULE_GROUP, props: metrics(false), finds: METRICS },
    { name: "rule of its own", type: OWN_RULE, props: { ...block, ...metrics(false) }, finds: METRICS },
  ],
  notJudged: [another, { name: "not known yet", props: metrics(unknownValue), because: "unknown", finds: METRICS }],
});
