import { usesGroup } from "./acl-rules";
import { webAcl } from "./web-acl";

export const KNOWN_BAD_INPUTS = "AWSManagedRulesKnownBadInputsRuleSet";

export const wafv2Log4jManagedRule = webAcl.relation({
  id: "wafv2-log4j-managed-rule",
  title: "Web ACLs block known bad inputs, Log4j lookups among them",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(5)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-baseline.html",
  says: "does not block known bad inputs such as Log4j lookups",
  fix: `Add a rule with overrideAction: { none: {} } and statement: { managedRuleGroupStatement: { vendorName: "AWS", name: "${KNOWN_BAD_INPUTS}" } }.`,
  requires: (p, stack) => usesGroup(p, stack, KNOWN_BAD_INPUTS),
});
