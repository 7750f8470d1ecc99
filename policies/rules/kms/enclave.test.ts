import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { kmsEnclaveAttestationEnforced } from "./enclave";

const KEY = "aws:kms/key:Key";
const KEY_POLICY = "aws:kms/keyPolicy:KeyPolicy";
const NATIVE = "aws-native:kms:Key";
const tags = { "phiguard:enclave": "true" };
const IMAGE = "EB3F".repeat(24);
const ZEROS = "0".repeat(96);

const when = (operator: string, key: string, value: unknown): object => ({
  Condition: { [operator]: { [key]: value } },
});
const measured = when("StringEqualsIgnoreCase", "kms:RecipientAttestation:ImageSha384", IMAGE);
const decrypt = {
  Sid: "Enclave",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:role/enclave-parent" },
  Action: "kms:Decrypt",
  Resource: "*",
};
const administer = {
  Sid: "Administer",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:root" },
  Action: ["kms:PutKeyPolicy", "kms:Describe*", "kms:Encrypt"],
  Resource: "*",
};
const open = { ...decrypt, Principal: { AWS: "arn:aws:iam::111122223333:root" }, Action: "kms:*" };
const refuse = { Sid: "NoAttestation", Effect: "Deny", Principal: "*", Action: "kms:*", Resource: "*" };
const noDocument = when("Null", "kms:RecipientAttestation:ImageSha384", "true");
const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const FIRST = "policy.Statement[0].Condition";

