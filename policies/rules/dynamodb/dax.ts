import type { ClusterArgs } from "@pulumi/aws/dax";
import { all, any, no, unknown, yes, type Answer } from "../../answer";
import { absent, atLeast, is } from "../../predicates";
import { itemsOf, pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { wholeNumber } from "../../rule-config";
import { UNKNOWN } from "../../value";

const cluster = on<ClusterArgs>("aws:dax/cluster:Cluster");

const CLUSTER_CONCEPTS = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAX.concepts.cluster.html";

export const daxEncryptionEnabled = cluster.rule({
  id: "dax-encryption-enabled",
  title: "DAX clusters are encrypted at rest",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(A)", "164.312(a)(2)(iv)", "164.312(c)(1)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-1"],
  },
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionAtRest.html",
  says: "keeps what it caches unencrypted",
  fix: "Set serverSideEncryption: { enabled: true }.",
  remedy: { "serverSideEncryption.enabled": true },
  requires: (p) => is(p.serverSideEncryption.enabled, true),
});

export const daxTlsEndpointEncryption = cluster.rule({
  id: "dax-tls-endpoint-encryption",
  title: "DAX clusters are reached by TLS alone",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"], soc2: ["CC6.7"] },
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/DAXEncryptionInTransit.html",
  says: "is reached without TLS",
  fix: 'Set clusterEndpointEncryptionType: "TLS".',
  remedy: { clusterEndpointEncryptionType: "TLS" },
  requires: (p) => is(p.clusterEndpointEncryptionType, "TLS"),
});

const minimumNodes = wholeNumber({
  name: "minimumNodes",
  description: "Nodes that a cluster has at the least.",
  fallback: 3,
  minimum: 2,
  maximum: 11,
});

export const daxClusterMultiAz = cluster.rule({
  id: "dax-cluster-multi-az",
  title: "DAX clusters have three nodes in more than one zone",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: CLUSTER_CONCEPTS,
  says: "does not outlive the loss of a zone",
  fix: "Set replicationFactor: 3 and name a zone for each node in availabilityZones, or leave that out.",
  why: "Left out, DAX spreads the nodes over the zones of its subnets.",
  config: [minimumNodes],
  requires: (p, settings) =>
    all(
      atLeast(p.replicationFactor, minimumNodes.of(settings)),
      any(absent(p.availabilityZones), inTwoZones(p.availabilityZones as unknown as Reading<string[]>)),
    ),
});

/** Two names differ; a name that is not known yet may be one of the others. */
function inTwoZones(zones: Reading<string[]>): Answer {
  const items = itemsOf(zones);
  if (items === UNKNOWN) return unknown(pathOf(zones));
  const names = items.map((zone) => valueOf(zone));
  const known = new Set(names.filter((name) => name !== UNKNOWN));
  if (known.size > 1) return yes;
  return names.includes(UNKNOWN) ? unknown(pathOf(zones)) : no(pathOf(zones));
}
