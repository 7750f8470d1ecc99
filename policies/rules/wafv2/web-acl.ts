import type { WebAclLoggingConfigurationArgs } from "@pulumi/aws/wafv2";
import { about, all, any, yes, type Answer } from "../../answer";
import { given, is, present } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { everyRule, ruleGroupAssociation, someRule, webAclRule, type InlineRule, type RuleHolder } from "./acl-rules";

const WEB_ACL = "aws:wafv2/webAcl:WebAcl";
const RULE_GROUP = "aws:wafv2/ruleGroup:RuleGroup";
const CLASSIC_WEB_ACLS = ["aws:waf/webAcl:WebAcl", "aws:wafregional/webAcl:WebAcl"];
const WEB_ACL_RULE = "aws:wafv2/webAclRule:WebAclRule";

interface WebAclShape extends RuleHolder {
  readonly visibilityConfig: { readonly cloudwatchMetricsEnabled: boolean };
  /** Of WAF Classic. */
  readonly loggingConfiguration: { readonly logDestination: string };
}

export const webAcl = on<WebAclShape>(WEB_ACL);
const anyWebAcl = on<WebAclShape>(WEB_ACL, ...CLASSIC_WEB_ACLS);
const classicWebAcl = on<WebAclShape>(...CLASSIC_WEB_ACLS);
/** A rule in a resource of its own is spelt like one in a list. */
const withRules = on<WebAclShape & InlineRule>(WEB_ACL, RULE_GROUP, WEB_ACL_RULE);

const loggingConfiguration = on<WebAclLoggingConfigurationArgs>(
  "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration",
);

const LOGGING = "https://docs.aws.amazon.com/waf/latest/developerguide/logging.html";
const RULES = "https://docs.aws.amazon.com/waf/latest/developerguide/web-acl-rules.html";

export const wafv2LoggingEnabled = webAcl.relation({
  id: "wafv2-logging-enabled",
  title: "Web ACLs log the requests they inspect",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(4)(ii)(A)", "164.312(b)"],
    nistCsf: ["DE.AE-1", "DE.AE-3", "DE.CM-5", "DE.DP-4", "PR.PT-1"],
    soc2: ["A1.1", "A1.2", "CC7.2", "PI1.2"],
  },
  source: LOGGING,
  says: "keeps no log of the requests it inspects",
  fix: 'new aws.wafv2.WebAclLoggingConfiguration("<name>", { resourceArn: webAcl.arn, logDestinationConfigs: [logGroup.arn] })',
  requires: (p, stack) =>
    stack
      .partner(p, loggingConfiguration, "resourceArn")
      .some(({ logDestinationConfigs }) => present(logDestinationConfigs)),
});

export const wafClassicLoggingEnabled = classicWebAcl.rule({
  id: "waf-classic-logging-enabled",
  title: "Web ACLs of WAF Classic log the requests they inspect",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(4)(ii)(A)", "164.312(b)"],
    nistCsf: ["DE.AE-1", "DE.AE-3", "PR.PT-1"],
    soc2: ["A1.1", "A1.2", "CC7.2", "CC7.3", "PI1.2"],
  },
  source: "https://docs.aws.amazon.com/waf/latest/developerguide/classic-logging.html",
  says: "keeps no log of the requests it inspects",
  fix: "Set loggingConfiguration.logDestination to a Firehose stream, or move to aws.wafv2.WebAcl.",
  requires: (p) => given(p.loggingConfiguration.logDestination),
});

export const wafv2WebaclNotEmpty = anyWebAcl.relation({
  id: "wafv2-webacl-not-empty",
  title: "Web ACLs have rules",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: RULES,
  says: "has no rule, so it lets every request meet the default action",
  fix: "Add rules, such as the managed rule group AWSManagedRulesCommonRuleSet.",
  requires: (p, stack) =>
    about(
      any(
        someRule(p, () => yes),
        stack.partner(p, webAclRule, "webAclArn").exists(),
        stack.partner(p, ruleGroupAssociation, "webAclArn").exists(),
      ),
      pathOf(p.rules),
    ),
});

export const wafv2RuleHasAction = withRules.rule({
  id: "wafv2-rule-has-action",
  title: "Rules of web ACLs and rule groups say what to do",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/waf/latest/developerguide/waf-rule-action.html",
  says: "has a rule without an action",
  fix: "Set action: { block: {} }, or overrideAction: { none: {} } where the rule names a rule group.",
  requires: (p, _settings, resource) => (resource.type === WEB_ACL_RULE ? hasAction(p) : everyRule(p, hasAction)),
});

function hasAction(rule: { readonly action: Reading<unknown>; readonly overrideAction: Reading<unknown> }): Answer {
  return any(present(rule.action), present(rule.overrideAction));
}

export const wafv2RuleVisibilityMetrics = withRules.rule({
  id: "wafv2-rule-visibility-metrics",
  title: "Web ACLs, rule groups and their rules send metrics to CloudWatch",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"], soc2: ["A1.1"] },
  source: "https://docs.aws.amazon.com/waf/latest/developerguide/monitoring-cloudwatch.html",
  says: "sends no metrics on what it, or one of its rules, has matched",
  fix: "Set visibilityConfig.cloudwatchMetricsEnabled: true on the web ACL and on every rule.",
  remedy: {
    "visibilityConfig.cloudwatchMetricsEnabled": true,
    "rules[*].visibilityConfig.cloudwatchMetricsEnabled": true,
  },
  requires: (p) =>
    all(
      is(p.visibilityConfig.cloudwatchMetricsEnabled, true),
      everyRule(p, ({ metrics }) => is(metrics, true)),
    ),
});
