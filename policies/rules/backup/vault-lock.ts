import { all } from "../../answer";
import { tagOf } from "../../classification";
import { atLeast } from "../../predicates";
import { resourceOf, type Reading } from "../../reading";
import { texts, wholeNumber } from "../../rule-config";
import type { StackView } from "../../stack-view";
import { vault, vaultLock } from "./kinds";

const minimumDays = wholeNumber({
  name: "minimumDays",
  description: "Days that a vault for records keeps every backup at least.",
  fallback: 2190,
  minimum: 2190,
  maximum: 36500,
});

const operationalPurposes = texts({
  name: "operationalPurposes",
  description: "What a vault's purpose tag says where its backups are for recovery alone and no record of anything.",
  fallback: ["operational", "operations", "recovery", "short-term"],
});

const PURPOSE_TAGS = ["phiguard:purpose", "Purpose", "purpose"];

/** AWS Backup lets the lock be taken back for three days at the least. */
const LEAST_GRACE_DAYS = 3;

export const backupVaultLockComplianceSixYears = vaultLock.relation({
  id: "backup-vault-lock-compliance-six-years",
  title: "Vault locks can't be taken off, and keep records for six years",
  severity: "medium",
  controls: { hipaa: ["164.312(c)(1)", "164.312(c)(2)", "164.316(b)(2)(i)"] },
  source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/vault-lock.html",
  says: "can be taken off again, or lets backups go before six years are over",
  fix: "Set changeableForDays: 3 and minRetentionDays: 2190.",
  why: "Without changeableForDays the lock is in governance mode and those with the permission take it off. A vault counts as one for records unless its purpose tag says that its backups are for recovery alone.",
  config: [minimumDays, operationalPurposes],
  requires: (p, stack) =>
    all(
      atLeast(p.changeableForDays, LEAST_GRACE_DAYS),
      atLeast(p.minRetentionDays, isOperational(p.backupVaultName, stack) ? 1 : minimumDays.of(stack.settings)),
    ),
});

function isOperational(name: Reading<string>, stack: StackView): boolean {
  const [locked] = stack.named(name, vault).certain;
  const purpose = locked === undefined ? undefined : tagOf(resourceOf(locked), PURPOSE_TAGS);
  return purpose !== undefined && operationalPurposes.of(stack.settings).includes(purpose.trim().toLowerCase());
}
