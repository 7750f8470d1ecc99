import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { opensearchServerlessCmkAndPrivate } from "./serverless";

const POLICY = "aws:opensearch/serverlessSecurityPolicy:ServerlessSecurityPolicy";
const COLLECTION = "aws:opensearch/serverlessCollection:ServerlessCollection";
const KmsARN = "arn:aws:kms:us-east-1:111122223333:key/k";
const KEY = { type: "aws:kms/key:Key", name: "key" };
const ENDPOINT = { type: "aws:opensearch/serverlessVpcEndpoint:ServerlessVpcEndpoint", name: "endpoint" };
const Rules = [{ ResourceType: "collection", Resource: ["collection/notes*"] }];

const SEVERAL = [
  { ResourceType: "collection", Resource: ["collection/notes*"] },
  { ResourceType: "collection", Resource: ["collection/claims", "collection/visits"] },
];

const encryption = (document: object) => ({
  name: "notes",
  type: "encryption",
  policy: JSON.stringify({ Rules, ...document }),
});
const network = (...documents: readonly object[]) => ({
  name: "notes",
  type: "network",
  policy: JSON.stringify(documents.map((document) => ({ Rules, ...document }))),
});
const withKey = encryption({ AWSOwnedKey: false, KmsARN });
const closed = network({ AllowFromPublic: false, SourceVPCEs: ["vpce-1"] });
const open = network({ AllowFromPublic: true });
const policy = (props: object, name = "policy") => ({ type: POLICY, name, props });
const collection = { name: "notes", type: "SEARCH" };
const ownKey = { ...collection, encryptionConfigs: [{ awsOwnedKey: false, kmsKeyArn: KmsARN }] };

