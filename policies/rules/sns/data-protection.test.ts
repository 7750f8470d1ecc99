import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { snsDataProtectionPolicyPhi } from "./data-protection";

const deny = { Deny: {} };
const mask = { Deidentify: { MaskConfig: { MaskWithCharacter: "#" } } };
const ARN = "arn:aws:dataprotection::aws:data-identifier";

function statement(DataDirection: string, Operation: unknown, DataIdentifier: unknown = [`${ARN}/Ssn-US`]): object {
  return { DataDirection, Operation, DataIdentifier, Principal: ["*"] };
}

function protection(policy: unknown, arn: unknown = from("subject")): OtherResource {
  return { type: "aws:sns/dataProtectionPolicy:DataProtectionPolicy", name: "protection", props: { arn, policy } };
}

function document(...statements: object[]): string {
  return JSON.stringify({ Name: "phi", Version: "2021-06-01", Statement: statements });
}

const both = document(statement("Inbound", deny), statement("Outbound", mask));
const IDENTIFIERS = [
  "DrugEnforcementAgencyNumber-US",
  "HealthcareProcedureCode-US",
  "HealthInsuranceClaimNumber-US",
  "MedicareBeneficiaryNumber-US",
  "NationalDrugCode-US",
  "NationalProviderId-US",
];

function covering(...names: string[]): OtherResource[] {
  return [protection(document(statement("Inbound", deny, names), statement("Outbound", deny, names)))];
}

testRule(snsDataProtectionPolicyPhi, {
  valid: [
    { name: "denied inbound, masked outbound", props: { name: "alerts" }, others: [protection(both)] },
    ...IDENTIFIERS.map((name) => ({
      name: `${name}, beside one that tells nobody`,
      props: {},
      others: covering(`${ARN}/CreditCardNumber`, `${ARN}/${name}`),
    })),
    { name: "an identifier of the policy's own", props: {}, others: covering("MedicalRecordNumber") },
    {
      name: "what the team looks for",
      props: {},
      others: covering(`${ARN}/NhsNumber-GB`),
      config: { identifiers: ["NhsNumber-GB"] },
    },
  ],
  invalid: [
    { name: "left out", props: { name: "alerts" }, finds: "DataProtectionPolicy" },
    {
      name: "inbound alone",
      props: { name: "alerts" },
      others: [protection(document(statement("Inbound", deny)))],
      finds: "DataProtectionPolicy.policy",
    },
    {
      name: "outbound alone",
      props: { name: "alerts" },
      others: [protection(document(statement("Outbound", deny)))],
      finds: "DataProtectionPolicy.policy",
    },
    {
      name: "an audit stops nothing",
      props: {},
      others: [protection(document(statement("Inbound", { Audit: {} }), statement("Outbound", deny)))],
      finds: "DataProtectionPolicy.policy",
    },
    {
      name: "card numbers tell no patient",
      props: {},
      others: covering(`${ARN}/CreditCardNumber`),
      finds: "DataProtectionPolicy.policy",
    },
    {
      name: "not what the team looks for",
      props: {},
      others: [protection(both)],
      config: { identifiers: ["NhsNumber-GB"] },
      finds: "DataProtectionPolicy.policy",
    },
    {
      name: "of another topic",
      props: { name: "alerts" },
      others: [{ type: "aws:sns/topic:Topic", name: "other" }, protection(both, from("other"))],
      finds: "DataProtectionPolicy",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    { name: "no patient data", props: { tags: { DataClassification: "internal" } }, because: "exempt" },
    { name: "FIFO", props: { fifoTopic: true }, because: "exempt" },
    {
      name: "document not known yet",
      props: {},
      others: [protection(unknownString)],
      because: "unknown",
      finds: "DataProtectionPolicy.policy.Statement",
    },
    {
      name: "operation not known yet",
      props: {},
      others: [protection({ Statement: [statement("Inbound", unknownValue), statement("Outbound", deny)] })],
      because: "unknown",
      finds: [
        "DataProtectionPolicy.policy.Statement[0].Operation.Deny",
        "DataProtectionPolicy.policy.Statement[0].Operation.Deidentify",
      ],
    },
    {
      name: "identifier not known yet",
      props: {},
      others: [protection({ Statement: [statement("Inbound", deny, [unknownString]), statement("Outbound", deny)] })],
      because: "unknown",
      finds: "DataProtectionPolicy.policy.Statement[0].DataIdentifier[0]",
    },
    {
      name: "a policy whose topic nobody knows",
      props: {},
      others: [protection(both, unknownString)],
      because: "unknown",
      finds: "DataProtectionPolicy.arn",
    },
  ],
});
