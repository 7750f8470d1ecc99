import { from, testRule, unknownString } from "../../testing/rule-tester";
import {
  dmsEndpointCmk,
  dmsEndpointSslConfigured,
  dmsMongoDbAuthenticationEnabled,
  dmsNeptuneIamAuthorizationEnabled,
  dmsRedisTlsEnabled,
  dmsS3EndpointCmk,
} from "./endpoint";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const key = "arn:aws:kms:us-east-1:111122223333:key/7c1a";
const role = "arn:aws:iam::111122223333:role/claims-dms";

function endpoint(engineName: string, props: object = {}, endpointType = "source"): object {
  return { endpointId: "claims", endpointType, engineName, ...props };
}

testRule(dmsEndpointCmk, {
  valid: [
    { name: "a key by ARN", props: endpoint("postgres", { kmsKeyArn: key }) },
    {
      name: "a key made in the same preview",
      props: endpoint("postgres", { kmsKeyArn: from("key") }),
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out (AWS's own key)", props: endpoint("postgres"), finds: "kmsKeyArn" },
    { name: "AWS's alias", props: endpoint("postgres", { kmsKeyArn: "alias/aws/dms" }), finds: "kmsKeyArn" },
  ],
  notJudged: [
    another,
    {
      name: "a key of another stack",
      props: endpoint("postgres", { kmsKeyArn: unknownString }),
      because: "unknown",
      finds: "kmsKeyArn",
    },
  ],
});

const s3 = { endpointId: "claims", endpointType: "target", bucketName: "claims", serviceAccessRoleArn: role };

testRule(dmsS3EndpointCmk, {
  valid: [
    {
      name: "a key by ARN",
      props: { ...s3, encryptionMode: "SSE_KMS", serverSideEncryptionKmsKeyId: key },
    },
    {
      name: "a key made in the same preview",
      props: { ...s3, encryptionMode: "SSE_KMS", serverSideEncryptionKmsKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out (S3's key)", props: s3, finds: ["encryptionMode", "serverSideEncryptionKmsKeyId"] },
    {
      name: "S3's key",
      props: { ...s3, encryptionMode: "SSE_S3", serverSideEncryptionKmsKeyId: key },
      finds: "encryptionMode",
    },
    { name: "no key named", props: { ...s3, encryptionMode: "SSE_KMS" }, finds: "serverSideEncryptionKmsKeyId" },
    {
      name: "a key for the connection settings alone",
      props: { ...s3, encryptionMode: "SSE_KMS", kmsKeyArn: key },
      finds: "serverSideEncryptionKmsKeyId",
    },
  ],
  notJudged: [
    another,
    { name: "a source", props: { ...s3, endpointType: "source" }, because: "exempt" },
    {
      name: "a key of another stack",
      props: { ...s3, encryptionMode: "SSE_KMS", serverSideEncryptionKmsKeyId: unknownString },
      because: "unknown",
      finds: "serverSideEncryptionKmsKeyId",
    },
  ],
});

const WITHOUT_SSL_MODE = [
  "azuredb",
  "dynamodb",
  "elasticsearch",
  "kafka",
  "kinesis",
  "neptune",
  "opensearch",
  "redis",
  "redshift",
  "redshift-serverless",
  "s3",
];

testRule(dmsEndpointSslConfigured, {
  valid: [
    { name: "verify-full", props: endpoint("postgres", { sslMode: "verify-full" }) },
    { name: "verify-ca", props: endpoint("mysql", { sslMode: "verify-ca" }) },
    { name: "require, on a target", props: endpoint("sqlserver", { sslMode: "require" }, "target") },
  ],
  invalid: [
    { name: "left out (none)", props: endpoint("postgres"), finds: "sslMode" },
    { name: "none", props: endpoint("aurora", { sslMode: "none" }), finds: "sslMode" },
    { name: "none, on a target", props: endpoint("docdb", { sslMode: "none" }, "target"), finds: "sslMode" },
  ],
  notJudged: [
    another,
    ...WITHOUT_SSL_MODE.map((engine) => ({
      name: engine,
      props: endpoint(engine, { sslMode: "none" }, "target"),
      because: "exempt" as const,
    })),
    {
      name: "not known yet",
      props: endpoint("postgres", { sslMode: unknownString }),
      because: "unknown",
      finds: "sslMode",
    },
    { name: "engine not known yet", props: endpoint(unknownString), because: "unknown", finds: "engineName" },
  ],
});

testRule(dmsMongoDbAuthenticationEnabled, {
  valid: [
    {
      name: "a password",
      props: endpoint("mongodb", { mongodbSettings: { authType: "password", authMechanism: "scram-sha-1" } }),
    },
    { name: "the default mechanism", props: endpoint("mongodb", { mongodbSettings: { authType: "password" } }) },
  ],
  invalid: [
    {
      name: "no sign-in",
      props: endpoint("mongodb", { mongodbSettings: { authType: "no" } }),
      finds: "mongodbSettings.authType",
    },
    { name: "left out", props: endpoint("mongodb"), finds: "mongodbSettings.authType" },
  ],
  notJudged: [
    another,
    { name: "another engine", props: endpoint("postgres"), because: "exempt" },
    {
      name: "not known yet",
      props: endpoint("mongodb", { mongodbSettings: { authType: unknownString } }),
      because: "unknown",
      finds: "mongodbSettings.authType",
    },
  ],
});

const redis = { serverName: "claims.example.com", port: 6379, authType: "none" };

testRule(dmsRedisTlsEnabled, {
  valid: [
    {
      name: "TLS",
      props: endpoint("redis", { redisSettings: { ...redis, sslSecurityProtocol: "ssl-encryption" } }, "target"),
    },
    { name: "left out (TLS)", props: endpoint("redis", { redisSettings: redis }, "target") },
  ],
  invalid: [
    {
      name: "plain text",
      props: endpoint("redis", { redisSettings: { ...redis, sslSecurityProtocol: "plaintext" } }, "target"),
      finds: "redisSettings.sslSecurityProtocol",
    },
  ],
  notJudged: [
    another,
    {
      name: "another engine",
      props: endpoint("postgres", { redisSettings: { sslSecurityProtocol: "plaintext" } }),
      because: "exempt",
    },
    {
      name: "not known yet",
      props: endpoint("redis", { redisSettings: { ...redis, sslSecurityProtocol: unknownString } }),
      because: "unknown",
      finds: "redisSettings.sslSecurityProtocol",
    },
  ],
});

function neptune(props: object): object {
  return endpoint("neptune", props, "target");
}

testRule(dmsNeptuneIamAuthorizationEnabled, {
  valid: [
    { name: "a role", props: neptune({ serviceAccessRole: role }) },
    {
      name: "a role made in the same preview",
      props: neptune({ serviceAccessRole: from("role") }),
      others: [{ type: "aws:iam/role:Role", name: "role" }],
    },
    {
      name: "asked for among other attributes",
      props: neptune({ extraConnectionAttributes: "a=b; IamAuthEnabled = true" }),
    },
    { name: "asked for alone", props: neptune({ extraConnectionAttributes: "iamAuthEnabled=true;" }) },
  ],
  invalid: [
    { name: "left out", props: neptune({}), finds: ["serviceAccessRole", "extraConnectionAttributes"] },
    {
      name: "a role, but IAM is off",
      props: neptune({ serviceAccessRole: role, extraConnectionAttributes: "a=b;iamAuthEnabled=false" }),
      finds: "extraConnectionAttributes",
    },
    {
      name: "a role, but IAM is off, in other letters",
      props: neptune({ serviceAccessRole: role, extraConnectionAttributes: "IamAuthEnabled=False" }),
      finds: "extraConnectionAttributes",
    },
    {
      name: "another attribute",
      props: neptune({ extraConnectionAttributes: "noiamAuthEnabled=true" }),
      finds: ["serviceAccessRole", "extraConnectionAttributes"],
    },
  ],
  notJudged: [
    another,
    { name: "another engine", props: endpoint("postgres"), because: "exempt" },
    {
      name: "a role of another stack",
      props: neptune({ serviceAccessRole: unknownString }),
      because: "unknown",
      finds: "serviceAccessRole",
    },
  ],
});
