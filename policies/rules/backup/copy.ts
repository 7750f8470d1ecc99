import { all, any, fromBoolean, no, unknown, yes, type Answer } from "../../answer";
import { mayHoldPhi, regionOf } from "../../classification";
import { some } from "../../predicates";
import { pathOf, referencesOf, resourceOf, valueOf, type Reading } from "../../reading";
import { typeOf, type Resource } from "../../resource";
import type { PackSettings } from "../../settings";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { AIR_GAPPED_VAULT, anyVault, plan, vaultLock } from "./kinds";
import { ownKeyOf } from "./vault";

interface CopyingRule {
  readonly copyActions: { readonly destinationVaultArn: string }[];
}

export const backupCopyCrossRegionEncryptedVault = plan.relation({
  id: "backup-copy-cross-region-encrypted-vault",
  title: "Backups are copied to a locked and encrypted vault in another region or account",
  severity: "high",
  controls: { hipaa: ["164.308(a)(7)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/cross-region-backup.html",
  says: "copies no backup to a locked and encrypted vault in another region or account, as recovery from the loss of this one needs",
  fix: "Add copyActions: [{ destinationVaultArn: vault.arn }] to a rule, with a vault whose provider is of another region, which has a kmsKeyArn and an aws.backup.VaultLockConfiguration; or the ARN of such a vault that another stack or account has made.",
  why: "A stack of one region has the same duty: its plan names a vault that is made elsewhere. Key and lock of a vault that another stack makes are judged there. A plan without a classification counts as one for patient data.",
  adviseIfOpen: "The vault of the other region is often made in another stack.",
  appliesWhen: (_p, stack, resource) => mayHoldPhi(resource, stack.settings),
  otherwise: "The plan is classified as one for what holds no patient data.",
  requires: (p, stack) =>
    some(p.rules, (rule) =>
      some((rule as Reading<CopyingRule>).copyActions, (action) =>
        isSafeCopy((action as Reading<{ destinationVaultArn: string }>).destinationVaultArn, stack),
      ),
    ),
});

function isSafeCopy(arn: Reading<string>, stack: StackView): Answer {
  const planned = resourceOf(arn);
  const path = pathOf(arn);
  const text = valueOf(arn);
  // References are told for the rules as a whole: the plan's own vault is among them, but stands beside the plan.
  const vaults =
    text === UNKNOWN
      ? stack.named(arn, anyVault).certain
      : stack.all(anyVault).filter((one) => resourceOf(one).outputs?.["arn"] === text);
  const distant = vaults.filter((one) => isElsewhere(resourceOf(one), planned));
  if (distant.length > 0) return any(...distant.map((one) => isGuarded(one, stack)));
  if (text === UNKNOWN) return isOfThisProgram(arn) ? no(path) : unknown(path);
  return fromBoolean(namesElsewhere(String(text), planned, stack.settings), path);
}

/** In another region, or made by another provider, which then is of another account. */
function isElsewhere(made: Resource, planned: Resource): boolean {
  return regionOf(made) !== regionOf(planned) || made.provider?.urn !== planned.provider?.urn;
}

function isOfThisProgram(arn: Reading<string>): boolean {
  const references = referencesOf(arn) ?? [];
  return references.length > 0 && references.every((urn) => anyVault.types.includes(typeOf(urn)));
}

function namesElsewhere(arn: string, planned: Resource, { trustedAccounts }: PackSettings): boolean {
  const [, , service, region, account = ""] = arn.split(":");
  return service === "backup" && (region !== regionOf(planned) || trustedAccounts.includes(account));
}

function isGuarded(one: Reading<NonNullable<(typeof anyVault)["args"]>>, stack: StackView): Answer {
  const { type } = resourceOf(one);
  return all(
    ownKeyOf(one, type),
    // A logically air-gapped vault is locked in compliance mode from the start.
    type === AIR_GAPPED_VAULT ? yes : stack.partner(one, vaultLock, "backupVaultName").exists(),
  );
}
