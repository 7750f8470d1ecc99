import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { logDataProtectionPolicyPhi } from "./data-protection";

const ACCOUNT = "aws:cloudwatch/logAccountPolicy:LogAccountPolicy";
const ARN = "arn:aws:dataprotection::aws:data-identifier";
const audit = { Audit: { FindingsDestination: {} } };
const mask = { Deidentify: { MaskConfig: {} } };

function document(DataIdentifier: unknown, ...operations: unknown[]): object {
  return {
    Name: "phi",
    Version: "2021-06-01",
    Statement: operations.map((Operation) => ({ DataIdentifier, Operation })),
  };
}

function protection(policyDocument: unknown, logGroupName: unknown = from("subject")): OtherResource {
  return {
    type: "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy",
    name: "protection",
    props: { logGroupName, policyDocument },
  };
}

function forAccount(policyDocument: unknown, policyType: unknown = "DATA_PROTECTION_POLICY"): OtherResource {
  return { type: ACCOUNT, name: "account", props: { policyName: "phi", policyType, policyDocument } };
}

const both = JSON.stringify(document([`${ARN}/Ssn-US`], audit, mask));
const group = { name: "/claims/intake" };
const MISSING = "LogDataProtectionPolicy";
const DOCUMENT = "LogDataProtectionPolicy.policyDocument";

testRule(logDataProtectionPolicyPhi, {
  valid: [
    { name: "counted and masked", props: group, others: [protection(both)] },
    { name: "by name", props: group, others: [protection(both, "/claims/intake")] },
    ...[
      "DrugEnforcementAgencyNumber-US",
      "HealthcareProcedureCode-US",
      "HealthInsuranceClaimNumber-US",
      "MedicareBeneficiaryNumber-US",
      "NationalDrugCode-US",
      "NationalProviderId-US",
      "Ssn-US",
    ].map((name) => ({
      name: `${name}, beside one that tells nobody`,
      props: group,
      others: [protection(document([`${ARN}/CreditCardNumber`, `${ARN}/${name}`], audit, mask))],
    })),
    { name: "an identifier of its own", props: group, others: [protection(document(["MedicalRecord"], audit, mask))] },
    {
      name: "what the team looks for",
      props: group,
      others: [protection(document([`${ARN}/NhsNumber-GB`], audit, mask))],
      config: { identifiers: ["NhsNumber-GB"] },
    },
    { name: "for the account", props: group, others: [forAccount(both)] },
  ],
  invalid: [
    { name: "left out", props: group, finds: MISSING },
    { name: "counted alone", props: group, others: [protection(document([`${ARN}/Ssn-US`], audit))], finds: DOCUMENT },
    { name: "masked alone", props: group, others: [protection(document([`${ARN}/Ssn-US`], mask))], finds: DOCUMENT },
    {
      name: "card numbers tell no patient",
      props: group,
      others: [protection(document([`${ARN}/CreditCardNumber`], audit, mask))],
      finds: DOCUMENT,
    },
    {
      name: "not what the team looks for",
      props: group,
      others: [protection(both)],
      config: { identifiers: ["NhsNumber-GB"] },
      finds: DOCUMENT,
    },
    {
      name: "another group is masked",
      props: group,
      others: [{ type: "aws:cloudwatch/logGroup:LogGroup", name: "other" }, protection(both, from("other"))],
      finds: MISSING,
    },
    {
      name: "another kind of policy for the account",
      props: group,
      others: [forAccount(both, "SUBSCRIPTION_FILTER_POLICY")],
      finds: MISSING,
    },
    {
      name: "the account's counts alone",
      props: group,
      others: [forAccount(document([`${ARN}/Ssn-US`], audit))],
      finds: [MISSING, "LogAccountPolicy.policyDocument"],
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    { name: "no patient data", props: { tags: { DataClassification: "internal" } }, because: "exempt" },
    { name: "audit records", props: { tags: { DataClassification: "audit" } }, because: "exempt" },
    {
      name: "a trail's",
      props: group,
      others: [
        { type: "aws:cloudtrail/trail:Trail", name: "trail", props: { cloudWatchLogsGroupArn: from("subject") } },
      ],
      because: "exempt",
    },
    {
      name: "flow logs of a VPC",
      props: group,
      others: [{ type: "aws:ec2/flowLog:FlowLog", name: "flow", props: { logDestination: from("subject") } }],
      because: "exempt",
    },
    {
      name: "document not known",
      props: group,
      others: [protection(unknownString)],
      because: "unknown",
      finds: `${DOCUMENT}.Statement`,
    },
    {
      name: "identifier not known",
      props: group,
      others: [protection({ Statement: [{ DataIdentifier: [unknownString], Operation: { ...audit, ...mask } }] })],
      because: "unknown",
      finds: `${DOCUMENT}.Statement[0].DataIdentifier[0]`,
    },
    {
      name: "operation not known",
      props: group,
      others: [protection({ Statement: [{ DataIdentifier: ["Mrn"], Operation: unknownValue }] })],
      because: "unknown",
      finds: [`${DOCUMENT}.Statement[0].Operation.Audit`, `${DOCUMENT}.Statement[0].Operation.Deidentify`],
    },
    {
      name: "whose it is not known",
      props: group,
      others: [protection(both, unknownString)],
      because: "unknown",
      finds: "LogDataProtectionPolicy.logGroupName",
    },
    {
      name: "the account's kind not known",
      props: group,
      others: [forAccount(both, unknownString)],
      because: "unknown",
      finds: "LogAccountPolicy.policyType",
    },
  ],
});
