import type { RuleInfo } from "../model/rule-info";

interface OwnCheck extends Pick<RuleInfo, "id" | "title" | "severity" | "controls" | "fix" | "source"> {
  readonly of: "account";
}

const check = (info: Omit<OwnCheck, "of">): OwnCheck => ({ ...info, of: "account" });

/** Checks of what services of AWS and our own workloads told, where the source itself names no rule. */
export const THREAT_CHECK = check({
  id: "aws.guardduty/no-open-threat",
  title: "GuardDuty has no threat that nobody dealt with",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(6)(ii)"],
    nistCsf: ["DE.AE-2", "DE.CM-1", "RS.AN-1"],
    soc2: ["CC7.2", "CC7.3"],
  },
  source: "https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_findings.html",
  fix: "Look into it, and archive it in GuardDuty when it is dealt with.",
});

export const OTHERS_THREAT_CHECK = check({
  id: "ocsf/no-open-threat",
  title: "What other tools detected is dealt with",
  severity: "high",
  controls: THREAT_CHECK.controls,
  source: "https://schema.ocsf.io/1.5.0/classes/detection_finding",
  fix: "Look into it, and close it in the tool that detected it.",
});

/** Checks whose failures are detections. */
export const THREAT_CHECKS: ReadonlySet<string> = new Set([THREAT_CHECK.id, OTHERS_THREAT_CHECK.id]);

export const DIGEST_CHECK = check({
  id: "aws.cloudtrail/digests-hold",
  title: "CloudTrail's log files are as they were delivered, hour by hour",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)", "164.312(c)(1)", "164.312(c)(2)"],
    nistCsf: ["PR.DS-6", "PR.PT-1"],
    soc2: ["CC7.2"],
  },
  source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-log-file-validation-intro.html",
  fix: "Find out who changed or deleted the files, and restore them from their replica.",
});

export const BACKUP_CHECK = check({
  id: "aws.backup/backups-complete",
  title: "The last backup of each thing was completed",
  severity: "high",
  controls: { hipaa: ["164.308(a)(7)(ii)(A)"], nistCsf: ["PR.IP-4"], soc2: ["A1.2"] },
  source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html",
  fix: "See in AWS Backup why the job ended, and run it again.",
});

export const RESTORE_CHECK = check({
  id: "aws.backup/restores-complete",
  title: "The last restore of each thing was completed",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(7)(ii)(B)", "164.308(a)(7)(ii)(D)"],
    nistCsf: ["PR.IP-4", "PR.IP-10"],
    soc2: ["A1.3"],
  },
  source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/eventbridge.html",
  fix: "See in AWS Backup why the restore ended, and run it again.",
});

const DRILL_CHECK = check({
  id: "phiguard.recovery/drills-meet-targets",
  title: "The last drill of each store came back in time, with what was promised",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(7)(ii)(B)", "164.308(a)(7)(ii)(D)"],
    nistCsf: ["PR.IP-10", "RC.RP-1"],
    soc2: ["A1.2", "A1.3"],
  },
  source: "https://www.ecfr.gov/current/title-45/section-164.308",
  fix: "See in the runbook of the drill which target was missed.",
});

const REMEDY_CHECK = check({
  id: "phiguard.remediation/findings-dealt-with",
  title: "No finding was left without the remedy that is due",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(6)(ii)"], nistCsf: ["RS.MI-2"], soc2: ["CC7.4"] },
  source: "https://www.ecfr.gov/current/title-45/section-164.308",
  fix: "Make the change by hand, or approve the remedy.",
});

/** Which actions of audit events are judged, and by which check; the others are kept and not judged. */
export const AUDIT_CHECKS: readonly (OwnCheck & { readonly actions: RegExp })[] = [
  { ...DRILL_CHECK, actions: /^recovery\.(point-measured|time-measured|drilled|failed-over)$/ },
  { ...REMEDY_CHECK, actions: /^(finding\.not-looked-at|[a-z-]+\.not-done)$/ },
];

export const OWN_CHECKS: readonly OwnCheck[] = [
  THREAT_CHECK,
  OTHERS_THREAT_CHECK,
  DIGEST_CHECK,
  BACKUP_CHECK,
  RESTORE_CHECK,
  DRILL_CHECK,
  REMEDY_CHECK,
];
