import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  mskClusterCmk,
  mskClusterLoggingEnabled,
  mskClusterPublicAccessDisabled,
  mskEncryptionAtRestAndTransit,
  mskEnhancedMonitoringEnabled,
  mskUnrestrictedAccessCheck,
} from "./cluster";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const TRANSIT = "encryptionInfo.encryptionInTransit";

function transit(encryptionInTransit: unknown): object {
  return { encryptionInfo: { encryptionInTransit } };
}

testRule(mskEncryptionAtRestAndTransit, {
  valid: [
    { name: "TLS", props: transit({ clientBroker: "TLS", inCluster: true }) },
    { name: "left out: TLS", props: { clusterName: "claims" } },
    { name: "TLS among brokers left out", props: transit({ clientBroker: "TLS" }) },
  ],
  invalid: [
    {
      name: "plain text beside TLS",
      props: transit({ clientBroker: "TLS_PLAINTEXT" }),
      finds: `${TRANSIT}.clientBroker`,
    },
    { name: "plain text", props: transit({ clientBroker: "PLAINTEXT" }), finds: `${TRANSIT}.clientBroker` },
    {
      name: "plain text among brokers",
      props: transit({ clientBroker: "TLS", inCluster: false }),
      finds: `${TRANSIT}.inCluster`,
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: transit({ clientBroker: unknownString }),
      because: "unknown",
      finds: `${TRANSIT}.clientBroker`,
    },
  ],
});

testRule(mskClusterCmk, {
  valid: [
    {
      name: "by ARN",
      props: { encryptionInfo: { encryptionAtRestKmsKeyArn: "arn:aws:kms:us-east-1:111122223333:key/7c1a" } },
    },
    {
      name: "made in the same preview",
      props: { encryptionInfo: { encryptionAtRestKmsKeyArn: from("key") } },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: { clusterName: "claims" }, finds: "encryptionInfo.encryptionAtRestKmsKeyArn" },
    {
      name: "MSK's own key",
      props: {
        encryptionInfo: { encryptionAtRestKmsKeyArn: "arn:aws:kms:us-east-1:111122223333:alias/aws/kafka" },
      },
      finds: "encryptionInfo.encryptionAtRestKmsKeyArn",
    },
  ],
  notJudged: [
    another,
    {
      name: "of another stack",
      props: { encryptionInfo: { encryptionAtRestKmsKeyArn: unknownString } },
      because: "unknown",
      finds: "encryptionInfo.encryptionAtRestKmsKeyArn",
    },
  ],
});

function logs(brokerLogs: unknown): object {
  return { loggingInfo: { brokerLogs } };
}

testRule(mskClusterLoggingEnabled, {
  valid: [
    { name: "to CloudWatch", props: logs({ cloudwatchLogs: { enabled: true, logGroup: "claims" } }) },
    { name: "to S3", props: logs({ cloudwatchLogs: { enabled: false }, s3: { enabled: true, bucket: "logs" } }) },
    { name: "to Firehose", props: logs({ firehose: { enabled: true, deliveryStream: unknownString } }) },
  ],
  invalid: [
    { name: "left out", props: { clusterName: "claims" }, finds: "loggingInfo.brokerLogs" },
    {
      name: "all turned off",
      props: logs({ cloudwatchLogs: { enabled: false }, s3: { enabled: false }, firehose: { enabled: false } }),
      finds: "loggingInfo.brokerLogs",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: logs({ s3: { enabled: unknownValue } }),
      because: "unknown",
      finds: "loggingInfo.brokerLogs.s3.enabled",
    },
  ],
});

function publicAccess(type: unknown): object {
  return { brokerNodeGroupInfo: { connectivityInfo: { publicAccess: { type } } } };
}

testRule(mskClusterPublicAccessDisabled, {
  valid: [
    { name: "disabled", props: publicAccess("DISABLED") },
    { name: "left out: disabled", props: { brokerNodeGroupInfo: { clientSubnets: ["subnet-1"] } } },
  ],
  invalid: [
    {
      name: "public addresses",
      props: publicAccess("SERVICE_PROVIDED_EIPS"),
      finds: "brokerNodeGroupInfo.connectivityInfo.publicAccess.type",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: publicAccess(unknownString),
      because: "unknown",
      finds: "brokerNodeGroupInfo.connectivityInfo.publicAccess.type",
    },
  ],
});

testRule(mskUnrestrictedAccessCheck, {
  valid: [
    { name: "IAM", props: { clientAuthentication: { sasl: { iam: true } } } },
    { name: "SCRAM", props: { clientAuthentication: { sasl: { scram: true }, unauthenticated: false } } },
    {
      name: "client certificates",
      props: { clientAuthentication: { tls: { certificateAuthorityArns: [unknownString] } } },
    },
  ],
  invalid: [
    { name: "left out", props: { clusterName: "claims" }, finds: "clientAuthentication" },
    {
      name: "IAM is optional",
      props: { clientAuthentication: { sasl: { iam: true }, unauthenticated: true } },
      finds: "clientAuthentication.unauthenticated",
    },
    {
      name: "nothing turned on",
      props: { clientAuthentication: { sasl: { iam: false, scram: false }, tls: { certificateAuthorityArns: [] } } },
      finds: "clientAuthentication",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { clientAuthentication: { sasl: { iam: unknownValue } } },
      because: "unknown",
      finds: "clientAuthentication.sasl.iam",
    },
  ],
});

testRule(mskEnhancedMonitoringEnabled, {
  valid: [
    { name: "per topic and broker", props: { enhancedMonitoring: "PER_TOPIC_PER_BROKER" } },
    { name: "per topic and partition", props: { enhancedMonitoring: "PER_TOPIC_PER_PARTITION" } },
    {
      name: "per broker, where the team finds that enough",
      props: { enhancedMonitoring: "PER_BROKER" },
      config: { coarsestLevel: "PER_BROKER" },
    },
  ],
  invalid: [
    { name: "left out", props: { clusterName: "claims" }, finds: "enhancedMonitoring" },
    { name: "per broker", props: { enhancedMonitoring: "PER_BROKER" }, finds: "enhancedMonitoring" },
    {
      name: "the default, where the team wants metrics per broker",
      props: { enhancedMonitoring: "DEFAULT" },
      config: { coarsestLevel: "PER_BROKER" },
      finds: "enhancedMonitoring",
    },
    {
      name: "coarser than the team wants",
      props: { enhancedMonitoring: "PER_TOPIC_PER_BROKER" },
      config: { coarsestLevel: "PER_TOPIC_PER_PARTITION" },
      finds: "enhancedMonitoring",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { enhancedMonitoring: unknownString },
      because: "unknown",
      finds: "enhancedMonitoring",
    },
  ],
});
