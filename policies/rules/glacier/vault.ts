import type { VaultArgs, VaultLockArgs } from "@pulumi/aws/glacier";
import { all } from "../../answer";
import { noOpenStatement } from "../../policy-document";
import { on } from "../../rule";

const vault = on<VaultArgs & VaultLockArgs>("aws:glacier/vault:Vault", "aws:glacier/vaultLock:VaultLock");

export const glacierVaultNotPublic = vault.rule({
  id: "glacier-vault-not-public",
  title: "No archive vault lets anyone in who is not named or bound",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/amazonglacier/latest/dev/vault-access-policy.html",
  says: "lets anyone use its archives",
  fix: 'Name the principals, or add Condition: { StringEquals: { "aws:PrincipalOrgID": "o-..." } }.',
  requires: (p) => all(noOpenStatement(p.accessPolicy), noOpenStatement(p.policy)),
});
