import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { kmsPhiKeyPolicyViaService, kmsPhiKeySeparationOfDuties } from "./key-use";

const KEY = "aws:kms/key:Key";
const KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy";
const NATIVE = "aws-native:kms:Key";
const OTHER_KEYS = [
  "aws:kms/replicaKey:ReplicaKey",
  "aws:kms/externalKey:ExternalKey",
  "aws:kms/replicaExternalKey:ReplicaExternalKey",
];
const another = { name: "another type", type: "aws:kms/grant:Grant", props: {}, because: "other-type" } as const;
const tags = { "phiguard:classification": "phi" };
const internal = { "phiguard:classification": "internal" };

const ROOT = { AWS: "arn:aws:iam::111122223333:root" };
const account = { Sid: "Account", Effect: "Allow", Principal: ROOT, Action: "kms:*", Resource: "*" };
const role = (name: string): object => ({ AWS: `arn:aws:iam::111122223333:role/${name}` });
const use = {
  Sid: "Use",
  Effect: "Allow",
  Principal: role("intake"),
  Action: ["kms:Decrypt", "kms:GenerateDataKey"],
  Resource: "*",
};
const when = (operator: string, key: string, value: unknown): object => ({
  Condition: { [operator]: { [key]: value } },
});
const viaS3 = when("StringEquals", "kms:ViaService", "s3.us-east-1.amazonaws.com");
const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const CONDITION = "policy.Statement[0].Condition";

