import type { DataProtectionPolicyArgs } from "@pulumi/aws/sns";
import { all, any, fromBoolean, no, unknown, type Answer } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { is, notTrue, some } from "../../predicates";
import { jsonOf, pathOf, valueOf, type Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import { texts } from "../../rule-config";
import { UNKNOWN } from "../../value";
import { topic } from "./topic";

const dataProtectionPolicy: Kind<DataProtectionPolicyArgs> = {
  types: ["aws:sns/dataProtectionPolicy:DataProtectionPolicy"],
};

/** Grammar: Amazon SNS developer guide, "Understanding data protection policies". */
interface ProtectionStatement {
  readonly DataDirection: string;
  readonly DataIdentifier: string[];
  readonly Operation: { readonly Deny: object; readonly Deidentify: object };
}

const identifiers = texts({
  name: "identifiers",
  description:
    "Names of data identifiers that tell patients; a policy must cover one of them, or one of its own making.",
  // The health identifiers for the United States that AWS manages, and the number most records are joined by.
  fallback: [
    "DrugEnforcementAgencyNumber-US",
    "HealthcareProcedureCode-US",
    "HealthInsuranceClaimNumber-US",
    "MedicareBeneficiaryNumber-US",
    "NationalDrugCode-US",
    "NationalProviderId-US",
    "Ssn-US",
  ],
});

export const snsDataProtectionPolicyPhi = topic.relation({
  id: "sns-data-protection-policy-phi",
  title: "Topics of patient data deny or mask health identifiers in both directions",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.502(b)"] },
  source: "https://docs.aws.amazon.com/sns/latest/dg/sns-message-data-protection-policies.html",
  says: "passes health identifiers on: no data protection policy denies or masks them inbound and outbound",
  fix: 'new aws.sns.DataProtectionPolicy("<name>", { arn: topic.arn, policy: JSON.stringify({ Name: "phi", Version: "2021-06-01", Statement: [{ DataDirection: "Inbound", Principal: ["*"], DataIdentifier: ["arn:aws:dataprotection::aws:data-identifier/Ssn-US"], Operation: { Deny: {} } }, { DataDirection: "Outbound", ... }] }) })',
  why: "An audit alone stops nothing. AWS no longer opens the feature to new accounts: where it is closed, tag the topic with what it holds instead. A topic without a classification counts as one with patient data.",
  config: [identifiers],
  appliesWhen: (p, stack, resource) => all(mayHoldPhi(resource, stack.settings), notTrue(p.fifoTopic)),
  otherwise: "The topic is classified as holding no patient data, or is a FIFO topic, which takes no such policy.",
  requires: (p, stack) =>
    stack.partner(p, dataProtectionPolicy, "arn").satisfies((companion) => {
      const names = identifiers.of(stack.settings);
      const answer = all(stops(companion.policy, "Inbound", names), stops(companion.policy, "Outbound", names));
      return answer.truth === false ? no(pathOf(companion.policy)) : answer;
    }),
});

function stops(policy: Reading<unknown>, direction: string, names: readonly string[]): Answer {
  return some(jsonOf<{ Statement: ProtectionStatement[] }>(policy).Statement, (statement) =>
    all(
      is(statement.DataDirection, direction),
      any(written(statement.Operation.Deny), written(statement.Operation.Deidentify)),
      some(statement.DataIdentifier, (identifier) => tellsPatients(identifier as Reading<string>, names)),
    ),
  );
}

/** There at all: `Deny` is an empty object. */
function written(r: Reading<object>): Answer {
  const value = valueOf(r);
  return value === UNKNOWN ? unknown(pathOf(r)) : fromBoolean(value !== undefined, pathOf(r));
}

/** `arn:aws:dataprotection::aws:data-identifier/Ssn-US`; a name without an ARN is an identifier that the policy itself defines. */
function tellsPatients(r: Reading<string>, names: readonly string[]): Answer {
  const value = valueOf(r);
  if (value === UNKNOWN) return unknown(pathOf(r));
  const name = String(value);
  return fromBoolean(!name.startsWith("arn:") || names.some((each) => name.endsWith(`/${each}`)), pathOf(r));
}
