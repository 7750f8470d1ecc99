import type { ConnectorArgs, ServerArgs } from "@pulumi/aws/transfer";
import { any, fromBoolean, unnamed, type Answer } from "../../answer";
import { absent, oneOf } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import { texts } from "../../rule-config";
import { SERVER, server, speaksSftp } from "./server";

const CONNECTOR = "aws:transfer/connector:Connector";

const serverOrConnector = on<ServerArgs & ConnectorArgs>(SERVER, CONNECTOR);

const SERVERS = "https://docs.aws.amazon.com/transfer/latest/userguide/security-policies.html";
const POST_QUANTUM = "https://docs.aws.amazon.com/transfer/latest/userguide/post-quantum-security-policies.html";

/** Policies with hybrid ML-KEM key exchange. The experimental ones of 2023 exchange keys by Kyber, and AWS has given them up. */
const HYBRID = [
  "TransferSecurityPolicy-2025-03",
  "TransferSecurityPolicy-FIPS-2025-03",
  "TransferSecurityPolicy-AS2Restricted-2025-07",
] as const;

/** AWS's default of 2024, what came after it, and the FIPS policies of the same strength. */
const serverPolicies = texts({
  name: "serverPolicies",
  description: "Security policies that a server may have; a later one of AWS's dated and FIPS policies is taken too.",
  fallback: [
    ...HYBRID,
    "TransferSecurityPolicy-2024-01",
    "TransferSecurityPolicy-Restricted-2024-06",
    "TransferSecurityPolicy-SshAuditCompliant-2025-02",
    "TransferSecurityPolicy-FIPS-2023-05",
    "TransferSecurityPolicy-FIPS-2024-01",
    "TransferSecurityPolicy-FIPS-2024-05",
  ],
});

const connectorPolicies = texts({
  name: "connectorPolicies",
  description: "Security policies that an SFTP connector may have.",
  fallback: ["TransferSFTPConnectorSecurityPolicy-2024-03", "TransferSFTPConnectorSecurityPolicy-FIPS-2024-10"],
});

export const transferServerSecurityPolicy = serverOrConnector.rule({
  id: "transfer-server-security-policy",
  title: "Transfer servers and connectors use a current security policy",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: SERVERS,
  says: "accepts ciphers, key exchanges or MACs that have had their day",
  fix: 'Set securityPolicyName: "TransferSecurityPolicy-2025-03", or leave it out on a connector.',
  why: "A server made without one by the provider gets the policy of 2018; a connector gets the current one.",
  config: [serverPolicies, connectorPolicies],
  appliesWhen: (p) => absent(p.as2Config),
  otherwise: "An AS2 connector names its algorithms itself.",
  requires: (p, settings, { type }) =>
    type === CONNECTOR
      ? any(absent(p.securityPolicyName), oneOf(p.securityPolicyName, connectorPolicies.of(settings)))
      : currentPolicy(p.securityPolicyName, serverPolicies.of(settings)),
});

const DATED = /^TransferSecurityPolicy-(?:FIPS-)?(\d{4}-\d{2})$/;

/** Accepted by name, or dated after each dated one that is accepted: AWS's newer policies have dropped algorithms and taken none back. */
function currentPolicy(r: Reading<string>, accepted: readonly string[]): Answer {
  const dateOf = (name: unknown): string => DATED.exec(String(name))?.[1] ?? "";
  const date = dateOf(valueOf(r));
  const isLater = accepted.every((name) => dateOf(name) < date);
  return any(oneOf(r, accepted), unnamed(fromBoolean(isLater, pathOf(r))));
}

export const transferServerPqcKex = server.rule({
  id: "transfer-server-pqc-kex",
  title: "Transfer servers exchange SSH keys in a way that quantum computers do not break",
  severity: "low",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: POST_QUANTUM,
  says: "exchanges keys in a way that a quantum computer could break, also in what is recorded today",
  fix: 'Set securityPolicyName: "TransferSecurityPolicy-2025-03" or "TransferSecurityPolicy-FIPS-2025-03".',
  appliesWhen: speaksSftp,
  otherwise: "It does not speak SFTP; the policies have post-quantum key exchange for SSH alone.",
  requires: (p) => oneOf(p.securityPolicyName, HYBRID),
});
