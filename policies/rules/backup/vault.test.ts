import { from, testRule, unknownString } from "../../testing/rule-tester";
import { backupRecoveryPointEncrypted, backupRecoveryPointManualDeletionDisabled } from "./vault";

const another = { name: "another type", type: "aws:backup/plan:Plan", props: {}, because: "other-type" } as const;
const AIR_GAPPED = "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault";
const kmsKeyArn = "arn:aws:kms:us-east-1:111122223333:key/k";

testRule(backupRecoveryPointEncrypted, {
  valid: [
    { name: "own key", props: { name: "claims", kmsKeyArn } },
    { name: "own key, air-gapped", type: AIR_GAPPED, props: { encryptionKeyArn: kmsKeyArn } },
  ],
  invalid: [
    { name: "left out", props: { name: "claims" }, finds: "kmsKeyArn" },
    { name: "AWS managed key", props: { kmsKeyArn: "alias/aws/backup" }, finds: "kmsKeyArn" },
    { name: "left out, air-gapped", type: AIR_GAPPED, props: { kmsKeyArn }, finds: "encryptionKeyArn" },
  ],
  notJudged: [
    another,
    { name: "from another stack", props: { kmsKeyArn: unknownString }, because: "unknown", finds: "kmsKeyArn" },
  ],
});

const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const POLICY = "aws:backup/vaultPolicy:VaultPolicy";
const BOTH = ["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"];
const deny = { Effect: "Deny", Principal: "*", Action: BOTH, Resource: "*" };
const finds = ["VaultLockConfiguration", "VaultPolicy.policy"];
const withPolicy = (...statements: object[]) => ({
  props: {},
  others: [
    {
      type: POLICY,
      name: "p",
      props: { backupVaultName: from("subject"), policy: JSON.stringify({ Statement: statements }) },
    },
  ],
});

testRule(backupRecoveryPointManualDeletionDisabled, {
  valid: [
    {
      name: "locked",
      props: { name: "claims" },
      others: [{ type: LOCK, name: "l", props: { backupVaultName: "claims", minRetentionDays: 35 } }],
    },
    {
      name: "locked, by reference",
      props: {},
      others: [{ type: LOCK, name: "l", props: { backupVaultName: from("subject") } }],
    },
    { name: "denied", ...withPolicy(deny) },
    { name: "denied with a wildcard", ...withPolicy({ ...deny, Action: "backup:*" }) },
    { name: "denied one by one", ...withPolicy(...BOTH.map((Action) => ({ ...deny, Action }))) },
    {
      name: "administrators spared",
      ...withPolicy({ ...deny, Condition: { StringNotLike: { "aws:userid": "AROAEXAMPLE:*" } } }),
    },
  ],
  invalid: [
    { name: "neither", props: { name: "claims" }, finds },
    { name: "only one call denied", ...withPolicy({ ...deny, Action: BOTH[0] }), finds },
    { name: "only the other call denied", ...withPolicy({ ...deny, Action: BOTH[1] }), finds },
    { name: "allowed", ...withPolicy({ ...deny, Effect: "Allow" }), finds },
    {
      name: "denied to one",
      ...withPolicy({ ...deny, Principal: { AWS: "arn:aws:iam::111122223333:role/a" } }),
      finds,
    },
    {
      name: "denied to a few",
      ...withPolicy({ ...deny, Condition: { StringEquals: { "aws:userid": "AROAEXAMPLE" } } }),
      finds,
    },
    {
      name: "another vault is locked",
      props: { name: "claims" },
      others: [
        { type: LOCK, name: "l", props: { backupVaultName: "other" } },
        { type: POLICY, name: "p", props: { backupVaultName: "other", policy: JSON.stringify({ Statement: deny }) } },
      ],
      finds,
    },
  ],
  notJudged: [
    another,
    {
      name: "policy made from the vault",
      props: {},
      others: [{ type: POLICY, name: "p", props: { backupVaultName: from("subject"), policy: from("subject") } }],
      because: "unknown",
      finds: "VaultPolicy.policy.Statement",
    },
    {
      name: "condition not known yet",
      props: {},
      others: [
        {
          type: POLICY,
          name: "p",
          props: { backupVaultName: from("subject"), policy: { Statement: [{ ...deny, Condition: unknownString }] } },
        },
      ],
      because: "unknown",
      finds: "VaultPolicy.policy.Statement[0].Condition",
    },
    {
      name: "lock of a vault that nobody can tell",
      props: {},
      others: [{ type: LOCK, name: "l", props: { backupVaultName: unknownString } }],
      because: "unknown",
      finds: "VaultLockConfiguration.backupVaultName",
    },
  ],
});
