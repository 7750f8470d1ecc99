import { from, testRule, unknownString } from "../../testing/rule-tester";
import { backupCopyCrossRegionEncryptedVault } from "./copy";

const VAULT = "aws:backup/vault:Vault";
const AIR_GAPPED = "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault";
const kmsKeyArn = "arn:aws:kms:us-west-2:111122223333:key/k";
const west = "arn:aws:backup:us-west-2:111122223333:backup-vault:copies";
const east = "arn:aws:backup:us-east-1:444455556666:backup-vault:copies";
const copies = (destinationVaultArn: string, targetVaultName = "claims") => ({
  rules: [{ ruleName: "daily", targetVaultName, copyActions: [{ destinationVaultArn }] }],
});
const vault = (props: object = { kmsKeyArn }, region = "us-west-2") => ({
  type: VAULT,
  name: "v",
  props: { ...props, region },
});
const lock = {
  type: "aws:backup/vaultLockConfiguration:VaultLockConfiguration",
  name: "l",
  props: { backupVaultName: from("v"), minRetentionDays: 35 },
};
const ARN = "rules[0].copyActions[0].destinationVaultArn";
const own = { type: VAULT, name: "own", props: { name: "claims" } };

testRule(backupCopyCrossRegionEncryptedVault, {
  valid: [
    { name: "a vault of another region", props: copies(west) },
    { name: "a vault of another account", props: copies(east), settings: { trustedAccounts: ["444455556666"] } },
    { name: "locked and encrypted, made here", props: copies(from("v"), from("own")), others: [vault(), lock, own] },
    {
      name: "locked and encrypted, made earlier",
      props: copies(west),
      others: [{ ...vault(), outputs: { arn: west } }, lock],
    },
    {
      name: "air-gapped",
      props: copies(from("v")),
      others: [{ type: AIR_GAPPED, name: "v", props: { encryptionKeyArn: kmsKeyArn, region: "us-west-2" } }],
    },
    {
      name: "one of two rules",
      props: { rules: [{ ruleName: "hourly" }, { ruleName: "daily", copyActions: [{ destinationVaultArn: west }] }] },
    },
  ],
  invalid: [
    {
      name: "no copy",
      props: { rules: [{ ruleName: "daily", targetVaultName: "claims" }] },
      finds: "rules[0].copyActions",
    },
    {
      name: "a stack of one region with a locked and encrypted vault",
      props: { rules: [{ ruleName: "daily", targetVaultName: from("v") }] },
      others: [vault({ kmsKeyArn }, "us-east-1"), lock],
      finds: "rules[0].copyActions",
    },
    { name: "no rules", props: {}, finds: "rules" },
    { name: "same region", props: copies(east), finds: ARN },
    { name: "no vault", props: copies("copies"), finds: ARN },
    { name: "another service", props: copies("arn:aws:s3:us-west-2:111122223333:copies"), finds: ARN },
    {
      name: "made here, same region",
      props: copies(from("v")),
      others: [vault({ kmsKeyArn }, "us-east-1"), lock],
      finds: ARN,
    },
    { name: "no key", props: copies(from("v")), others: [vault({}), lock], finds: "Vault.kmsKeyArn" },
    { name: "no lock", props: copies(from("v")), others: [vault()], finds: "VaultLockConfiguration" },
    {
      name: "another vault is locked",
      props: copies(from("v")),
      others: [vault(), { ...lock, props: { backupVaultName: "other" } }],
      finds: "VaultLockConfiguration",
    },
    {
      name: "no lock, made earlier",
      props: copies(west),
      others: [
        { ...vault(), outputs: { arn: west } },
        { ...own, outputs: { arn: east } },
      ],
      finds: "VaultLockConfiguration",
    },
  ],
  notJudged: [
    { name: "another type", type: VAULT, props: {}, because: "other-type" },
    { name: "no patient data", props: { tags: { DataClassification: "internal" } }, because: "exempt" },
    { name: "vault of another stack", props: copies(unknownString), because: "unknown", finds: ARN },
    {
      name: "vault of another stack beside an own one",
      props: copies(from("stack"), from("own")),
      others: [own, { type: "pulumi:pulumi:StackReference", name: "stack" }],
      because: "unknown",
      finds: ARN,
    },
    {
      name: "lock of a vault that nobody can tell",
      props: copies(from("v")),
      others: [vault(), { ...lock, props: { backupVaultName: unknownString } }],
      because: "unknown",
      finds: "VaultLockConfiguration.backupVaultName",
    },
  ],
});
