import { from, testRule, unknownString } from "../../testing/rule-tester";
import { athenaDatabaseCmk, athenaDatabaseDescription, athenaDatabaseEncrypted } from "./database";

const another = {
  name: "another type",
  type: "aws:glue/catalogDatabase:CatalogDatabase",
  props: {},
  because: "other-type",
} as const;
const kmsKey = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555";
const database = { name: "claims", bucket: "clinic-claims-results" };
const encryptedBy = (encryptionOption: string): object => ({
  ...database,
  encryptionConfiguration: { encryptionOption, kmsKey },
});

testRule(athenaDatabaseEncrypted, {
  valid: [
    { name: "KMS", props: encryptedBy("SSE_KMS") },
    { name: "by the client", props: encryptedBy("CSE_KMS") },
    { name: "S3's own key", props: { ...database, encryptionConfiguration: { encryptionOption: "SSE_S3" } } },
  ],
  invalid: [
    { name: "left out", props: database, finds: "encryptionConfiguration.encryptionOption" },
    { name: "unheard of", props: encryptedBy("NONE"), finds: "encryptionConfiguration.encryptionOption" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: encryptedBy(unknownString),
      because: "unknown",
      finds: "encryptionConfiguration.encryptionOption",
    },
  ],
});

testRule(athenaDatabaseCmk, {
  valid: [
    { name: "key by ARN", props: encryptedBy("SSE_KMS") },
    {
      name: "key made in the same preview",
      props: { ...database, encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKey: from("key") } },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    {
      name: "S3's own key",
      props: { ...database, encryptionConfiguration: { encryptionOption: "SSE_S3" } },
      finds: ["encryptionConfiguration.encryptionOption", "encryptionConfiguration.kmsKey"],
    },
    {
      name: "a key that S3's own encryption does not use",
      props: encryptedBy("SSE_S3"),
      finds: "encryptionConfiguration.encryptionOption",
    },
    { name: "left out", props: database, finds: "encryptionConfiguration.kmsKey" },
  ],
  notJudged: [
    another,
    {
      name: "from another stack",
      props: { ...database, encryptionConfiguration: { encryptionOption: "SSE_KMS", kmsKey: unknownString } },
      because: "unknown",
      finds: "encryptionConfiguration.kmsKey",
    },
  ],
});

testRule(athenaDatabaseDescription, {
  valid: [{ name: "described", props: { ...database, comment: "Claims of the last ten years" } }],
  invalid: [
    { name: "left out", props: database, finds: "comment" },
    { name: "blank", props: { ...database, comment: " " }, finds: "comment" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { ...database, comment: unknownString }, because: "unknown", finds: "comment" },
  ],
});
