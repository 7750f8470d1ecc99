import type { ExternalKeyArgs, KeyArgs, KeyPolicyArgs, ReplicaKeyArgs } from "@pulumi/aws/kms";
import { all, any, no, not, type Answer } from "../../answer";
import { allows, boundBy, everyStatement, noOpenStatement, principals } from "../../policy-document";
import { absent, atLeast, is, matches, notFalse, notTrue, present } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import { wholeNumber } from "../../rule-config";

/** What Cloud Control's own provider calls differently. */
interface NativeKeyArgs {
  readonly keySpec: string;
  readonly origin: string;
  readonly enabled: boolean;
  readonly keyPolicy: string;
  readonly pendingWindowInDays: number;
}

export type AnyKeyArgs = KeyArgs &
  NativeKeyArgs &
  Omit<ReplicaKeyArgs, keyof KeyArgs> &
  Omit<ExternalKeyArgs, keyof KeyArgs>;

const KEY = "aws:kms/key:Key";
const NATIVE_KEY = "aws-native:kms:Key";
const REPLICA_KEY = "aws:kms/replicaKey:ReplicaKey";
const EXTERNAL_KEY = "aws:kms/externalKey:ExternalKey";
const REPLICA_EXTERNAL_KEY = "aws:kms/replicaExternalKey:ReplicaExternalKey";
export const KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy";

export const key = on<AnyKeyArgs>(KEY, NATIVE_KEY);
export const allKeys = on<AnyKeyArgs>(KEY, REPLICA_KEY, EXTERNAL_KEY, REPLICA_EXTERNAL_KEY, NATIVE_KEY);
const madeOrReplicated = on<AnyKeyArgs>(KEY, REPLICA_KEY, NATIVE_KEY);
/** Keys, and the policies that are resources of their own. */
export const withPolicy = on<AnyKeyArgs & Pick<KeyPolicyArgs, "keyId">>(
  KEY,
  KEY_POLICY,
  REPLICA_KEY,
  EXTERNAL_KEY,
  REPLICA_EXTERNAL_KEY,
  NATIVE_KEY,
);

export const keyPolicy = on<KeyPolicyArgs>(KEY_POLICY);

/** KMS rotates only symmetric encryption keys whose material it made itself. */
const ROTATION = "https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html";
const DELETION = "https://docs.aws.amazon.com/kms/latest/developerguide/deleting-keys.html";
const KEY_POLICIES = "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html";
const LOGS_KEY = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html";

export const cmkBackingKeyRotationEnabled = key.rule({
  id: "cmk-backing-key-rotation-enabled",
  title: "Customer managed keys rotate their material every year",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"], soc2: ["PI1.5"] },
  source: ROTATION,
  says: "does not rotate its key material",
  fix: "Set enableKeyRotation: true.",
  remedy: { enableKeyRotation: true },
  appliesWhen: (p) =>
    all(
      any(absent(p.customerMasterKeySpec), is(p.customerMasterKeySpec, "SYMMETRIC_DEFAULT")),
      any(absent(p.keySpec), is(p.keySpec, "SYMMETRIC_DEFAULT")),
      any(absent(p.keyUsage), is(p.keyUsage, "ENCRYPT_DECRYPT")),
      any(absent(p.origin), is(p.origin, "AWS_KMS")),
      absent(p.customKeyStoreId),
    ),
  otherwise: "KMS does not rotate asymmetric, HMAC, imported or custom key store keys.",
  requires: (p) => is(p.enableKeyRotation, true),
});

/** KMS waits 7 to 30 days. */
const minimumDays = wholeNumber({
  name: "minimumDays",
  description: "Days that a key waits at the least before it is deleted.",
  fallback: 30,
  minimum: 7,
  maximum: 30,
});

export const kmsCmkNotScheduledForDeletion = allKeys.rule({
  id: "kms-cmk-not-scheduled-for-deletion",
  title: "Keys keep the longest waiting time before deletion and stay in use",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"],
    nistCsf: ["PR.DS-1"],
    soc2: ["CC6.1", "CC6.2"],
  },
  source: DELETION,
  says: "could be gone, with all that it encrypts, before anyone notices",
  fix: "Leave deletionWindowInDays out (30 days) or set it to 30, and do not disable the key.",
  why: "A deleted key can't be brought back, and nothing it encrypted can be read again. A delete itself shows in no input; the waiting time is what a program decides.",
  config: [minimumDays],
  remedy: { deletionWindowInDays: undefined, pendingWindowInDays: undefined, isEnabled: undefined, enabled: undefined },
  requires: (p, settings) =>
    all(
      any(absent(p.deletionWindowInDays), atLeast(p.deletionWindowInDays, minimumDays.of(settings))),
      any(absent(p.pendingWindowInDays), atLeast(p.pendingWindowInDays, minimumDays.of(settings))),
      notFalse(p.isEnabled),
      notFalse(p.enabled),
    ),
});

