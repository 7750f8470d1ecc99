import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  cmkBackingKeyRotationEnabled,
  kmsCmkNotScheduledForDeletion,
  kmsKeyBypassLockoutSafetyCheck,
  kmsKeyDescription,
  kmsKeyEnabled,
  kmsKeyPolicyDefined,
  kmsKeyPolicyNoWildcardPrincipal,
  kmsLogsGrantScoped,
} from "./key";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const NATIVE = "aws-native:kms:Key";
const REPLICA = "aws:kms/replicaKey:ReplicaKey";
const REPLICA_EXTERNAL = "aws:kms/replicaExternalKey:ReplicaExternalKey";
const EXTERNAL = "aws:kms/externalKey:ExternalKey";
const KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy";
const ROOT = { AWS: "arn:aws:iam::111122223333:root" };

function policy(...statements: readonly object[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

testRule(cmkBackingKeyRotationEnabled, {
  valid: [
    { name: "rotates", props: { enableKeyRotation: true } },
    { name: "symmetric by name", props: { enableKeyRotation: true, customerMasterKeySpec: "SYMMETRIC_DEFAULT" } },
    { name: "Cloud Control key", type: NATIVE, props: { enableKeyRotation: true } },
  ],
  invalid: [
    { name: "left out", props: {}, finds: "enableKeyRotation" },
    { name: "off", props: { enableKeyRotation: false }, finds: "enableKeyRotation" },
    {
      name: "encrypts, with material of KMS, as it is by default",
      props: { keyUsage: "ENCRYPT_DECRYPT", origin: "AWS_KMS" },
      finds: "enableKeyRotation",
    },
    { name: "Cloud Control key", type: NATIVE, props: { keySpec: "SYMMETRIC_DEFAULT" }, finds: "enableKeyRotation" },
  ],
  notJudged: [
    another,
    { name: "asymmetric", props: { customerMasterKeySpec: "RSA_4096" }, because: "exempt" },
    { name: "asymmetric Cloud Control key", type: NATIVE, props: { keySpec: "RSA_4096" }, because: "exempt" },
    { name: "HMAC", props: { keyUsage: "GENERATE_VERIFY_MAC" }, because: "exempt" },
    { name: "custom key store", props: { customKeyStoreId: "cks-1" }, because: "exempt" },
    { name: "imported material", type: NATIVE, props: { origin: "EXTERNAL" }, because: "exempt" },
    {
      name: "not known yet",
      props: { enableKeyRotation: unknownValue },
      because: "unknown",
      finds: "enableKeyRotation",
    },
    {
      name: "kind of key not known yet",
      props: { customerMasterKeySpec: unknownString },
      because: "unknown",
      finds: "customerMasterKeySpec",
    },
  ],
});

testRule(kmsCmkNotScheduledForDeletion, {
  valid: [
    { name: "left out (30 days)", props: {} },
    { name: "30 days", props: { deletionWindowInDays: 30, isEnabled: true } },
    { name: "replica", type: REPLICA, props: { deletionWindowInDays: 30 } },
    { name: "as long as the team wants", props: { deletionWindowInDays: 14 }, config: { minimumDays: 14 } },
    {
      name: "Cloud Control key, as long as the team wants",
      type: NATIVE,
      props: { pendingWindowInDays: 14 },
      config: { minimumDays: 14 },
    },
    { name: "Cloud Control key", type: NATIVE, props: { pendingWindowInDays: 30, enabled: true } },
  ],
  invalid: [
    { name: "29 days", props: { deletionWindowInDays: 29 }, finds: "deletionWindowInDays" },
    {
      name: "shorter than the team wants",
      props: { deletionWindowInDays: 13 },
      config: { minimumDays: 14 },
      finds: "deletionWindowInDays",
    },
    { name: "7 days", type: EXTERNAL, props: { deletionWindowInDays: 7 }, finds: "deletionWindowInDays" },
    { name: "disabled", props: { isEnabled: false }, finds: "isEnabled" },
    { name: "disabled replica", type: REPLICA, props: { enabled: false }, finds: "enabled" },
    { name: "Cloud Control key", type: NATIVE, props: { pendingWindowInDays: 7 }, finds: "pendingWindowInDays" },
  ],
  alike: [REPLICA_EXTERNAL],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { deletionWindowInDays: unknownValue },
      because: "unknown",
      finds: "deletionWindowInDays",
    },
  ],
});

const open = { Effect: "Allow", Principal: "*", Action: "kms:*", Resource: "*" };

