/** Events of one source that become evidence. */
export interface EventSource {
  /** Last part of the rule's name. */
  readonly role: string;
  readonly description: string;
  readonly pattern: object;
}

/** What is evidence, whatever its severity; lambdas/evidence-intake makes records of exactly these, and a test compares them. */
export const EVENT_SOURCES: readonly EventSource[] = [
  {
    role: "evidence-audit",
    description: "Audit events of the workloads.",
    pattern: { source: [{ prefix: "phiguard." }], "detail-type": ["Audit event"] },
  },
  {
    role: "evidence-config",
    description: "Resources that begin or cease to comply with a rule of AWS Config.",
    pattern: {
      source: ["aws.config"],
      "detail-type": ["Config Rules Compliance Change"],
      detail: { messageType: ["ComplianceChangeNotification"] },
    },
  },
  {
    role: "evidence-securityhub",
    description: "Findings of Security Hub, new or changed.",
    pattern: { source: ["aws.securityhub"], "detail-type": ["Security Hub Findings - Imported"] },
  },
  {
    role: "evidence-guardduty",
    description: "Threats that GuardDuty found.",
    pattern: { source: ["aws.guardduty"], "detail-type": ["GuardDuty Finding"] },
  },
  {
    role: "evidence-backup",
    description: "Backup, copy and restore jobs that ended.",
    pattern: {
      source: ["aws.backup"],
      "detail-type": ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"],
      detail: {
        $or: [
          { state: ["COMPLETED", "FAILED", "ABORTED", "EXPIRED", "PARTIAL"] },
          { status: ["COMPLETED", "FAILED", "ABORTED"] },
        ],
      },
    },
  },
];
