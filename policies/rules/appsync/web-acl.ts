import type { WebAclArgs, WebAclRuleArgs, WebAclRuleGroupAssociationArgs } from "@pulumi/aws/wafv2";
import { all, any, fromBoolean, no, not, unknown, type Answer } from "../../answer";
import { is, present, some } from "../../predicates";
import { jsonOf, pathOf, valueOf, type Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";

export const webAcl: Kind<WebAclArgs> = { types: ["aws:wafv2/webAcl:WebAcl"] };
const ruleOfAcl: Kind<WebAclRuleArgs> = { types: ["aws:wafv2/webAclRule:WebAclRule"] };
const groupOfAcl: Kind<WebAclRuleGroupAssociationArgs> = {
  types: ["aws:wafv2/webAclRuleGroupAssociation:WebAclRuleGroupAssociation"],
};

interface ManagedGroup {
  readonly name: string;
  readonly vendorName: string;
}

interface AclRule {
  readonly statement: { readonly managedRuleGroupStatement: ManagedGroup };
  readonly overrideAction: { readonly count: object };
}

/** A rule in the JSON of WAF's API. */
interface JsonRule {
  readonly Statement: { readonly ManagedRuleGroupStatement: { readonly Name: string; readonly VendorName: string } };
  readonly OverrideAction: { readonly Count: object };
}

const GROUP = "AWSManagedRulesKnownBadInputsRuleSet";

/** The ACL turns away what AWS knows as bad input (Log4j among it), by a rule inline, in JSON or as a resource of its own. */
export function refusesKnownBadInputs(acl: Reading<WebAclArgs>, stack: StackView): Answer {
  return any(
    some(acl.rules, (rule) => isActive(rule as unknown as Reading<AclRule>)),
    present(acl.ruleJson).truth === true
      ? some(jsonOf<JsonRule[]>(acl.ruleJson), (rule) => isActiveJson(rule as Reading<JsonRule>))
      : no(),
    ...stack.partner(acl, ruleOfAcl, "webAclArn").certain.map((rule) => isActive(rule as unknown as Reading<AclRule>)),
    ...stack
      .partner(acl, groupOfAcl, "webAclArn")
      .certain.map((of) =>
        all(is(of.managedRuleGroup.name, GROUP), not(is(of.overrideAction, "count"), pathOf(of.overrideAction))),
      ),
  );
}

/** The group is there, and what it finds is not just counted. */
function isActive({ statement, overrideAction }: Reading<AclRule>): Answer {
  return all(is(statement.managedRuleGroupStatement.name, GROUP), isLeftOut(overrideAction.count));
}

function isActiveJson({ Statement: statement, OverrideAction: override }: Reading<JsonRule>): Answer {
  return all(is(statement.ManagedRuleGroupStatement.Name, GROUP), isLeftOut(override.Count));
}

/** An action is an empty block, so that it is there says all. */
function isLeftOut(action: Reading<object>): Answer {
  const value = valueOf(action);
  return value === UNKNOWN ? unknown(pathOf(action)) : fromBoolean(value === undefined, pathOf(action));
}