testRule(kmsKeyPolicyNoWildcardPrincipal, {
  valid: [
    { name: "no policy (KMS names the account)", props: {} },
    { name: "account", props: { policy: policy({ ...open, Principal: ROOT }) } },
    { name: "as an object", props: { policy: { Statement: [{ ...open, Principal: ROOT }] } } },
    {
      name: "as the key of an AWS service",
      props: {
        policy: policy({
          ...open,
          Condition: {
            StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": "s3.us-east-1.amazonaws.com" },
          },
        }),
      },
    },
    {
      name: "organisation",
      props: { policy: policy({ ...open, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }) },
    },
    { name: "a Deny for all", props: { policy: policy({ ...open, Effect: "Deny" }) } },
    { name: "policy resource", type: KEY_POLICY, props: { policy: policy({ ...open, Principal: ROOT }) } },
  ],
  invalid: [
    { name: "star", props: { policy: policy(open) }, finds: "policy.Statement[0].Principal" },
    {
      name: "AWS star",
      props: { policy: policy({ ...open, Principal: { AWS: "*" } }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "AWS star in a list",
      props: { policy: policy({ ...open, Principal: { AWS: ["*"] } }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "second statement",
      props: { policy: policy({ ...open, Principal: ROOT }, open) },
      finds: "policy.Statement[1].Principal",
    },
    { name: "one statement, no list", props: { policy: { Statement: open } }, finds: "policy.Statement.Principal" },
    {
      name: "a service alone does not narrow",
      props: {
        policy: policy({ ...open, Condition: { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } } }),
      },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "any account",
      props: { policy: policy({ ...open, Condition: { StringLike: { "kms:CallerAccount": "*" } } }) },
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "policy resource",
      type: KEY_POLICY,
      props: { policy: policy(open) },
      finds: "policy.Statement[0].Principal",
    },
    { name: "replica", type: REPLICA, props: { policy: policy(open) }, finds: "policy.Statement[0].Principal" },
    {
      name: "Cloud Control key",
      type: NATIVE,
      props: { keyPolicy: { Statement: [open] } },
      finds: "keyPolicy.Statement[0].Principal",
    },
  ],
  alike: [EXTERNAL, REPLICA_EXTERNAL],
  notJudged: [
    another,
    { name: "not known yet", props: { policy: unknownString }, because: "unknown", finds: "policy.Statement" },
  ],
});

testRule(kmsKeyPolicyDefined, {
  valid: [
    { name: "inline", props: { policy: policy(open) } },
    { name: "inline, not known yet", props: { policy: unknownString } },
    { name: "Cloud Control key", type: NATIVE, props: { keyPolicy: { Statement: [] } } },
    {
      name: "policy resource by reference",
      props: {},
      others: [{ type: KEY_POLICY, name: "p", props: { keyId: from("subject") } }],
    },
    {
      name: "policy resource by id",
      props: {},
      outputs: { keyId: "1234abcd" },
      others: [{ type: KEY_POLICY, name: "p", props: { keyId: "1234abcd" } }],
    },
    {
      name: "policy resource for the key of a component",
      props: {},
      parent: "store",
      others: [
        { type: "clinic:keys:Store", name: "store" },
        { type: KEY_POLICY, name: "p", props: { keyId: from("store") } },
      ],
    },
  ],
  invalid: [
    { name: "none", props: {}, finds: ["policy", "keyPolicy", "KeyPolicy"] },
    { name: "empty", props: { policy: "" }, finds: ["policy", "keyPolicy", "KeyPolicy"] },
    {
      name: "policy of another key",
      props: {},
      others: [
        { type: "aws:kms/key:Key", name: "k2" },
        { type: KEY_POLICY, name: "p", props: { keyId: from("k2") } },
      ],
      finds: ["policy", "keyPolicy", "KeyPolicy"],
    },
  ],
  notJudged: [
    another,
    {
      name: "policy resource with an id from elsewhere",
      props: {},
      others: [{ type: KEY_POLICY, name: "p", props: { keyId: unknownString } }],
      because: "unknown",
      finds: "KeyPolicy.keyId",
    },
  ],
});

testRule(kmsKeyEnabled, {
  valid: [
    { name: "left out", props: {} },
    { name: "on", props: { isEnabled: true } },
    { name: "replica", type: REPLICA, props: { enabled: true } },
  ],
  invalid: [
    { name: "off", props: { isEnabled: false }, finds: "isEnabled" },
    { name: "off, from YAML", props: { isEnabled: "false" }, finds: "isEnabled" },
    { name: "replica", type: REPLICA, props: { enabled: false }, finds: "enabled" },
    { name: "Cloud Control key", type: NATIVE, props: { enabled: false }, finds: "enabled" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { isEnabled: unknownValue }, because: "unknown", finds: "isEnabled" },
  ],
});

testRule(kmsKeyBypassLockoutSafetyCheck, {
  valid: [
    { name: "left out", props: {} },
    { name: "off", props: { bypassPolicyLockoutSafetyCheck: false } },
    { name: "policy resource", type: KEY_POLICY, props: {} },
  ],
  invalid: [
    { name: "on", props: { bypassPolicyLockoutSafetyCheck: true }, finds: "bypassPolicyLockoutSafetyCheck" },
    {
      name: "policy resource",
      type: KEY_POLICY,
      props: { bypassPolicyLockoutSafetyCheck: true },
      finds: "bypassPolicyLockoutSafetyCheck",
    },
  ],
  alike: [REPLICA, EXTERNAL, REPLICA_EXTERNAL, NATIVE],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { bypassPolicyLockoutSafetyCheck: unknownValue },
      because: "unknown",
      finds: "bypassPolicyLockoutSafetyCheck",
    },
  ],
});

testRule(kmsKeyDescription, {
  valid: [
    { name: "described", props: { description: "Encrypts the claims archive" } },
    { name: "six characters on two lines", props: { description: "Key\nof" } },
    { name: "Cloud Control key", type: NATIVE, props: { description: "Encrypts the claims archive" } },
  ],
  invalid: [
    { name: "left out", props: {}, finds: "description" },
    { name: "empty", props: { description: "" }, finds: "description" },
    { name: "blank", props: { description: "         " }, finds: "description" },
    { name: "too short to say anything", props: { description: "  key 1  " }, finds: "description" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { description: unknownString }, because: "unknown", finds: "description" },
  ],
});

const logs = {
  Effect: "Allow",
  Principal: { Service: "logs.us-east-1.amazonaws.com" },
  Action: ["kms:Encrypt*", "kms:Decrypt*"],
  Resource: "*",
};
const CONTEXT = "kms:EncryptionContext:aws:logs:arn";
const bound = { ArnLike: { [CONTEXT]: "arn:aws:logs:us-east-1:111122223333:*" } };

testRule(kmsLogsGrantScoped, {
  valid: [
    { name: "no policy", props: {} },
    { name: "bound to the account's groups", props: { policy: policy({ ...logs, Condition: bound }) } },
    {
      name: "bound to one group",
      props: {
        policy: policy({
          ...logs,
          Condition: { ArnEquals: { [CONTEXT]: "arn:aws:logs:us-east-1:111122223333:log-group:audit" } },
        }),
      },
    },
    {
      name: "a name that only looks like the service",
      props: {
        policy: policy(
          { ...logs, Principal: { Federated: "logs.amazonaws.com" } },
          { ...logs, Principal: { Service: "logs.amazonaws.com.example" } },
        ),
      },
    },
    { name: "no statement for Logs", props: { policy: policy({ ...logs, Principal: ROOT }) } },
    {
      name: "another service that ends alike",
      props: { policy: policy({ ...logs, Principal: { Service: "mylogs.amazonaws.com" } }) },
    },
    { name: "a Deny", props: { policy: policy({ ...logs, Effect: "Deny" }) } },
    { name: "policy resource", type: KEY_POLICY, props: { policy: policy({ ...logs, Condition: bound }) } },
  ],
  invalid: [
    { name: "no condition", props: { policy: policy(logs) }, finds: "policy.Statement[0].Condition" },
    {
      name: "global principal in a list",
      props: { policy: policy({ ...logs, Principal: { Service: ["s3.amazonaws.com", "logs.amazonaws.com"] } }) },
      finds: "policy.Statement[0].Condition",
    },
    {
      name: "any account's groups",
      props: { policy: policy({ ...logs, Condition: { ArnLike: { [CONTEXT]: "arn:aws:logs:*:*:*" } } }) },
      finds: "policy.Statement[0].Condition.ArnLike.kms:EncryptionContext:aws:logs:arn",
    },
    {
      name: "another condition",
      props: { policy: policy({ ...logs, Condition: { StringEquals: { "aws:PrincipalTag/team": "a" } } }) },
      finds: "policy.Statement[0].Condition",
    },
    {
      name: "Cloud Control key",
      type: NATIVE,
      props: { keyPolicy: { Statement: [logs] } },
      finds: "keyPolicy.Statement[0].Condition",
    },
    {
      name: "policy resource",
      type: KEY_POLICY,
      props: { policy: policy(logs) },
      finds: "policy.Statement[0].Condition",
    },
  ],
  alike: [REPLICA, EXTERNAL, REPLICA_EXTERNAL],
  notJudged: [
    another,
    { name: "not known yet", props: { policy: unknownString }, because: "unknown", finds: "policy.Statement" },
    {
      name: "principal not known yet",
      props: { policy: { Statement: [{ ...logs, Principal: unknownValue }] } },
      because: "unknown",
      finds: "policy.Statement[0].Principal",
    },
  ],
});