testRule(kmsPhiKeyPolicyViaService, {
  valid: [
    { name: "through S3", props: { tags, policy: policy(account, { ...use, ...viaS3 }) } },
    {
      name: "callers of one account",
      props: { tags, policy: policy({ ...use, ...when("StringEquals", "kms:CallerAccount", "111122223333") }) },
    },
    {
      name: "one encryption context",
      props: { tags, policy: policy({ ...use, ...when("StringEquals", "kms:EncryptionContext:store", "claims") }) },
    },
    {
      name: "an attested enclave",
      props: { tags, policy: policy({ ...use, ...when("StringEquals", "kms:RecipientAttestation:PCR0", "ab12") }) },
    },
    {
      name: "a value not known yet",
      props: { tags, policy: { Statement: [{ ...use, ...when("StringEquals", "kms:CallerAccount", unknownString) }] } },
    },
    { name: "the account alone", props: { tags, policy: policy(account) } },
    {
      name: "the account by number",
      props: { tags, policy: policy({ ...account, Principal: { AWS: "111122223333" } }) },
    },
    ...["aws:SourceArn", "aws:SourceAccount", "aws:SourceOrgID", "aws:SourceOrgPaths"].map((key) => ({
      name: `a service, bound by ${key}`,
      props: {
        tags,
        policy: policy({
          ...use,
          Principal: { Service: "sns.amazonaws.com" },
          ...when("StringEquals", key, "arn:aws:sns:us-east-1:111122223333:claims"),
        }),
      },
    })),
    {
      name: "a service, in one context",
      props: {
        tags,
        policy: policy({
          ...use,
          Principal: { Service: "logs.us-east-1.amazonaws.com" },
          ...when("ArnLike", "kms:EncryptionContext:aws:logs:arn", "arn:aws:logs:us-east-1:111122223333:*"),
        }),
      },
    },
    { name: "encrypts only", props: { tags, policy: policy({ ...use, Action: "kms:Encrypt" }) } },
    { name: "refuses", props: { tags, policy: policy({ ...use, Effect: "Deny" }) } },
    { name: "no policy: KMS makes one with the account's own statement", props: { tags } },
    { name: "no policy, not classified", props: {} },
    {
      name: "a service-linked role",
      props: {
        tags,
        policy: policy({
          ...use,
          Principal: role("aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling"),
        }),
      },
    },
    {
      name: "a policy of its own",
      props: { tags },
      others: [{ type: KEY_POLICY, name: "p", props: { keyId: from("subject"), policy: policy(use) } }],
    },
    {
      name: "Cloud Control key",
      type: NATIVE,
      props: { tags: [{ key: "DataClassification", value: "phi" }], keyPolicy: policy(account) },
    },
  ],
  invalid: [
    { name: "a role on no condition", props: { tags, policy: policy(use) }, finds: CONDITION },
    { name: "not classified", props: { policy: policy(use) }, finds: CONDITION },
    { name: "all of KMS", props: { tags, policy: policy({ ...use, Action: "kms:*" }) }, finds: CONDITION },
    { name: "everyone", props: { tags, policy: policy({ ...use, Principal: "*" }) }, finds: CONDITION },
    {
      name: "all but one",
      props: { tags, policy: policy({ ...use, Principal: undefined, NotPrincipal: role("eve") }) },
      finds: CONDITION,
    },
    {
      name: "a role beside the account",
      props: {
        tags,
        policy: policy({ ...use, Principal: { AWS: [ROOT.AWS, "arn:aws:iam::111122223333:role/intake"] } }),
      },
      finds: CONDITION,
    },
    {
      name: "a service on no condition",
      props: { tags, policy: policy({ ...use, Principal: { Service: "sns.amazonaws.com" } }) },
      finds: CONDITION,
    },
    ...["role/app-111122223333", "rooted"].map((name) => ({
      name: `a principal that looks like an account, ${name}`,
      props: { tags, policy: policy({ ...use, Principal: { AWS: `arn:aws:iam::111122223333:${name}` } }) },
      finds: CONDITION,
    })),
    ...["kms:ViaServiceX", "aws:kms:EncryptionContext:a"].map((key) => ({
      name: `another key, ${key}`,
      props: { tags, policy: policy({ ...use, ...when("StringEquals", key, "claims") }) },
      finds: CONDITION,
    })),
    {
      name: "a role with a service's condition",
      props: { tags, policy: policy({ ...use, ...when("StringEquals", "aws:SourceAccount", "111122223333") }) },
      finds: CONDITION,
    },
    {
      name: "through any service",
      props: { tags, policy: policy({ ...use, ...when("StringLike", "kms:ViaService", "*") }) },
      finds: CONDITION,
    },
    {
      name: "if through a service",
      props: {
        tags,
        policy: policy({ ...use, ...when("StringEqualsIfExists", "kms:ViaService", "s3.us-east-1.amazonaws.com") }),
      },
      finds: CONDITION,
    },
    {
      name: "another condition",
      props: { tags, policy: policy({ ...use, ...when("Bool", "aws:SecureTransport", "true") }) },
      finds: CONDITION,
    },
    {
      name: "policy resource of a key not known yet",
      type: KEY_POLICY,
      props: { keyId: unknownString, policy: policy(use) },
      others: [{ type: KEY, name: "k", props: { tags: internal } }],
      finds: CONDITION,
    },
    {
      name: "policy resource in a program without keys",
      type: KEY_POLICY,
      props: { keyId: "1234abcd", policy: policy(use) },
      finds: CONDITION,
    },
    {
      name: "a role in the path of no service",
      props: { tags, policy: policy({ ...use, Principal: role("apps/aws-service-role/x") }) },
      finds: CONDITION,
    },
    {
      name: "policy resource of a key made here",
      type: KEY_POLICY,
      props: { keyId: from("k"), policy: policy(use) },
      others: [{ type: KEY, name: "k", props: { tags } }],
      finds: CONDITION,
    },
    {
      name: "policy resource of a key that is not seen",
      type: KEY_POLICY,
      props: { keyId: "1234abcd", policy: policy(use) },
      others: [{ type: KEY, name: "k", props: { tags: internal } }],
      finds: CONDITION,
    },
    {
      name: "Cloud Control key",
      type: NATIVE,
      props: { keyPolicy: { Statement: [use] } },
      finds: "keyPolicy.Statement[0].Condition",
    },
  ],
  alike: OTHER_KEYS,
  notJudged: [
    another,
    { name: "other data", props: { tags: internal, policy: policy(use) }, because: "exempt" },
    {
      name: "policy resource of a key for other data",
      type: KEY_POLICY,
      props: { keyId: from("k"), policy: policy(use) },
      others: [{ type: KEY, name: "k", props: { tags: internal } }],
      because: "exempt",
    },
    {
      name: "policy not known yet",
      props: { tags, policy: unknownString },
      because: "unknown",
      finds: "policy.Statement",
    },
    {
      name: "principal not known yet",
      props: { tags, policy: { Statement: [{ ...use, Principal: { AWS: unknownString } }] } },
      because: "unknown",
      finds: ["policy.Statement[0].Principal.AWS"],
    },
    {
      name: "tags not known yet",
      props: { tags: unknownValue, policy: policy(use) },
      because: "unknown",
      finds: "tags",
    },
  ],
});

const administer = {
  Sid: "Administer",
  Effect: "Allow",
  Principal: role("key-keeper"),
  Action: ["kms:PutKeyPolicy", "kms:ScheduleKeyDeletion", "kms:Describe*"],
  Resource: "*",
};
const FIRST = "policy.Statement[0].Action";
const SECOND = "policy.Statement[1].Action";

