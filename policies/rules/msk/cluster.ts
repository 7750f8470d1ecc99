import type { ClusterArgs } from "@pulumi/aws/msk";
import { about, all, any, no } from "../../answer";
import { absent, customerKey, is, notFalse, notTrue, oneOf, present } from "../../predicates";
import { pathOf } from "../../reading";
import { on } from "../../rule";
import { choice } from "../../rule-config";

const cluster = on<ClusterArgs>("aws:msk/cluster:Cluster");

const ENCRYPTION = "https://docs.aws.amazon.com/msk/latest/developerguide/msk-encryption.html";

export const mskEncryptionAtRestAndTransit = cluster.rule({
  id: "msk-encryption-at-rest-and-transit",
  title: "MSK clusters speak TLS alone, to clients and among brokers",
  severity: "high",
  controls: {
    hipaa: ["164.312(a)(2)(iv)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"],
    soc2: ["CC6.7"],
  },
  source: ENCRYPTION,
  says: "lets records travel unencrypted",
  fix: 'Set encryptionInfo.encryptionInTransit: { clientBroker: "TLS", inCluster: true }, or leave both out.',
  why: "MSK always encrypts at rest, and uses TLS for what is left out.",
  remedy: {
    "encryptionInfo.encryptionInTransit.clientBroker": "TLS",
    "encryptionInfo.encryptionInTransit.inCluster": true,
  },
  requires: ({ encryptionInfo: { encryptionInTransit: transit } }) =>
    all(any(absent(transit.clientBroker), is(transit.clientBroker, "TLS")), notFalse(transit.inCluster)),
});

export const mskClusterCmk = cluster.rule({
  id: "msk-cluster-cmk",
  title: "MSK clusters encrypt with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: ENCRYPTION,
  says: "names no customer managed key for its topics",
  fix: "Set encryptionInfo.encryptionAtRestKmsKeyArn to the ARN of your own key.",
  requires: (p) => customerKey(p.encryptionInfo.encryptionAtRestKmsKeyArn),
});

export const mskClusterLoggingEnabled = cluster.rule({
  id: "msk-cluster-logging-enabled",
  title: "MSK clusters deliver the logs of their brokers",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/msk/latest/developerguide/msk-logging.html",
  says: "delivers no broker log",
  fix: "Set loggingInfo: { brokerLogs: { cloudwatchLogs: { enabled: true, logGroup: logGroup.name } } } (or s3, or firehose).",
  requires: ({ loggingInfo: { brokerLogs } }) => {
    const answer = any(
      ...[brokerLogs.cloudwatchLogs, brokerLogs.s3, brokerLogs.firehose].map(({ enabled }) => is(enabled, true)),
    );
    return about(answer, pathOf(brokerLogs));
  },
});

export const mskClusterPublicAccessDisabled = cluster.rule({
  id: "msk-cluster-public-access-disabled",
  title: "MSK clusters can't be reached from the internet",
  severity: "critical",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/msk/latest/developerguide/public-access.html",
  says: "gives its brokers public addresses",
  fix: 'Set brokerNodeGroupInfo.connectivityInfo.publicAccess.type: "DISABLED" or leave it out.',
  remedy: { "brokerNodeGroupInfo.connectivityInfo.publicAccess.type": "DISABLED" },
  requires: ({ brokerNodeGroupInfo }) => {
    const { type } = brokerNodeGroupInfo.connectivityInfo.publicAccess;
    return any(absent(type), is(type, "DISABLED"));
  },
});

export const mskUnrestrictedAccessCheck = cluster.rule({
  id: "msk-unrestricted-access-check",
  title: "MSK clusters make every client sign in",
  severity: "high",
  controls: { hipaa: ["164.312(d)"] },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/msk-unrestricted-access-check.html",
  says: "lets clients in that do not sign in",
  fix: "Set clientAuthentication: { sasl: { iam: true } } (or scram, or tls) and leave unauthenticated out.",
  why: "Without clientAuthentication MSK asks nobody who they are.",
  requires: ({ clientAuthentication: by }) => {
    const signsIn = any(is(by.sasl.iam, true), is(by.sasl.scram, true), present(by.tls.certificateAuthorityArns));
    return all(notTrue(by.unauthenticated), signsIn.truth === false ? no(pathOf(by)) : signsIn);
  },
});

/** From coarse to fine (Amazon MSK developer guide, "metrics for monitoring"). */
const LEVELS = ["PER_BROKER", "PER_TOPIC_PER_BROKER", "PER_TOPIC_PER_PARTITION"] as const;

const coarsestLevel = choice({
  name: "coarsestLevel",
  description: "The coarsest level of metrics that is enough.",
  oneOf: LEVELS,
  fallback: "PER_TOPIC_PER_BROKER",
});

export const mskEnhancedMonitoringEnabled = cluster.rule({
  id: "msk-enhanced-monitoring-enabled",
  title: "MSK clusters report metrics for every topic",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/msk/latest/developerguide/metrics-details.html",
  says: "reports no metrics of its topics",
  fix: 'Set enhancedMonitoring: "PER_TOPIC_PER_BROKER" or "PER_TOPIC_PER_PARTITION".',
  config: [coarsestLevel],
  requires: (p, settings) => oneOf(p.enhancedMonitoring, LEVELS.slice(LEVELS.indexOf(coarsestLevel.of(settings)))),
});
