import { from, testRule, unknownString } from "../../testing/rule-tester";
import { keyspacesTableCmk } from "./table";

const kmsKeyIdentifier = "arn:aws:kms:us-east-1:111122223333:key/k";
const claims = { keyspaceName: "clinic", tableName: "claims" };
const type = "CUSTOMER_MANAGED_KMS_KEY";
const TYPE = "encryptionSpecification.type";
const KEY = "encryptionSpecification.kmsKeyIdentifier";

testRule(keyspacesTableCmk, {
  valid: [
    { name: "key by ARN", props: { ...claims, encryptionSpecification: { type, kmsKeyIdentifier } } },
    {
      name: "made in the same preview",
      props: { ...claims, encryptionSpecification: { type, kmsKeyIdentifier: from("key") } },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: claims, finds: [KEY, TYPE] },
    {
      name: "key that AWS owns",
      props: { ...claims, encryptionSpecification: { type: "AWS_OWNED_KMS_KEY", kmsKeyIdentifier } },
      finds: TYPE,
    },
    { name: "no key", props: { ...claims, encryptionSpecification: { type } }, finds: KEY },
  ],
  notJudged: [
    { name: "another type", type: "aws:keyspaces/keyspace:Keyspace", props: {}, because: "other-type" },
    {
      name: "from another stack",
      props: { ...claims, encryptionSpecification: { type, kmsKeyIdentifier: unknownString } },
      because: "unknown",
      finds: KEY,
    },
  ],
});