testRule(kmsPhiKeySeparationOfDuties, {
  valid: [
    { name: "two roles", props: { tags, policy: policy(account, administer, use) } },
    { name: "the account", props: { tags, policy: policy(account) } },
    {
      name: "the account by number",
      props: { tags, policy: policy({ ...account, Principal: { AWS: ["111122223333"] } }) },
    },
    {
      name: "the account beside a role that decrypts",
      props: {
        tags,
        policy: policy(account, { ...use, Principal: { AWS: [ROOT.AWS, "arn:aws:iam::111122223333:role/intake"] } }),
      },
    },
    { name: "administers only", props: { tags, policy: policy(administer) } },
    {
      name: "refuses one of them",
      props: { tags, policy: policy(administer, { ...use, Principal: role("key-keeper"), Effect: "Deny" }) },
    },
    {
      name: "refuses the other",
      props: { tags, policy: policy({ ...administer, Effect: "Deny", Principal: role("intake") }, use) },
    },
    { name: "no policy", props: { tags } },
    {
      name: "no principal, beside one not known yet",
      props: {
        tags,
        policy: {
          Statement: [
            { ...administer, Principal: ROOT },
            { ...use, Principal: unknownValue },
          ],
        },
      },
    },
    { name: "policy resource", type: KEY_POLICY, props: { keyId: "1234abcd", policy: policy(account) } },
    { name: "Cloud Control key", type: NATIVE, props: { keyPolicy: policy(account) } },
  ],
  invalid: [
    {
      name: "one role for both",
      props: { tags, policy: policy(administer, { ...use, Principal: role("key-keeper") }) },
      finds: [FIRST, SECOND],
    },
    { name: "all of KMS", props: { tags, policy: policy({ ...use, Action: "kms:*" }) }, finds: FIRST },
    {
      name: "in one statement",
      props: { tags, policy: policy({ ...use, Action: ["kms:PutKeyPolicy", "kms:Decrypt"] }) },
      finds: FIRST,
    },
    {
      name: "deletes and decrypts",
      props: { tags, policy: policy({ ...use, Action: ["kms:ScheduleKeyDeletion", "kms:Decrypt"] }) },
      finds: FIRST,
    },
    {
      name: "all but tagging",
      props: { tags, policy: policy({ ...use, Action: undefined, NotAction: "kms:TagResource" }) },
      finds: "policy.Statement[0].NotAction",
    },
    {
      name: "one of two roles",
      props: {
        tags,
        policy: policy(administer, {
          ...use,
          Principal: { AWS: ["arn:aws:iam::111122223333:role/intake", "arn:aws:iam::111122223333:role/key-keeper"] },
        }),
      },
      finds: [FIRST, SECOND],
    },
    { name: "everyone", props: { tags, policy: policy({ ...use, Principal: "*", Action: "kms:*" }) }, finds: FIRST },
    { name: "not classified", props: { policy: policy({ ...use, Action: "kms:*" }) }, finds: FIRST },
    {
      name: "policy resource",
      type: KEY_POLICY,
      props: { keyId: from("k"), policy: policy({ ...use, Action: "kms:*" }) },
      others: [{ type: KEY, name: "k", props: { tags } }],
      finds: FIRST,
    },
    {
      name: "policy resource of a key that is not seen",
      type: KEY_POLICY,
      props: { keyId: "1234abcd", policy: policy({ ...use, Action: "kms:*" }) },
      others: [{ type: KEY, name: "k", props: { tags: internal } }],
      finds: FIRST,
    },
    {
      name: "Cloud Control key",
      type: NATIVE,
      props: { keyPolicy: { Statement: { ...use, Action: "kms:*" } } },
      finds: "keyPolicy.Statement.Action",
    },
  ],
  alike: OTHER_KEYS,
  notJudged: [
    another,
    { name: "other data", props: { tags: internal, policy: policy({ ...use, Action: "kms:*" }) }, because: "exempt" },
    {
      name: "policy not known yet",
      props: { tags, policy: unknownString },
      because: "unknown",
      finds: "policy.Statement",
    },
    {
      name: "principals not known yet",
      props: { tags, policy: { Statement: [administer, { ...use, Principal: { AWS: unknownString } }] } },
      because: "unknown",
      finds: ["policy.Statement[0].Principal", "policy.Statement[1].Principal"],
    },
    {
      name: "what one may do is not known yet",
      props: {
        tags,
        policy: {
          Statement: [
            { ...administer, Action: unknownString },
            { ...use, Principal: administer.Principal },
          ],
        },
      },
      because: "unknown",
      finds: FIRST,
    },
    {
      name: "what the other may do is not known yet",
      props: {
        tags,
        policy: { Statement: [administer, { ...use, Principal: administer.Principal, Action: unknownString }] },
      },
      because: "unknown",
      finds: SECOND,
    },
    {
      name: "a list of principals not known yet",
      props: { tags, policy: { Statement: [{ ...use, Action: "kms:*", Principal: { AWS: [unknownString] } }] } },
      because: "unknown",
      finds: "policy.Statement[0].Principal",
    },
    {
      name: "policy resource of a key not known yet",
      type: KEY_POLICY,
      props: { keyId: unknownString, policy: unknownString },
      because: "unknown",
      finds: "policy.Statement",
    },
  ],
});
