import type { EndpointArgs, S3EndpointArgs } from "@pulumi/aws/dms";
import { all, any, not } from "../../answer";
import { absent, customerKey, given, is, matches, oneOf } from "../../predicates";
import { pathOf } from "../../reading";
import { on } from "../../rule";

const endpoint = on<EndpointArgs>("aws:dms/endpoint:Endpoint");
const s3Endpoint = on<S3EndpointArgs>("aws:dms/s3Endpoint:S3Endpoint");

const SSL = "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html";
const S3_TARGET = "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.S3.html";
const NEPTUNE = "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Neptune.html";

export const dmsEndpointCmk = endpoint.rule({
  id: "dms-endpoint-cmk",
  title: "DMS endpoints keep their connection settings under a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.html",
  says: "keeps its connection settings under no key of its own",
  fix: "Set kmsKeyArn to the ARN of a customer managed key.",
  requires: (p) => customerKey(p.kmsKeyArn),
});

export const dmsS3EndpointCmk = s3Endpoint.rule({
  id: "dms-s3-endpoint-cmk",
  title: "DMS writes to S3 under a customer managed key",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: S3_TARGET,
  says: "writes objects to S3 that are encrypted with no key of its own",
  fix: 'Set encryptionMode: "SSE_KMS" and serverSideEncryptionKmsKeyId to the ARN of a customer managed key.',
  appliesWhen: (p) => not(is(p.endpointType, "source")),
  otherwise: "A source endpoint reads alone; DMS ignores its encryption settings.",
  requires: (p) => all(is(p.encryptionMode, "SSE_KMS"), customerKey(p.serverSideEncryptionKmsKeyId)),
});

/** What DMS always reaches by TLS, and what has a setting of its own in place of sslMode. */
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
] as const;

export const dmsEndpointSslConfigured = endpoint.rule({
  id: "dms-endpoint-ssl-configured",
  title: "DMS reaches databases by TLS",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: SSL,
  says: "moves data between DMS and the database without TLS",
  fix: 'Set sslMode: "verify-full", or the strictest of require and verify-ca that the engine knows.',
  appliesWhen: (p) => not(oneOf(p.engineName, WITHOUT_SSL_MODE)),
  otherwise: "The engine has no SSL mode: DMS always reaches it by TLS, or it has a setting of its own.",
  requires: (p) => oneOf(p.sslMode, ["require", "verify-ca", "verify-full"]),
});

export const dmsMongoDbAuthenticationEnabled = endpoint.rule({
  id: "dms-mongo-db-authentication-enabled",
  title: "DMS signs in to MongoDB",
  severity: "medium",
  controls: { hipaa: ["164.312(d)"] },
  source: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MongoDB.html",
  says: "reads MongoDB without signing in, or does not say how",
  fix: 'Set mongodbSettings: { authType: "password", authMechanism: "scram-sha-1" }.',
  why: 'The mechanism "default" is SCRAM-SHA-1 from MongoDB 3 on.',
  remedy: { "mongodbSettings.authType": "password" },
  appliesWhen: (p) => is(p.engineName, "mongodb"),
  otherwise: "It is no MongoDB endpoint.",
  requires: (p) => is(p.mongodbSettings.authType, "password"),
});

export const dmsRedisTlsEnabled = endpoint.rule({
  id: "dms-redis-tls-enabled",
  title: "DMS reaches Redis by TLS",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"], soc2: ["CC6.7"] },
  source: "https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Target.Redis.html",
  says: "writes to Redis without TLS",
  fix: 'Leave redisSettings.sslSecurityProtocol out or set it to "ssl-encryption".',
  remedy: { "redisSettings.sslSecurityProtocol": "ssl-encryption" },
  appliesWhen: (p) => is(p.engineName, "redis"),
  otherwise: "It is no Redis endpoint.",
  requires: ({ redisSettings: { sslSecurityProtocol: protocol } }) =>
    any(absent(protocol), is(protocol, "ssl-encryption")),
});

const IAM_ON = /(^|;)\s*iamAuthEnabled\s*=\s*true\b/i;
const IAM_OFF = /(^|;)\s*iamAuthEnabled\s*=\s*false\b/i;

export const dmsNeptuneIamAuthorizationEnabled = endpoint.rule({
  id: "dms-neptune-iam-authorization-enabled",
  title: "DMS signs in to Neptune by IAM",
  severity: "low",
  controls: { hipaa: ["164.312(d)"] },
  source: NEPTUNE,
  says: "writes to Neptune without IAM",
  fix: "Set serviceAccessRole to the ARN of a role that may write to the cluster.",
  appliesWhen: (p) => is(p.engineName, "neptune"),
  otherwise: "It is no Neptune endpoint.",
  requires: ({ serviceAccessRole: role, extraConnectionAttributes: extra }) =>
    all(any(given(role), matches(extra, IAM_ON)), not(matches(extra, IAM_OFF), pathOf(extra))),
});
