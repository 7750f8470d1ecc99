import { UNUSUAL } from "../../lambdas/access-score/contract";
import { ACTIONS, SIGNS, type ActionName } from "../../lambdas/finding-triage/contract";
import { FHIR_WORKLOAD } from "../fhir/fhir-access";

/** Findings that start the state machine. */
export interface Trigger {
  /** Last part of the rule's name. */
  readonly role: string;
  readonly description: string;
  readonly pattern: object;
}

const all = (part: keyof (typeof SIGNS)[ActionName]): string[] => [
  ...new Set(ACTIONS.flatMap((action) => SIGNS[action][part] ?? [])),
];
const prefixes = (texts: readonly string[]): object[] => texts.map((prefix) => ({ prefix }));

/** Exactly what triage has a remedy for; the rest people read by the routes of findings. */
export const TRIGGERS: readonly Trigger[] = [
  {
    role: "remedy-guardduty",
    description: "Threats of GuardDuty that have a remedy.",
    pattern: {
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
      detail: { type: prefixes(all("threats")), service: { archived: [false] } },
    },
  },
  {
    role: "remedy-controls",
    description: "Controls of Security Hub that failed and have a remedy.",
    pattern: {
      source: ["aws.securityhub"],
      "detail-type": ["Security Hub Findings - Imported"],
      detail: {
        findings: {
          Compliance: { SecurityControlId: all("controls"), Status: ["FAILED"] },
          Workflow: { Status: ["NEW"] },
          RecordState: ["ACTIVE"],
        },
      },
    },
  },
  {
    role: "remedy-exposure",
    description: "Resources that Access Analyzer finds open to others, and that have a remedy.",
    pattern: {
      source: ["aws.securityhub"],
      "detail-type": ["Security Hub Findings - Imported"],
      detail: {
        findings: {
          ProductName: ["IAM Access Analyzer"],
          Resources: { Type: all("exposed") },
          Workflow: { Status: ["NEW"] },
          RecordState: ["ACTIVE"],
        },
      },
    },
  },
  {
    role: "remedy-config",
    description: "Rules of AWS Config that a resource no longer complies with, and that have a remedy.",
    pattern: {
      source: ["aws.config"],
      "detail-type": ["Config Rules Compliance Change"],
      detail: {
        messageType: ["ComplianceChangeNotification"],
        configRuleName: prefixes(all("rules")),
        newEvaluationResult: { complianceType: ["NON_COMPLIANT"] },
      },
    },
  },
  {
    // A call that EC2 refused is among them; the remedy finds nothing to do then.
    role: "remedy-calls",
    description: "Calls by which everybody may use something from then on, and that have a remedy.",
    pattern: {
      source: ["aws.ec2"],
      "detail-type": ["AWS API Call via CloudTrail"],
      detail: {
        eventSource: ["ec2.amazonaws.com"],
        eventName: all("calls"),
        requestParameters: { launchPermission: { add: { items: { group: ["all"] } } } },
      },
    },
  },
  {
    role: "remedy-access",
    description: "Unusual accesses to records, where people are to be asked to suspend the caller.",
    pattern: {
      source: [`phiguard.${FHIR_WORKLOAD}`],
      "detail-type": ["Audit event"],
      detail: { action: [UNUSUAL], detail: { suspendHours: [{ numeric: [">=", 1] }] } },
    },
  },
];
