import type { Severity } from "../observability/severity";

/** Findings of one service that people are told of. */
export interface FindingKind {
  /** Last part of the rule's name. */
  readonly role: string;
  readonly description: string;
  /** P3 by default. */
  readonly severity?: Severity;
  readonly pattern: object;
  /** What the message says: a name for each JSON path of the event. Resource names and object keys are left out on purpose. */
  readonly says: Readonly<Record<string, string>>;
}

const EVENT = { account: "$.account", region: "$.region", time: "$.time" };

/** Products of Security Hub that tell EventBridge of their findings themselves. */
const TELLS_ITSELF = ["GuardDuty", "Macie", "Inspector", "Config", "IAM Access Analyzer"];

/**
 * What people in a region are told of. Findings of other regions come by Security Hub alone, which gathers them here.
 * Event patterns by the services' own pages on EventBridge; severities that can wait are read on the dashboards.
 */
export const findingKinds = (region: string): readonly FindingKind[] => [
  {
    role: "findings-guardduty",
    severity: "P2",
    description: "GuardDuty found a threat of severity 4 or more.",
    // Medium is 4.0 to 6.9, high 7.0 to 8.9, critical 9.0 and more (GuardDuty User Guide, "Severity levels").
    pattern: {
      source: ["aws.guardduty"],
      "detail-type": ["GuardDuty Finding"],
      detail: { severity: [{ numeric: [">=", 4] }] },
    },
    says: { ...EVENT, id: "$.detail.id", type: "$.detail.type", severity: "$.detail.severity" },
  },
  {
    role: "findings-securityhub",
    severity: "P2",
    description: "Security Hub took in a new finding that is high or critical.",
    pattern: {
      source: ["aws.securityhub"],
      "detail-type": ["Security Hub Findings - Imported"],
      detail: {
        findings: {
          Severity: { Label: ["HIGH", "CRITICAL"] },
          Workflow: { Status: ["NEW"] },
          RecordState: ["ACTIVE"],
          // The same finding would come twice from what tells of its own in this region.
          $or: [{ ProductName: [{ "anything-but": TELLS_ITSELF }] }, { Region: [{ "anything-but": [region] }] }],
        },
      },
    },
    says: {
      ...EVENT,
      id: "$.detail.findings[0].Id",
      type: "$.detail.findings[0].Types[0]",
      severity: "$.detail.findings[0].Severity.Label",
    },
  },
  {
    role: "findings-config",
    severity: "P4",
    description: "A resource no longer complies with a rule of AWS Config.",
    pattern: {
      source: ["aws.config"],
      "detail-type": ["Config Rules Compliance Change"],
      detail: {
        messageType: ["ComplianceChangeNotification"],
        newEvaluationResult: { complianceType: ["NON_COMPLIANT"] },
      },
    },
    says: { ...EVENT, rule: "$.detail.configRuleName", type: "$.detail.resourceType" },
  },
  {
    role: "findings-macie",
    severity: "P2",
    description: "Macie found sensitive data outside of its zone, or a bucket that lost its protection.",
    pattern: {
      source: ["aws.macie"],
      "detail-type": ["Macie Finding"],
      detail: { severity: { description: ["Medium", "High"] }, archived: [false] },
    },
    says: { ...EVENT, id: "$.detail.id", type: "$.detail.type", severity: "$.detail.severity.description" },
  },
  {
    role: "findings-inspector",
    description: "Inspector found a vulnerability that is high or critical.",
    pattern: {
      source: ["aws.inspector2"],
      "detail-type": ["Inspector2 Finding"],
      detail: { severity: ["HIGH", "CRITICAL"], status: ["ACTIVE"] },
    },
    says: { ...EVENT, id: "$.detail.findingArn", type: "$.detail.type", severity: "$.detail.severity" },
  },
  {
    role: "findings-access-analyzer",
    severity: "P2",
    description: "Access Analyzer found a resource that someone outside of the account reaches.",
    pattern: {
      source: ["aws.access-analyzer"],
      "detail-type": ["Access Analyzer Finding"],
      detail: { status: ["ACTIVE"] },
    },
    says: { ...EVENT, id: "$.detail.id", type: "$.detail.resourceType" },
  },
];
