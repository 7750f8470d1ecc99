import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { wafv2Log4jManagedRule } from "./log4j";

const another = { name: "another type", type: "aws:wafv2/ipSet:IpSet", props: {}, because: "other-type" } as const;
const WEB_ACL = "aws:wafv2/webAcl:WebAcl";
const OWN_RULE = "aws:wafv2/webAclRule:WebAclRule";
const ASSOCIATION = "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation";

const metrics = {
  visibilityConfig: { cloudwatchMetricsEnabled: true, metricName: "claims", sampledRequestsEnabled: true },
};
const limit = { name: "limit", priority: 1, statement: { rateBasedStatement: { limit: 1000 } }, ...metrics };
const acl = { scope: "REGIONAL", defaultAction: { allow: {} }, ...metrics };

const KNOWN = "AWSManagedRulesKnownBadInputsRuleSet";
const managed = (group: object = {}, overrideAction: unknown = { none: {} }, name: unknown = KNOWN) => ({
  name: "known-bad-inputs",
  priority: 2,
  overrideAction,
  statement: { managedRuleGroupStatement: { vendorName: "AWS", name, ...group } },
  ...metrics,
});
const jsonRule = (group: object = {}, override: object = { None: {} }, name = KNOWN) => ({
  Name: "known-bad-inputs",
  Priority: 2,
  OverrideAction: override,
  Statement: { ManagedRuleGroupStatement: { VendorName: "AWS", Name: name, ...group } },
  VisibilityConfig: { CloudWatchMetricsEnabled: true },
});
const ownRule = (webAclArn: unknown, rule: object): OtherResource => ({
  type: OWN_RULE,
  name: "rule",
  props: { webAclArn, ...rule },
});
const association = (webAclArn: unknown, group: object = {}, overrideAction?: string, name = KNOWN): OtherResource => ({
  type: ASSOCIATION,
  name: "association",
  props: {
    webAclArn,
    managedRuleGroup: { vendorName: "AWS", name, ...group },
    ...(overrideAction === undefined ? {} : { overrideAction }),
  },
});

const counts = { ruleActionOverrides: [{ name: "Log4JRCE_HEADER", actionToUse: { count: {} } }] };
const allows = { ruleActionOverrides: [{ name: "Log4JRCE_BODY", actionToUse: { allow: {} } }] };
const captcha = { ruleActionOverrides: [{ name: "Log4JRCE_BODY", actionToUse: { captcha: {} } }] };
const countsHost = { ruleActionOverrides: [{ name: "Host_Localhost_Header", actionToUse: { count: {} } }] };
const countsOther = { ruleActionOverrides: [{ name: "NoLog4JRCE", actionToUse: { count: {} } }] };
const excludes = { excludedRules: [{ name: "Log4JRCE" }] };
const excludesHost = { excludedRules: [{ name: "Host_localhost_HEADER" }] };
const jsonOverride = (name: string, actionToUse: object) => ({
  RuleActionOverrides: [{ Name: name, ActionToUse: actionToUse }],
});
const asJson = (...rules: readonly object[]) => ({ ...acl, ruleJson: JSON.stringify(rules) });

testRule(wafv2Log4jManagedRule, {
  valid: [
    { name: "the group", props: { ...acl, rules: [limit, managed()] } },
    { name: "no override said", props: { rules: [managed({}, undefined)] } },
    { name: "another rule of it only counts", props: { rules: [managed(countsHost)] } },
    { name: "a rule with Log4J later in its name only counts", props: { rules: [managed(countsOther)] } },
    { name: "another rule of it is excluded", props: { rules: [managed(excludesHost)] } },
    { name: "a stricter action", props: { rules: [managed(captcha)] } },
    { name: "as JSON", props: asJson(jsonRule()) },
    {
      name: "as JSON, another rule of it only counts",
      props: asJson(jsonRule(jsonOverride("Host_Localhost_Header", { Count: {} }))),
    },
    { name: "as JSON, a stricter action", props: asJson(jsonRule(jsonOverride("Log4JRCE_BODY", { Captcha: {} }))) },
    {
      name: "as JSON, another rule of it is excluded",
      props: asJson(jsonRule({ ExcludedRules: [{ Name: "Host_localhost_HEADER" }] })),
    },
    { name: "in a rule of its own", props: acl, others: [ownRule(from("subject"), managed())] },
    { name: "in an association", props: acl, others: [association(from("subject"))] },
    { name: "in an association, said so", props: acl, others: [association(from("subject"), {}, "none")] },
  ],
  invalid: [
    { name: "no rules", props: acl, finds: "rules" },
    {
      name: "another group",
      props: { ...acl, rules: [managed({}, { none: {} }, "AWSManagedRulesCommonRuleSet")] },
      finds: "rules",
    },
    { name: "it only counts", props: { ...acl, rules: [managed({}, { count: {} })] }, finds: "rules" },
    { name: "the Log4j rule only counts", props: { rules: [managed(counts)] }, finds: "rules" },
    { name: "the Log4j rule allows", props: { rules: [managed(allows)] }, finds: "rules" },
    { name: "the Log4j rule is excluded", props: { rules: [managed(excludes)] }, finds: "rules" },
    { name: "as JSON, another group", props: asJson(jsonRule({}, { None: {} }, "X")), finds: "rules" },
    { name: "as JSON, it only counts", props: asJson(jsonRule({}, { Count: {} })), finds: "rules" },
    {
      name: "as JSON, the Log4j rule only counts",
      props: asJson(jsonRule(jsonOverride("Log4JRCE_URIPATH", { Count: {} }))),
      finds: "rules",
    },
    {
      name: "as JSON, the Log4j rule allows",
      props: asJson(jsonRule(jsonOverride("Log4JRCE_URIPATH", { Allow: {} }))),
      finds: "rules",
    },
    {
      name: "as JSON, the Log4j rule is excluded",
      props: asJson(jsonRule({ ExcludedRules: [{ Name: "Log4JRCE" }] })),
      finds: "rules",
    },
    {
      name: "in resources of another web ACL",
      props: acl,
      others: [{ type: WEB_ACL, name: "other" }, ownRule(from("other"), managed()), association(from("other"))],
      finds: "rules",
    },
    {
      name: "a rule of its own only counts",
      props: acl,
      others: [ownRule(from("subject"), managed({}, { count: {} }))],
      finds: "rules",
    },
    {
      name: "an association only counts",
      props: acl,
      others: [association(from("subject"), {}, "count")],
      finds: "rules",
    },
    {
      name: "an association without the Log4j rule",
      props: acl,
      others: [association(from("subject"), counts)],
      finds: "rules",
    },
    {
      name: "an association of another group",
      props: acl,
      others: [association(from("subject"), {}, "none", "AWSManagedRulesCommonRuleSet")],
      finds: "rules",
    },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { ...acl, rules: unknownValue }, because: "unknown", finds: "rules" },
    {
      name: "name of the group not known yet",
      props: { ...acl, rules: [managed({}, { none: {} }, unknownString)] },
      because: "unknown",
      finds: "rules[0].statement.managedRuleGroupStatement.name",
    },
    {
      name: "whether it counts not known yet",
      props: { ...acl, rules: [managed({}, unknownValue)] },
      because: "unknown",
      finds: "rules[0].overrideAction.count",
    },
    {
      name: "a rule of an unknown web ACL",
      props: acl,
      others: [ownRule(unknownString, managed())],
      because: "unknown",
      finds: "WebAclRule.webAclArn",
    },
  ],
});
