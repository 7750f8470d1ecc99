import { contract as suspendAccess } from "../../lambdas/access-suspend/contract";
import { contract as openBreach } from "../../lambdas/breach-open/contract";
import { contract as remind } from "../../lambdas/breach-remind/contract";
import { contract as closeBucket } from "../../lambdas/bucket-close/contract";
import { contract as versionBucket } from "../../lambdas/bucket-version/contract";
import { contract as protectDatabase } from "../../lambdas/database-protect/contract";
import { contract as unshareDisk } from "../../lambdas/disk-unshare/contract";
import { contract as triage, type ActionName } from "../../lambdas/finding-triage/contract";
import { contract as isolateInstance } from "../../lambdas/instance-isolate/contract";
import { contract as disableKey } from "../../lambdas/key-disable/contract";
import { contract as protectKey } from "../../lambdas/key-protect/contract";
import { contract as closeNetwork } from "../../lambdas/network-close/contract";
import { contract as ask } from "../../lambdas/remediation-approval/contract";
import { contract as decide } from "../../lambdas/remediation-decision/contract";
import { contract as record } from "../../lambdas/remediation-record/contract";
import { contract as rotateSecret } from "../../lambdas/secret-rotate/contract";
import { contract as revokeSession } from "../../lambdas/session-revoke/contract";
import { contract as protectTable } from "../../lambdas/table-protect/contract";
import type { FunctionContract } from "../compute/function-contract";

/** Last parts of names, which policies are written from before anything is made. */
export const REMEDIATION_ROLE = "remediation";
export const RULES_ROLE = "remediation-rules";
export const RULES_DEAD_LETTER_ROLE = "remediation-dlq";
export const REMINDER_ROLE = "breach-reminder";
export const APPROVER_ROLE = "remediation-approver";
export const TOPIC_ROLE = "security-cases";

/** The function of each action. Actions share one where its role would be much the same. */
export const REMEDIES: Readonly<Record<ActionName, FunctionContract>> = {
  "close-bucket": closeBucket,
  "isolate-instance": isolateInstance,
  "revoke-session": revokeSession,
  "disable-key": disableKey,
  "rotate-secret": rotateSecret,
  "suspend-access": suspendAccess,
  "close-security-group": closeNetwork,
  "require-imdsv2": closeNetwork,
  "close-subnet": closeNetwork,
  "make-database-private": protectDatabase,
  "protect-database": protectDatabase,
  "unshare-db-snapshot": protectDatabase,
  "enable-key-rotation": protectKey,
  "cancel-key-deletion": protectKey,
  "version-bucket": versionBucket,
  "enable-table-recovery": protectTable,
  "protect-table": protectTable,
  "unshare-snapshots": unshareDisk,
  "unshare-image": unshareDisk,
};

/** Functions of the actions, each once. */
export const REMEDY_FUNCTIONS: readonly FunctionContract[] = [...new Set(Object.values(REMEDIES))];

export const HELPERS = { triage, openBreach, ask, decide, record, remind } as const;

/** Everything that the state machine calls. */
export const CALLED: readonly FunctionContract[] = [triage, openBreach, ask, record, ...REMEDY_FUNCTIONS];

export const FUNCTIONS: readonly FunctionContract[] = [...CALLED, decide, remind];