export const kmsKeyPolicyNoWildcardPrincipal = withPolicy.rule({
  id: "kms-key-policy-no-wildcard-principal",
  title: "Key policies let nobody in who is not named or tied to an account or organisation",
  severity: "critical",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(a)(2)(iv)",
      "164.312(e)(1)",
      "164.312(e)(2)(ii)",
    ],
  },
  source: KEY_POLICIES,
  says: "has a key policy that lets anyone in",
  fix: 'Name the principals, or add Condition: { StringEquals: { "kms:CallerAccount": accountId } }.',
  requires: (p) => all(noOpenStatement(p.policy), noOpenStatement(p.keyPolicy)),
});

export const kmsKeyPolicyDefined = key.relation({
  id: "kms-key-policy-defined",
  title: "Every key has a policy of its own",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: KEY_POLICIES,
  says: "has no key policy of its own",
  fix: "Set policy on the key, or add an aws.kms.KeyPolicy with its keyId.",
  why: "Without one KMS gives the whole account the right to hand out the key by IAM policies alone.",
  requires: (p, stack) => any(present(p.policy), present(p.keyPolicy), stack.partner(p, keyPolicy, "keyId").exists()),
});

export const kmsKeyEnabled = madeOrReplicated.rule({
  id: "kms-key-enabled",
  title: "Keys are enabled",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html",
  says: "is disabled, so nothing it encrypted can be read",
  fix: "Set isEnabled: true or leave it out.",
  remedy: { isEnabled: undefined, enabled: undefined },
  requires: (p) => all(notFalse(p.isEnabled), notFalse(p.enabled)),
});

export const kmsKeyBypassLockoutSafetyCheck = withPolicy.rule({
  id: "kms-key-bypass-lockout-safety-check",
  title: "Key policies go through KMS's check against locking everyone out",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(ii)"] },
  source: KEY_POLICIES,
  says: "skips the check that keeps its own policy from locking everyone out",
  fix: "Set bypassPolicyLockoutSafetyCheck: false or leave it out.",
  remedy: { bypassPolicyLockoutSafetyCheck: undefined },
  requires: (p) => notTrue(p.bypassPolicyLockoutSafetyCheck),
});

export const kmsKeyDescription = key.rule({
  id: "kms-key-description",
  title: "Keys say what they are for",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html",
  says: "has no description, or one of less than six characters",
  fix: 'Set description, e.g. "Encrypts the claims archive".',
  requires: (p) => matches(p.description, /\S.{4,}\S/s),
});

/** One account's log groups: `arn:aws:logs:<region>:<account>:...`. */
const LOG_GROUPS_OF_AN_ACCOUNT = /^arn:aws[^:]*:logs:[^:]+:[^:*?]+:/;

export const kmsLogsGrantScoped = withPolicy.rule({
  id: "kms-logs-grant-scoped",
  title: "Key policies let CloudWatch Logs in for the account's own log groups alone",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
  },
  source: LOGS_KEY,
  says: "lets CloudWatch Logs use the key for any account's log groups",
  fix: 'Add Condition: { ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:<region>:<account>:*" } }.',
  requires: (p) => all(logsAreBound(p.policy), logsAreBound(p.keyPolicy)),
});

function logsAreBound(document: Reading<unknown>): Answer {
  return everyStatement(document, (statement) =>
    any(
      not(allows(statement)),
      not(
        principals(statement, (kind, principal) =>
          kind === "Service" ? matches(principal, /^logs\.([a-z0-9-]+\.)?amazonaws\.com(\.cn)?$/) : no(),
        ),
      ),
      boundBy(
        statement,
        (name) => name === "kms:encryptioncontext:aws:logs:arn",
        (value) => LOG_GROUPS_OF_AN_ACCOUNT.test(value),
      ),
    ),
  );
}
