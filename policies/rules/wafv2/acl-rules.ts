import type { WebAclRuleArgs, WebAclRuleGroupAssociationArgs } from "@pulumi/aws/wafv2";
import { about, all, any, not, type Answer } from "../../answer";
import { every, first, is, matches, some, written } from "../../predicates";
import { jsonOf, pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";

/** Where rules stand: in a list, or as JSON in WAF's own spelling. */
export interface RuleHolder {
  readonly rules: InlineRule[];
  /** Of a web ACL. */
  readonly ruleJson: string;
  /** Of a rule group. */
  readonly rulesJson: string;
}

export interface InlineRule {
  readonly action: object;
  readonly overrideAction: { readonly count: object };
  readonly statement: { readonly managedRuleGroupStatement: InlineGroup };
  readonly visibilityConfig: { readonly cloudwatchMetricsEnabled: boolean };
}

interface InlineGroup {
  readonly name: string;
  readonly ruleActionOverrides: { readonly name: string; readonly actionToUse: Toned }[];
  readonly excludedRules: { readonly name: string }[];
}

interface Toned {
  readonly count: object;
  readonly allow: object;
}

interface JsonRule {
  readonly Action: object;
  readonly OverrideAction: { readonly Count: object };
  readonly Statement: {
    readonly ManagedRuleGroupStatement: {
      readonly Name: string;
      readonly RuleActionOverrides: {
        readonly Name: string;
        readonly ActionToUse: { readonly Count: object; readonly Allow: object };
      }[];
      readonly ExcludedRules: { readonly Name: string }[];
    };
  };
  readonly VisibilityConfig: { readonly CloudWatchMetricsEnabled: boolean };
}

/** One rule in either spelling. */
export interface AclRule {
  readonly action: Reading<unknown>;
  readonly overrideAction: Reading<unknown>;
  readonly metrics: Reading<boolean>;
  /** A group of rules that AWS or a vendor keeps up to date. */
  readonly groupName: Reading<string>;
  /** Whether the group only counts, or lets through what its Log4j rules find. */
  readonly tonedDown: () => Answer;
}

const LOG4J = /^Log4J/;

function inline(rule: Reading<InlineRule>): AclRule {
  const group = rule.statement.managedRuleGroupStatement;
  return {
    action: rule.action,
    overrideAction: rule.overrideAction,
    metrics: rule.visibilityConfig.cloudwatchMetricsEnabled,
    groupName: group.name,
    tonedDown: () => any(written(rule.overrideAction.count), log4jTonedDown(group)),
  };
}

function log4jTonedDown(group: Reading<InlineGroup>): Answer {
  return any(
    some(group.ruleActionOverrides, ({ name, actionToUse }) =>
      all(matches(name, LOG4J), any(written(actionToUse.count), written(actionToUse.allow))),
    ),
    some(group.excludedRules, ({ name }) => matches(name, LOG4J)),
  );
}

function json(rule: Reading<JsonRule>): AclRule {
  const group = rule.Statement.ManagedRuleGroupStatement;
  return {
    action: rule.Action,
    overrideAction: rule.OverrideAction,
    metrics: rule.VisibilityConfig.CloudWatchMetricsEnabled,
    groupName: group.Name,
    tonedDown: () =>
      any(
        written(rule.OverrideAction.Count),
        some(group.RuleActionOverrides, (override) =>
          all(
            matches(override.Name, LOG4J),
            any(written(override.ActionToUse.Count), written(override.ActionToUse.Allow)),
          ),
        ),
        some(group.ExcludedRules, (excluded) => matches(excluded.Name, LOG4J)),
      ),
  };
}

function jsonRules(p: Reading<RuleHolder>): Reading<JsonRule[]> {
  return jsonOf<JsonRule[]>(first(p.ruleJson, p.rulesJson));
}

export function everyRule(p: Reading<RuleHolder>, holds: (rule: AclRule) => Answer): Answer {
  return all(
    every(p.rules, (rule) => holds(inline(rule as Reading<InlineRule>))),
    every(jsonRules(p), (rule) => holds(json(rule as Reading<JsonRule>))),
  );
}

export function someRule(p: Reading<RuleHolder>, holds: (rule: AclRule) => Answer): Answer {
  return any(
    some(p.rules, (rule) => holds(inline(rule as Reading<InlineRule>))),
    some(jsonRules(p), (rule) => holds(json(rule as Reading<JsonRule>))),
  );
}

/** A rule, or a reference to a rule group, in a resource of its own. */
export const webAclRule = on<WebAclRuleArgs>("aws:wafv2/webAclRule:WebAclRule");
export const ruleGroupAssociation = on<WebAclRuleGroupAssociationArgs>(
  "aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation",
);

/** The web ACL has this managed rule group, and lets it do more than count. */
export function usesGroup(acl: Reading<RuleHolder>, stack: StackView, name: string): Answer {
  const inForce = (rule: AclRule): Answer => all(is(rule.groupName, name), not(rule.tonedDown()));
  return about(
    any(
      someRule(acl, inForce),
      stack
        .partner(acl, webAclRule, "webAclArn")
        .some((rule) => inForce(inline(rule as unknown as Reading<InlineRule>))),
      stack
        .partner(acl, ruleGroupAssociation, "webAclArn")
        .some(({ managedRuleGroup, overrideAction }) =>
          all(
            is(managedRuleGroup.name, name),
            not(is(overrideAction, "count")),
            not(log4jTonedDown(managedRuleGroup as unknown as Reading<InlineGroup>)),
          ),
        ),
    ),
    pathOf(acl.rules),
  );
}
