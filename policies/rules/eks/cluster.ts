import type { ClusterArgs } from "@pulumi/aws/eks";
import { all, any, fromBoolean, no, unknown, yes, type Answer } from "../../answer";
import { customerKey, every, first, is, present, some } from "../../predicates";
import { itemsOf, pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { texts, wholeNumber } from "../../rule-config";
import { UNKNOWN } from "../../value";

/** What Cloud Control's own provider calls differently. */
interface NativeClusterArgs {
  readonly resourcesVpcConfig: ClusterArgs["vpcConfig"];
}

const CLUSTER = "aws:eks/cluster:Cluster";

const cluster = on<ClusterArgs>(CLUSTER);
const withNative = on<ClusterArgs & NativeClusterArgs>(CLUSTER, "aws-native:eks:Cluster");

export const eksSecretsEncrypted = withNative.rule({
  id: "eks-secrets-encrypted",
  title: "Clusters encrypt their Kubernetes secrets with a customer managed key",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(A)", "164.312(a)(2)(iv)", "164.312(c)(1)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-1"],
  },
  source: "https://docs.aws.amazon.com/eks/latest/userguide/enable-kms.html",
  says: "does not encrypt its Kubernetes secrets with a key of its own",
  fix: 'Set encryptionConfig: { provider: { keyArn: key.arn }, resources: ["secrets"] }.',
  requires: (p) =>
    some(p.encryptionConfig, (config) =>
      all(
        customerKey(config.provider.keyArn),
        some(config.resources, (resource) => is(resource, "secrets")),
      ),
    ),
});

export const eksEndpointNoPublicAccess = withNative.rule({
  id: "eks-endpoint-no-public-access",
  title: "The API of a cluster is not open to the internet",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"],
    nistCsf: ["PR.IP-8"],
  },
  source: "https://docs.aws.amazon.com/eks/latest/userguide/cluster-endpoint.html",
  says: "lets the whole internet reach its Kubernetes API",
  fix: "Set vpcConfig.endpointPublicAccess: false and endpointPrivateAccess: true, or name the networks that may reach it in publicAccessCidrs.",
  why: "Left out, EKS opens the endpoint to 0.0.0.0/0.",
  requires: (p) => {
    const network = first<ClusterArgs["vpcConfig"]>(p.vpcConfig, p.resourcesVpcConfig) as typeof p.vpcConfig;
    return any(is(network.endpointPublicAccess, false), namesNetworks(network.publicAccessCidrs));
  },
});

function namesNetworks(ranges: Reading<unknown>): Answer {
  return all(
    present(ranges),
    every(ranges as Reading<string[]>, (range) => isOfOneOwner(range)),
  );
}

/** No network of one owner is wider than /8, or than /16 in IPv6. */
function isOfOneOwner(range: Reading<string>): Answer {
  const value = valueOf(range);
  if (value === UNKNOWN) return unknown(pathOf(range));
  const [, bits = "32"] = String(value).split("/");
  return fromBoolean(Number(bits) >= (String(value).includes(":") ? 16 : 8), pathOf(range));
}

const logTypes = texts({
  name: "logTypes",
  description: "Logs of the control plane that a cluster must send.",
  fallback: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
});

export const eksClusterLoggingEnabled = cluster.rule({
  id: "eks-cluster-logging-enabled",
  title: "Clusters send all logs of their control plane",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/eks/latest/userguide/control-plane-logs.html",
  says: "does not send all logs of its control plane",
  fix: 'Set enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"].',
  config: [logTypes],
  remedy: { enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"] },
  requires: (p, settings) => holdsAll(p.enabledClusterLogTypes as Reading<string[]>, logTypes.of(settings)),
});

/** Every wanted text is in the list; one not known yet may be any of those that are missing. */
function holdsAll(list: Reading<string[]>, wanted: readonly string[]): Answer {
  const items = itemsOf(list);
  if (items === UNKNOWN) return unknown(pathOf(list));
  const values = items.map(valueOf);
  const missing = wanted.filter((text) => !values.includes(text)).length;
  if (missing === 0) return yes;
  return values.filter((value) => value === UNKNOWN).length >= missing ? unknown(pathOf(list)) : no(pathOf(list));
}

/** EKS gives 1.31 its last patches on 26 November 2026 (EKS release calendar, end of extended support). */
const oldestMinorVersion = wholeNumber({
  name: "oldestMinorVersion",
  description: "Oldest Kubernetes version allowed, as the number after 1.",
  fallback: 31,
  minimum: 20,
  maximum: 99,
});

export const eksClusterSupportedVersion = cluster.rule({
  id: "eks-cluster-supported-version",
  title: "Clusters run a version of Kubernetes that EKS supports",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(5)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/eks/latest/userguide/kubernetes-versions.html",
  says: "runs a version of Kubernetes that gets no more security updates",
  fix: "Set version to one that EKS supports, or leave it out for the latest.",
  config: [oldestMinorVersion],
  appliesWhen: (p) => present(p.version),
  otherwise: "The cluster takes the latest version there is when it is made.",
  requires: (p, settings) => {
    const value = valueOf(p.version);
    if (value === UNKNOWN) return unknown(pathOf(p.version));
    const minor = /^1\.(\d+)/.exec(String(value))?.[1];
    return fromBoolean(Number(minor) >= oldestMinorVersion.of(settings), pathOf(p.version));
  },
});
