import { contract as suspendAccess } from "../../lambdas/access-suspend/contract";
import { contract as openBreach } from "../../lambdas/breach-open/contract";
import { contract as remind } from "../../lambdas/breach-remind/contract";
import { contract as closeBucket } from "../../lambdas/bucket-close/contract";
import { contract as triage, type ActionName } from "../../lambdas/finding-triage/contract";
import { contract as isolateInstance } from "../../lambdas/instance-isolate/contract";
import { contract as disableKey } from "../../lambdas/key-disable/contract";
import { contract as ask } from "../../lambdas/remediation-approval/contract";
import { contract as decide } from "../../lambdas/remediation-decision/contract";
import { contract as record } from "../../lambdas/remediation-record/contract";
import { contract as rotateSecret } from "../../lambdas/secret-rotate/contract";
import { contract as revokeSession } from "../../lambdas/session-revoke/contract";
import type { FunctionContract } from "../compute/function-contract";

/** Last parts of names, which policies are written from before anything is made. */
export const REMEDIATION_ROLE = "remediation";
export const RULES_ROLE = "remediation-rules";
export const RULES_DEAD_LETTER_ROLE = "remediation-dlq";
export const REMINDER_ROLE = "breach-reminder";
export const APPROVER_ROLE = "remediation-approver";
export const TOPIC_ROLE = "security-cases";

/** One function an action, so that each has a role of its own. */
export const REMEDIES: Readonly<Record<ActionName, FunctionContract>> = {
  "close-bucket": closeBucket,
  "isolate-instance": isolateInstance,
  "revoke-session": revokeSession,
  "disable-key": disableKey,
  "rotate-secret": rotateSecret,
  "suspend-access": suspendAccess,
};

export const HELPERS = { triage, openBreach, ask, decide, record, remind } as const;

/** Everything that the state machine calls. */
export const CALLED: readonly FunctionContract[] = [triage, openBreach, ask, record, ...Object.values(REMEDIES)];

export const FUNCTIONS: readonly FunctionContract[] = [...CALLED, decide, remind];
