import { about, all, any, no, type Answer } from "../../answer";
import { absent, customerKey } from "../../predicates";
import { coversAction, denies, someStatement, starPrincipal, type Statement } from "../../policy-document";
import { entriesOf, pathOf, type Reading } from "../../reading";
import { UNKNOWN } from "../../value";
import { AIR_GAPPED_VAULT, anyVault, vault, vaultLock, vaultPolicy } from "./kinds";

export const backupRecoveryPointEncrypted = anyVault.rule({
  id: "backup-recovery-point-encrypted",
  title: "Backups are encrypted with a customer managed key",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.310(d)(2)(iv)",
      "164.312(a)(2)(ii)",
      "164.312(a)(2)(iv)",
      "164.312(e)(2)(ii)",
    ],
    nistCsf: ["PR.IP-9", "RC.RP-1", "RS.RP-1"],
    soc2: ["A1.2", "CC7.4", "PI1.5"],
  },
  source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/encryption.html",
  says: "has no customer managed key for its backups",
  fix: "Set kmsKeyArn (encryptionKeyArn of a logically air-gapped vault) to key.arn.",
  requires: (p, _settings, { type }) => ownKeyOf(p, type),
});

type AnyVault = Reading<NonNullable<(typeof anyVault)["args"]>>;

export function ownKeyOf(p: AnyVault, type: string): Answer {
  return customerKey(type === AIR_GAPPED_VAULT ? p.encryptionKeyArn : p.kmsKeyArn);
}

const DELETING = ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"] as const;

export const backupRecoveryPointManualDeletionDisabled = vault.relation({
  id: "backup-recovery-point-manual-deletion-disabled",
  title: "Nobody deletes backups by hand",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.310(d)(2)(iv)",
      "164.312(a)(2)(ii)",
      "164.312(c)(1)",
      "164.312(c)(2)",
    ],
    nistCsf: ["PR.IP-9", "RC.RP-1", "RS.RP-1"],
    soc2: ["A1.2", "CC7.4"],
  },
  source:
    "https://docs.aws.amazon.com/config/latest/developerguide/backup-recovery-point-manual-deletion-disabled.html",
  says: "lets backups be deleted by hand: neither a lock nor a policy forbids it",
  fix: 'new aws.backup.VaultLockConfiguration("<name>", { backupVaultName: vault.name, minRetentionDays: 35, changeableForDays: 3 }), or an aws.backup.VaultPolicy that denies backup:DeleteRecoveryPoint and backup:UpdateRecoveryPointLifecycle to "*".',
  why: "A Deny that spares named administrators by a negated condition counts.",
  adviseIfOpen: "A policy that names the ARN of its vault is not known before the vault is made.",
  requires: (p, stack) => {
    const answer = any(
      stack.partner(p, vaultLock, "backupVaultName").exists(),
      stack
        .partner(p, vaultPolicy, "backupVaultName")
        .satisfies(({ policy }) => all(...DELETING.map((action) => forbids(policy, action)))),
    );
    return about(answer, "VaultLockConfiguration", "VaultPolicy.policy");
  },
});

function forbids(policy: Reading<unknown>, action: string): Answer {
  return someStatement(policy, (statement) =>
    all(denies(statement), starPrincipal(statement), coversAction(statement, action), sparesOnlyNamed(statement)),
  );
}

/** Without a condition, or with negated ones alone: those say whom the Deny spares. */
function sparesOnlyNamed({ Condition }: Reading<Statement>): Answer {
  const operators = entriesOf(Condition);
  if (operators === UNKNOWN) return absent(Condition);
  return operators.every(([operator]) => /Not/.test(operator)) ? all() : no(pathOf(Condition));
}
