import type { DataProtectionPolicyArgs } from "@pulumi/aws/sns";
import { about, all, any, type Answer } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { is, notTrue, some, written } from "../../predicates";
import { jsonOf, pathOf, type Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import { identifiers, tellsPatients } from "../logs/data-identifiers";
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
      const both = all(stops(companion.policy, "Inbound", names), stops(companion.policy, "Outbound", names));
      return about(both, pathOf(companion.policy));
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
