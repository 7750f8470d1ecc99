import type {
  DataCatalogEncryptionSettingsArgs,
  MLTransformArgs,
  ResourcePolicyArgs,
  SecurityConfigurationArgs,
} from "@pulumi/aws/glue";
import { all } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { noOpenStatement } from "../../policy-document";
import { given, is, oneOf } from "../../predicates";
import { on } from "../../rule";

/** What Cloud Control's own provider takes beside. */
interface NativeTransformArgs {
  readonly transformEncryption: { readonly mlUserDataEncryption: { readonly mlUserDataEncryptionMode: string } };
}

const securityConfiguration = on<SecurityConfigurationArgs>("aws:glue/securityConfiguration:SecurityConfiguration");
const component = on<{ readonly securityConfiguration: string }>(
  "aws:glue/job:Job",
  "aws:glue/crawler:Crawler",
  "aws:glue/devEndpoint:DevEndpoint",
);
const dataCatalogSettings = on<DataCatalogEncryptionSettingsArgs>(
  "aws:glue/dataCatalogEncryptionSettings:DataCatalogEncryptionSettings",
);
const resourcePolicy = on<ResourcePolicyArgs>("aws:glue/resourcePolicy:ResourcePolicy");
const transform = on<MLTransformArgs & NativeTransformArgs>(
  "aws:glue/mLTransform:MLTransform",
  "aws-native:glue:MlTransform",
);

const SECURITY_CONFIGURATION = "https://docs.aws.amazon.com/glue/latest/dg/encryption-security-configuration.html";

export const glueSecurityConfigurationEncryption = securityConfiguration.rule({
  id: "glue-security-configuration-encryption",
  title: "Glue security configurations encrypt output, logs and bookmarks with KMS",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"], soc2: ["PI1.4"] },
  source: SECURITY_CONFIGURATION,
  says: "leaves output, logs or bookmarks of jobs without KMS encryption",
  fix: 'Set s3Encryption.s3EncryptionMode: "SSE-KMS", cloudwatchEncryption.cloudwatchEncryptionMode: "SSE-KMS" and jobBookmarksEncryption.jobBookmarksEncryptionMode: "CSE-KMS", each with kmsKeyArn.',
  requires: ({ encryptionConfiguration: encryption }) =>
    all(
      is(encryption.s3Encryption.s3EncryptionMode, "SSE-KMS"),
      is(encryption.cloudwatchEncryption.cloudwatchEncryptionMode, "SSE-KMS"),
      is(encryption.jobBookmarksEncryption.jobBookmarksEncryptionMode, "CSE-KMS"),
    ),
});

export const glueComponentSecurityConfiguration = component.rule({
  id: "glue-component-security-configuration",
  title: "Glue jobs, crawlers and development endpoints name a security configuration",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: SECURITY_CONFIGURATION,
  says: "names no security configuration, so nothing says how its output and logs are encrypted",
  fix: "Set securityConfiguration: securityConfiguration.name.",
  requires: (p) => given(p.securityConfiguration),
});

export const glueDataCatalogEncryption = dataCatalogSettings.rule({
  id: "glue-data-catalog-encryption",
  title: "The data catalog encrypts its tables and the passwords of its connections",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/glue/latest/dg/encrypt-glue-data-catalog.html",
  says: "leaves the catalog or the passwords in it unencrypted",
  fix: 'Set encryptionAtRest: { catalogEncryptionMode: "SSE-KMS", sseAwsKmsKeyId: key.arn } and connectionPasswordEncryption: { returnConnectionPasswordEncrypted: true, awsKmsKeyId: key.arn }.',
  requires: ({ dataCatalogEncryptionSettings: settings }) =>
    all(
      oneOf(settings.encryptionAtRest.catalogEncryptionMode, ["SSE-KMS", "SSE-KMS-WITH-SERVICE-ROLE"]),
      is(settings.connectionPasswordEncryption.returnConnectionPasswordEncrypted, true),
    ),
});

export const glueDataCatalogNotPublic = resourcePolicy.rule({
  id: "glue-data-catalog-not-public",
  title: "The data catalog's policy lets nobody in who is not named or narrowed by a condition",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/glue/latest/dg/security_iam_resource-based-policy-examples.html",
  says: "opens the data catalog to anyone",
  fix: 'Name the accounts or roles in Principal, or add Condition: { StringEquals: { "aws:PrincipalOrgID": "o-..." } }.',
  requires: (p) => noOpenStatement(p.policy),
});

export const glueMlTransformEncryptedAtRest = transform.rule({
  id: "glue-ml-transform-encrypted-at-rest",
  title: "Glue machine learning transforms encrypt the data that users teach them with",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/glue/latest/webapi/API_TransformEncryption.html",
  says: "keeps labels and examples of records unencrypted",
  fix: 'Make it with aws-native and set transformEncryption: { mlUserDataEncryption: { mlUserDataEncryptionMode: "SSE-KMS", kmsKeyId: key.arn } }.',
  why: "aws.glue.MLTransform has no argument for it, so it can't hold patient data; tag it with another classification where it holds none.",
  appliesWhen: (_, settings, resource) => mayHoldPhi(resource, settings),
  otherwise: "It is classified as holding no patient data.",
  requires: (p) => is(p.transformEncryption.mlUserDataEncryption.mlUserDataEncryptionMode, "SSE-KMS"),
});