testRule(opensearchServerlessCmkAndPrivate, {
  valid: [
    { name: "encryption policy with a key", props: withKey },
    { name: "key alone", props: encryption({ KmsARN }) },
    {
      name: "as an object",
      props: { type: "encryption", policy: { Rules, AWSOwnedKey: false, KmsARN } },
    },
    {
      name: "made from a key of the same preview",
      props: { type: "encryption", policy: from("key") },
      others: [KEY],
    },
    { name: "network policy for an endpoint", props: closed },
    { name: "network policy that says nothing of the internet", props: network({ SourceVPCEs: ["vpce-1"] }) },
    {
      name: "made from an endpoint of the same preview",
      props: { type: "network", policy: from("endpoint") },
      others: [ENDPOINT],
    },
    {
      name: "collection with both policies",
      type: COLLECTION,
      props: collection,
      others: [policy(withKey), policy(closed, "network")],
    },
    {
      name: "collection with both policies of the same preview",
      type: COLLECTION,
      props: collection,
      others: [
        KEY,
        ENDPOINT,
        policy({ type: "encryption", policy: from("key") }),
        policy({ type: "network", policy: from("endpoint") }, "network"),
      ],
    },
    {
      name: "policy for several collections",
      type: COLLECTION,
      props: { name: "visits" },
      others: [policy(encryption({ Rules: SEVERAL, AWSOwnedKey: false, KmsARN }))],
    },
    { name: "collection that names its key", type: COLLECTION, props: ownKey },
    {
      name: "policies of other collections",
      type: COLLECTION,
      props: { ...ownKey, name: "visits" },
      others: [policy(encryption({ AWSOwnedKey: true })), policy(open, "network")],
    },
  ],
  invalid: [
    { name: "AWS's own key", props: encryption({ AWSOwnedKey: true }), finds: ["policy.AWSOwnedKey", "policy.KmsARN"] },
    { name: "no key named", props: encryption({ AWSOwnedKey: false }), finds: "policy.KmsARN" },
    { name: "both", props: encryption({ AWSOwnedKey: true, KmsARN }), finds: "policy.AWSOwnedKey" },
    { name: "policy left out", props: { type: "encryption" }, finds: "policy.KmsARN" },
    { name: "open to the internet", props: open, finds: "policy[0].AllowFromPublic" },
    {
      name: "open in the second document",
      props: network({ AllowFromPublic: false, SourceVPCEs: ["vpce-1"] }, { AllowFromPublic: true }),
      finds: "policy[1].AllowFromPublic",
    },
    {
      name: "open, whatever endpoint it was made from",
      props: { type: "network", policy: [{ Rules, AllowFromPublic: true, SourceVPCEs: [from("endpoint")] }] },
      others: [ENDPOINT],
      finds: "policy[0].AllowFromPublic",
    },
    {
      name: "collection without an encryption policy",
      type: COLLECTION,
      props: collection,
      finds: "ServerlessSecurityPolicy",
    },
    {
      name: "collection with a network policy alone",
      type: COLLECTION,
      props: collection,
      others: [policy(closed)],
      finds: "ServerlessSecurityPolicy",
    },
    {
      name: "collection, encryption policy for another",
      type: COLLECTION,
      props: { name: "visits" },
      others: [policy(withKey)],
      finds: "ServerlessSecurityPolicy",
    },
    {
      name: "collection that names AWS's key",
      type: COLLECTION,
      props: { ...collection, encryptionConfigs: [{ awsOwnedKey: true, kmsKeyArn: KmsARN }] },
      others: [policy(withKey)],
      finds: "encryptionConfigs[0].awsOwnedKey",
    },
    {
      name: "collection that names no key",
      type: COLLECTION,
      props: { ...collection, encryptionConfigs: [{ awsOwnedKey: false }] },
      finds: "encryptionConfigs[0].kmsKeyArn",
    },
    {
      name: "collection open to the internet",
      type: COLLECTION,
      props: collection,
      others: [policy(withKey), policy(open, "network")],
      finds: "ServerlessSecurityPolicy.policy[0].AllowFromPublic",
    },
    {
      name: "collection open to the internet by the second document",
      type: COLLECTION,
      props: { ...ownKey, name: "visits" },
      others: [policy(network({ SourceVPCEs: ["vpce-1"] }, { Rules: SEVERAL, AllowFromPublic: true }))],
      finds: "ServerlessSecurityPolicy.policy[1].AllowFromPublic",
    },
    {
      name: "collection with AWS's own key",
      type: COLLECTION,
      props: collection,
      others: [policy(encryption({ AWSOwnedKey: true, KmsARN })), policy(closed, "network")],
      finds: "ServerlessSecurityPolicy.policy.AWSOwnedKey",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:opensearch/domain:Domain", props: {}, because: "other-type" },
    {
      name: "encryption policy from elsewhere",
      props: { type: "encryption", policy: unknownString },
      because: "unknown",
      finds: "policy.KmsARN",
    },
    {
      name: "network policy from elsewhere",
      props: { type: "network", policy: unknownString },
      others: [ENDPOINT],
      because: "unknown",
      finds: "policy",
    },
    {
      name: "kind of policy not known yet",
      props: { ...open, type: unknownString },
      because: "unknown",
      finds: "type",
    },
    {
      name: "name of the collection not known yet",
      type: COLLECTION,
      props: { ...collection, name: unknownString },
      others: [policy(withKey)],
      because: "unknown",
      finds: ["name", "ServerlessSecurityPolicy.policy.Rules[0].Resource[0]"],
    },
    {
      name: "whom the policy covers is not known yet",
      type: COLLECTION,
      props: collection,
      others: [
        policy({
          type: "encryption",
          policy: { Rules: [{ ResourceType: "collection", Resource: [unknownString] }], AWSOwnedKey: false, KmsARN },
        }),
      ],
      because: "unknown",
      finds: ["name", "ServerlessSecurityPolicy.policy.Rules[0].Resource[0]"],
    },
    {
      name: "key of the collection not known yet",
      type: COLLECTION,
      props: { ...collection, encryptionConfigs: [{ awsOwnedKey: unknownValue, kmsKeyArn: KmsARN }] },
      because: "unknown",
      finds: "encryptionConfigs[0].awsOwnedKey",
    },
  ],
});
