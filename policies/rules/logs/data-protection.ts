import type { LogAccountPolicyArgs, LogDataProtectionPolicyArgs } from "@pulumi/aws/cloudwatch";
import { about, all, any, fromBoolean, type Answer } from "../../answer";
import { classificationOf, mayHoldPhi } from "../../classification";
import { is, some, written } from "../../predicates";
import { jsonOf, pathOf, type Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { identifiers, tellsPatients } from "./data-identifiers";
import { logGroup } from "./log-group";
import { trailsInto } from "./retention-six-years";

const groupPolicy: Kind<LogDataProtectionPolicyArgs> = {
  types: ["aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy"],
};
const flowLog: Kind<{ logDestination: string }> = { types: ["aws:ec2/flowLog:FlowLog"] };
const accountPolicy: Kind<LogAccountPolicyArgs> = { types: ["aws:cloudwatch/logAccountPolicy:LogAccountPolicy"] };

/** Grammar: CloudWatch Logs User Guide, "Understanding data protection policies". */
interface ProtectionStatement {
  readonly DataIdentifier: string[];
  readonly Operation: { readonly Audit: object; readonly Deidentify: object };
}

export const logDataProtectionPolicyPhi = logGroup.relation({
  id: "log-data-protection-policy-phi",
  title: "Logs of what handles patient data find and mask health identifiers",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(4)(ii)(B)", "164.312(b)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/mask-sensitive-log-data.html",
  says: "shows health identifiers that get into it to everyone who may read it",
  fix: 'new aws.cloudwatch.LogDataProtectionPolicy("<name>", { logGroupName: group.name, policyDocument: JSON.stringify({ Name: "phi", Version: "2021-06-01", Statement: [{ Sid: "audit", DataIdentifier, Operation: { Audit: { FindingsDestination: {} } } }, { Sid: "mask", DataIdentifier, Operation: { Deidentify: { MaskConfig: {} } } }] }) })',
  why: "A group without a classification counts as one with patient data. A policy for the whole account counts where it is of the same program; where another program makes it, tag the group or waive the finding.",
  adviseIfOpen: "A policy that names the bucket for its findings is not known before the first update.",
  config: [identifiers],
  appliesWhen: (p, stack, resource) =>
    all(
      mayHoldPhi(resource, stack.settings),
      fromBoolean(classificationOf(resource, stack.settings) !== "audit" && trailsInto(p, stack).length === 0),
      fromBoolean(stack.partner(p, flowLog, "logDestination").count() === 0),
    ),
  otherwise:
    "The group is classified as holding no patient data, keeps an audit trail, which must stay legible, or flow logs, which hold addresses alone.",
  requires: (p, stack) => {
    const names = identifiers.of(stack.settings);
    return any(
      stack.partner(p, groupPolicy, "logGroupName").satisfies((policy) => masks(policy.policyDocument, names)),
      ...accountPolicies(stack).map((policy) =>
        all(is(policy.policyType, "DATA_PROTECTION_POLICY"), masks(policy.policyDocument, names)),
      ),
    );
  },
});

/** Policies of the account that protect data, as far as they say what they are for. */
function accountPolicies(stack: StackView): Reading<LogAccountPolicyArgs>[] {
  return stack.all(accountPolicy).filter((policy) => is(policy.policyType, "DATA_PROTECTION_POLICY").truth !== false);
}

/** Finds are counted by one statement and masked by another, for the same identifiers. */
function masks(policy: Reading<unknown>, names: readonly string[]): Answer {
  const answer = all(
    ...(["Audit", "Deidentify"] as const).map((operation) =>
      some(jsonOf<{ Statement: ProtectionStatement[] }>(policy).Statement, (statement) =>
        all(
          written(statement.Operation[operation]),
          some(statement.DataIdentifier, (identifier) => tellsPatients(identifier as Reading<string>, names)),
        ),
      ),
    ),
  );
  return about(answer, pathOf(policy));
}
