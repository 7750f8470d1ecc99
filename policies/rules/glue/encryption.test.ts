import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  glueComponentSecurityConfiguration,
  glueDataCatalogEncryption,
  glueDataCatalogNotPublic,
  glueMlTransformEncryptedAtRest,
  glueSecurityConfigurationEncryption,
} from "./encryption";

const another = { name: "another type", type: "aws:glue/registry:Registry", props: {}, because: "other-type" } as const;
const kmsKeyArn = "arn:aws:kms:us-east-1:111122223333:key/11111111-2222-3333-4444-555555555555";

const encryption = {
  s3Encryption: { s3EncryptionMode: "SSE-KMS", kmsKeyArn },
  cloudwatchEncryption: { cloudwatchEncryptionMode: "SSE-KMS", kmsKeyArn },
  jobBookmarksEncryption: { jobBookmarksEncryptionMode: "CSE-KMS", kmsKeyArn },
};
const withPart = (part: object): object => ({ name: "claims", encryptionConfiguration: { ...encryption, ...part } });
const S3 = "encryptionConfiguration.s3Encryption.s3EncryptionMode";
const LOGS = "encryptionConfiguration.cloudwatchEncryption.cloudwatchEncryptionMode";
const BOOKMARKS = "encryptionConfiguration.jobBookmarksEncryption.jobBookmarksEncryptionMode";

testRule(glueSecurityConfigurationEncryption, {
  valid: [{ name: "all three", props: withPart({}) }],
  invalid: [
    { name: "S3's own key", props: withPart({ s3Encryption: { s3EncryptionMode: "SSE-S3" } }), finds: S3 },
    {
      name: "logs not",
      props: withPart({ cloudwatchEncryption: { cloudwatchEncryptionMode: "DISABLED" } }),
      finds: LOGS,
    },
    { name: "bookmarks not", props: withPart({ jobBookmarksEncryption: {} }), finds: BOOKMARKS },
    { name: "nothing set", props: { name: "claims" }, finds: [S3, LOGS, BOOKMARKS] },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: withPart({ s3Encryption: { s3EncryptionMode: unknownString } }),
      because: "unknown",
      finds: S3,
    },
  ],
});

const job = {
  name: "claims",
  roleArn: "arn:aws:iam::111122223333:role/glue",
  command: { scriptLocation: "s3://clinic-scripts/claims.py" },
};

testRule(glueComponentSecurityConfiguration, {
  valid: [
    { name: "named", props: { ...job, securityConfiguration: "clinic" } },
    {
      name: "made in the same preview",
      props: { ...job, securityConfiguration: from("security") },
      others: [{ type: "aws:glue/securityConfiguration:SecurityConfiguration", name: "security" }],
    },
  ],
  invalid: [
    { name: "left out", props: job, finds: "securityConfiguration" },
    { name: "empty", props: { ...job, securityConfiguration: "" }, finds: "securityConfiguration" },
  ],
  alike: ["aws:glue/crawler:Crawler", "aws:glue/devEndpoint:DevEndpoint"],
  notJudged: [
    another,
    {
      name: "from nowhere",
      props: { ...job, securityConfiguration: unknownString },
      because: "unknown",
      finds: "securityConfiguration",
    },
  ],
});

const catalog = (catalogEncryptionMode: unknown, returnConnectionPasswordEncrypted: unknown): object => ({
  dataCatalogEncryptionSettings: {
    encryptionAtRest: { catalogEncryptionMode, sseAwsKmsKeyId: kmsKeyArn },
    connectionPasswordEncryption: { returnConnectionPasswordEncrypted, awsKmsKeyId: kmsKeyArn },
  },
});
const MODE = "dataCatalogEncryptionSettings.encryptionAtRest.catalogEncryptionMode";
const PASSWORDS = "dataCatalogEncryptionSettings.connectionPasswordEncryption.returnConnectionPasswordEncrypted";

testRule(glueDataCatalogEncryption, {
  valid: [
    { name: "both", props: catalog("SSE-KMS", true) },
    { name: "by a role of Glue", props: catalog("SSE-KMS-WITH-SERVICE-ROLE", true) },
  ],
  invalid: [
    { name: "catalog not", props: catalog("DISABLED", true), finds: MODE },
    { name: "passwords not", props: catalog("SSE-KMS", false), finds: PASSWORDS },
    { name: "nothing set", props: { dataCatalogEncryptionSettings: {} }, finds: [MODE, PASSWORDS] },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: catalog("SSE-KMS", unknownValue), because: "unknown", finds: PASSWORDS },
  ],
});

const open = {
  Effect: "Allow",
  Principal: "*",
  Action: "glue:GetTable",
  Resource: "arn:aws:glue:us-east-1:111122223333:*",
};
const policy = (...statements: object[]): object => ({
  policy: JSON.stringify({ Version: "2012-10-17", Statement: statements }),
});

testRule(glueDataCatalogNotPublic, {
  valid: [
    { name: "one account", props: policy({ ...open, Principal: { AWS: "arn:aws:iam::111122223333:root" } }) },
    {
      name: "everyone of the organisation",
      props: policy({ ...open, Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } }),
    },
    { name: "a Deny", props: policy({ ...open, Effect: "Deny" }) },
    { name: "no policy", props: {} },
  ],
  invalid: [
    { name: "star", props: policy(open), finds: "policy.Statement[0].Principal" },
    { name: "AWS star", props: policy({ ...open, Principal: { AWS: "*" } }), finds: "policy.Statement[0].Principal" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { policy: unknownString }, because: "unknown", finds: "policy.Statement" },
  ],
});

const NATIVE = "aws-native:glue:MlTransform";
const transform = {
  name: "same-patient",
  roleArn: "arn:aws:iam::111122223333:role/glue",
  inputRecordTables: [{ databaseName: "claims", tableName: "people" }],
  parameters: { transformType: "FIND_MATCHES", findMatchesParameters: { primaryKeyColumnName: "id" } },
};
const MODE_OF_TRANSFORM = "transformEncryption.mlUserDataEncryption.mlUserDataEncryptionMode";
const encrypted = (mlUserDataEncryptionMode: string): object => ({
  ...transform,
  transformEncryption: { mlUserDataEncryption: { mlUserDataEncryptionMode, kmsKeyId: kmsKeyArn } },
});

testRule(glueMlTransformEncryptedAtRest, {
  valid: [{ name: "Cloud Control, KMS", type: NATIVE, props: encrypted("SSE-KMS") }],
  invalid: [
    { name: "no argument for it", props: transform, finds: MODE_OF_TRANSFORM },
    { name: "Cloud Control, off", type: NATIVE, props: encrypted("DISABLED"), finds: MODE_OF_TRANSFORM },
    { name: "Cloud Control, left out", type: NATIVE, props: transform, finds: MODE_OF_TRANSFORM },
  ],
  notJudged: [
    another,
    {
      name: "no patient data",
      props: { ...transform, tags: { "phiguard:classification": "de-identified" } },
      because: "exempt",
    },
    { name: "tags not known yet", props: { ...transform, tags: unknownValue }, because: "unknown", finds: "tags" },
    {
      name: "not known yet",
      type: NATIVE,
      props: encrypted(unknownString),
      because: "unknown",
      finds: MODE_OF_TRANSFORM,
    },
  ],
});
