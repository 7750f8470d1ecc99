import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { codeartifactDomainCmk, codeguruAssociationCmk, codepipelineArtifactStoreCmk } from "./encryption";

const another = {
  name: "another type",
  type: "aws:codecommit/trigger:Trigger",
  props: {},
  because: "other-type",
} as const;
const key = "arn:aws:kms:us-east-1:111122223333:key/k";
const madeHere = [{ type: "aws:kms/key:Key", name: "key" }];

const store = (id?: unknown) => ({
  location: "artifacts",
  type: "S3",
  ...(id === undefined ? {} : { encryptionKey: { id, type: "KMS" } }),
});
const pipeline = (...artifactStores: readonly object[]) => ({
  roleArn: "arn:aws:iam::111122223333:role/pipeline",
  artifactStores,
});
const STORE_KEY = "artifactStores[0].encryptionKey.id";

testRule(codepipelineArtifactStoreCmk, {
  valid: [
    { name: "key by ARN", props: pipeline(store(key)) },
    { name: "made in the same preview", props: pipeline(store(from("key"))), others: madeHere },
    { name: "one store, no list", props: { artifactStores: store(key) } },
  ],
  invalid: [
    { name: "left out", props: pipeline(store()), finds: STORE_KEY },
    { name: "AWS alias", props: pipeline(store("alias/aws/s3")), finds: STORE_KEY },
    { name: "second region", props: pipeline(store(key), store()), finds: "artifactStores[1].encryptionKey.id" },
    { name: "no store", props: pipeline(), finds: "artifactStores" },
  ],
  notJudged: [
    another,
    { name: "from another stack", props: pipeline(store(unknownString)), because: "unknown", finds: STORE_KEY },
    {
      name: "stores not known yet",
      props: { artifactStores: unknownValue },
      because: "unknown",
      finds: "artifactStores",
    },
  ],
});

testRule(codeartifactDomainCmk, {
  valid: [
    { name: "key by ARN", props: { domain: "claims", encryptionKey: key } },
    { name: "made in the same preview", props: { domain: "claims", encryptionKey: from("key") }, others: madeHere },
  ],
  invalid: [
    { name: "left out", props: { domain: "claims" }, finds: "encryptionKey" },
    { name: "AWS alias", props: { encryptionKey: "alias/aws/codeartifact" }, finds: "encryptionKey" },
  ],
  notJudged: [
    another,
    {
      name: "from another stack",
      props: { domain: "claims", encryptionKey: unknownString },
      because: "unknown",
      finds: "encryptionKey",
    },
  ],
});

const encryptionOption = "CUSTOMER_MANAGED_CMK";
const repository = { codecommit: { name: "claims" } };
const OPTION = "kmsKeyDetails.encryptionOption";
const REVIEW_KEY = "kmsKeyDetails.kmsKeyId";

testRule(codeguruAssociationCmk, {
  valid: [
    { name: "key by ARN", props: { repository, kmsKeyDetails: { encryptionOption, kmsKeyId: key } } },
    {
      name: "made in the same preview",
      props: { repository, kmsKeyDetails: { encryptionOption, kmsKeyId: from("key") } },
      others: madeHere,
    },
  ],
  invalid: [
    { name: "left out", props: { repository }, finds: [OPTION, REVIEW_KEY] },
    {
      name: "key that AWS owns",
      props: { repository, kmsKeyDetails: { encryptionOption: "AWS_OWNED_CMK", kmsKeyId: key } },
      finds: OPTION,
    },
    { name: "no key", props: { repository, kmsKeyDetails: { encryptionOption } }, finds: REVIEW_KEY },
  ],
  notJudged: [
    another,
    {
      name: "from another stack",
      props: { repository, kmsKeyDetails: { encryptionOption, kmsKeyId: unknownString } },
      because: "unknown",
      finds: REVIEW_KEY,
    },
  ],
});