testRule(kmsEnclaveAttestationEnforced, {
  valid: [
    { name: "one image", props: { tags, policy: policy(administer, { ...decrypt, ...measured }) } },
    {
      name: "by a register",
      props: {
        tags,
        policy: policy({ ...decrypt, ...when("StringEquals", "kms:RecipientAttestation:PCR0", [IMAGE]) }),
      },
    },
    {
      name: "an image not known yet",
      props: {
        tags,
        policy: {
          Statement: [{ ...decrypt, ...when("StringEquals", "kms:RecipientAttestation:PCR8", unknownString) }],
        },
      },
    },
    {
      name: "everything, but refused without a document",
      props: { tags, policy: policy(open, { ...refuse, ...noDocument }) },
    },
    ...[
      "StringNotEquals",
      "StringNotEqualsIfExists",
      "StringNotEqualsIgnoreCase",
      "StringNotEqualsIgnoreCaseIfExists",
    ].map((operator) => ({
      name: `everything, but refused by ${operator}`,
      props: { tags, policy: policy(open, { ...refuse, ...when(operator, "kms:RecipientAttestation:PCR0", IMAGE) }) },
    })),
    {
      name: "refused by name",
      props: { tags, policy: policy({ ...decrypt }, { ...refuse, Action: "kms:Decrypt", ...noDocument }) },
    },
    { name: "refuses only", props: { tags, policy: policy({ ...decrypt, Effect: "Deny" }) } },
    {
      name: "a policy of its own",
      props: { tags },
      others: [{ type: KEY_POLICY, name: "p", props: { keyId: from("subject") } }],
    },
    {
      name: "policy resource",
      type: KEY_POLICY,
      props: { keyId: "1234abcd", policy: policy({ ...decrypt, ...measured }) },
    },
    {
      name: "Cloud Control key",
      type: NATIVE,
      props: { tags: [{ key: "Enclave", value: "true" }], keyPolicy: policy({ ...decrypt, ...measured }) },
    },
  ],
  invalid: [
    {
      name: "no condition",
      props: { tags, policy: policy(administer, decrypt) },
      finds: "policy.Statement[1].Condition",
    },
    ...["kms:DeriveSharedSecret", "kms:GenerateDataKey", "kms:GenerateDataKeyPair", "kms:*", "*"].map((Action) => ({
      name: `${Action} on no condition`,
      props: { tags, policy: policy({ ...decrypt, Action }) },
      finds: FIRST,
    })),
    {
      name: "a second statement without it",
      props: { tags, policy: policy({ ...decrypt, ...measured }, open) },
      finds: "policy.Statement[1].Condition",
    },
    {
      name: "any image",
      props: { tags, policy: policy({ ...decrypt, ...when("StringLike", "kms:RecipientAttestation:PCR0", "*") }) },
      finds: FIRST,
    },
    {
      name: "debug images",
      props: { tags, policy: policy({ ...decrypt, ...when("StringEquals", "kms:RecipientAttestation:PCR0", ZEROS) }) },
      finds: FIRST,
    },
    ...["EB3F*", "*EB3F", "EB3?"].map((value) => ({
      name: `images like ${value}`,
      props: { tags, policy: policy({ ...decrypt, ...when("StringLike", "kms:RecipientAttestation:PCR0", value) }) },
      finds: FIRST,
    })),
    ...["kms:RecipientAttestation:PCR0Note", "saml:kms:RecipientAttestation:PCR0"].map((key) => ({
      name: `another key, ${key}`,
      props: { tags, policy: policy({ ...decrypt, ...when("StringEquals", key, IMAGE) }) },
      finds: FIRST,
    })),
    {
      name: "another key that begins alike",
      props: { tags, policy: policy({ ...decrypt, ...when("StringEquals", "kms:RecipientAttestation:Nonce", "1") }) },
      finds: FIRST,
    },
    {
      name: "if there is a document",
      props: {
        tags,
        policy: policy({ ...decrypt, ...when("StringEqualsIfExists", "kms:RecipientAttestation:PCR0", IMAGE) }),
      },
      finds: FIRST,
    },
    ...[
      ["one role only", { Principal: decrypt.Principal, ...noDocument }],
      ["one action only", { Action: "kms:Decrypt", ...noDocument }],
      ["those with a document", when("Null", "kms:RecipientAttestation:ImageSha384", "false")],
      ["those with this image", when("StringEquals", "kms:RecipientAttestation:ImageSha384", IMAGE)],
      ["another caller", when("StringNotEquals", "aws:PrincipalArn", "arn:aws:iam::111122223333:role/enclave-parent")],
      ["images like none", when("StringNotLike", "kms:RecipientAttestation:ImageSha384", IMAGE)],
      ["those without TLS", when("Bool", "aws:SecureTransport", "false")],
      ["some, by an empty condition", { Condition: { Null: {} } }],
      ["all, by no condition", {}],
      [
        "those without a document or TLS",
        { Condition: { Null: { "kms:RecipientAttestation:PCR0": "true" }, Bool: { "aws:SecureTransport": "false" } } },
      ],
    ].map(([whom, more]) => ({
      name: `refuses ${String(whom)}`,
      props: { tags, policy: policy(open, { ...refuse, ...(more as object) }) },
      finds: FIRST,
    })),
    {
      name: "allows without a document instead of refusing",
      props: { tags, policy: policy(open, { ...refuse, Effect: "Allow", ...noDocument }) },
      finds: [FIRST, "policy.Statement[1].Condition"],
    },
    {
      name: "by its description",
      props: { description: "Opens the Enclave's data", policy: policy(open) },
      finds: FIRST,
    },
    { name: "by a tag's value", props: { tags: { workload: "nitro-enclave" }, policy: policy(open) }, finds: FIRST },
    { name: "no policy", props: { tags }, finds: ["policy", "keyPolicy", "KeyPolicy"] },
    {
      name: "the policy of another key",
      props: { tags },
      others: [
        { type: KEY, name: "k2" },
        { type: KEY_POLICY, name: "p", props: { keyId: from("k2") } },
      ],
      finds: ["policy", "keyPolicy", "KeyPolicy"],
    },
    {
      name: "policy resource of an enclave's key",
      type: KEY_POLICY,
      props: { keyId: from("k"), policy: policy(open) },
      others: [{ type: KEY, name: "k", props: { tags } }],
      finds: FIRST,
    },
    {
      name: "Cloud Control key",
      type: NATIVE,
      props: { tags: [{ key: "Enclave", value: "true" }], keyPolicy: { Statement: [open] } },
      finds: "keyPolicy.Statement[0].Condition",
    },
    {
      name: "Cloud Control key, by a tag's value",
      type: NATIVE,
      props: { tags: [{ key: "workload", value: "enclave" }], keyPolicy: { Statement: [open] } },
      finds: "keyPolicy.Statement[0].Condition",
    },
    {
      name: "Cloud Control key whose policy names an image elsewhere",
      type: NATIVE,
      props: { keyPolicy: { Statement: [{ ...decrypt, ...measured }, open] } },
      finds: "keyPolicy.Statement[1].Condition",
    },
  ],
  alike: [
    "aws:kms/replicaKey:ReplicaKey",
    "aws:kms/externalKey:ExternalKey",
    "aws:kms/replicaExternalKey:ReplicaExternalKey",
  ],
  notJudged: [
    { name: "another type", type: "aws:kms/grant:Grant", props: {}, because: "other-type" },
    {
      name: "no enclave",
      props: { description: "Claims", tags: { team: "claims" }, policy: policy(open) },
      because: "exempt",
    },
    { name: "no tags", props: { policy: policy(open) }, because: "exempt" },
    { name: "marked as none", props: { tags: { enclave: "false" }, policy: policy(open) }, because: "exempt" },
    { name: "marked as none, in a word", props: { tags: { enclave: "No" }, policy: policy(open) }, because: "exempt" },
    {
      name: "policy resource of a key for something else",
      type: KEY_POLICY,
      props: { keyId: "5678", policy: policy(open) },
      others: [{ type: KEY, name: "k", props: { tags } }],
      because: "exempt",
    },
    {
      name: "policy not known yet",
      props: { tags, policy: unknownString },
      because: "unknown",
      finds: "policy.Statement",
    },
    {
      name: "tags not known yet",
      props: { tags: unknownValue, policy: policy(open) },
      because: "unknown",
      finds: "tags",
    },
    {
      name: "condition not known yet",
      props: { tags, policy: { Statement: [{ ...decrypt, Condition: unknownValue }] } },
      because: "unknown",
      finds: FIRST,
    },
    {
      name: "operator's keys not known yet",
      props: { tags, policy: { Statement: [{ ...decrypt, Condition: { StringEquals: unknownValue } }] } },
      because: "unknown",
      finds: `${FIRST}.StringEquals`,
    },
    {
      name: "what is refused is not known yet",
      props: { tags, policy: { Statement: [open, { ...refuse, Condition: { Null: unknownValue } }] } },
      because: "unknown",
      finds: "policy.Statement[1].Condition.Null",
    },
    {
      name: "the refusal's condition is not known yet",
      props: { tags, policy: { Statement: [open, { ...refuse, Condition: unknownValue }] } },
      because: "unknown",
      finds: "policy.Statement[1].Condition",
    },
    {
      name: "a policy resource of whatever key",
      props: { tags },
      others: [{ type: KEY_POLICY, name: "p", props: { keyId: unknownString } }],
      because: "unknown",
      finds: "KeyPolicy.keyId",
    },
  ],
});
