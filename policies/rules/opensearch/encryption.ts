import type { Answer } from "../../answer";
import { customerKey, is, matches } from "../../predicates";
import { domain, elasticsearchDomain, opensearchDomain, type Domain } from "./domain";

const AT_REST = "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/encryption-at-rest.html";
const NODE_TO_NODE = "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/ntn.html";
const ENDPOINT = "https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_DomainEndpointOptions.html";

function isEncryptedAtRest(p: Domain): Answer {
  return is(p.encryptAtRest.enabled, true);
}

function encryptsBetweenNodes(p: Domain): Answer {
  return is(p.nodeToNodeEncryption.enabled, true);
}

/** What both generations say alike. */
const atRest = {
  severity: "high",
  source: AT_REST,
  says: "keeps its indexes, logs and snapshots unencrypted",
  fix: "Set encryptAtRest: { enabled: true, kmsKeyId: key.arn }.",
  remedy: { "encryptAtRest.enabled": true },
  requires: isEncryptedAtRest,
} as const;

const betweenNodes = {
  severity: "high",
  source: NODE_TO_NODE,
  says: "sends data from node to node unencrypted",
  fix: "Set nodeToNodeEncryption: { enabled: true }.",
  remedy: { "nodeToNodeEncryption.enabled": true },
  requires: encryptsBetweenNodes,
} as const;

export const opensearchEncryptedAtRest = opensearchDomain.rule({
  ...atRest,
  id: "opensearch-encrypted-at-rest",
  title: "OpenSearch domains encrypt what they store",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(4)(ii)(A)", "164.312(a)(2)(iv)", "164.312(c)(1)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-1"],
  },
});

export const elasticsearchEncryptedAtRest = elasticsearchDomain.rule({
  ...atRest,
  id: "elasticsearch-encrypted-at-rest",
  title: "Elasticsearch domains encrypt what they store",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(4)(ii)(A)", "164.312(a)(2)(iv)", "164.312(c)(1)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-1"],
    soc2: ["CC6.1", "CC6.2"],
  },
});

export const opensearchNodeToNodeEncryptionCheck = opensearchDomain.rule({
  ...betweenNodes,
  id: "opensearch-node-to-node-encryption-check",
  title: "OpenSearch nodes talk to each other over TLS",
  controls: {
    hipaa: [
      "164.308(a)(4)(ii)(A)",
      "164.312(a)(2)(iv)",
      "164.312(c)(1)",
      "164.312(e)(1)",
      "164.312(e)(2)(i)",
      "164.312(e)(2)(ii)",
    ],
    nistCsf: ["PR.DS-2"],
  },
});

export const elasticsearchNodeToNodeEncryptionCheck = elasticsearchDomain.rule({
  ...betweenNodes,
  id: "elasticsearch-node-to-node-encryption-check",
  title: "Elasticsearch nodes talk to each other over TLS",
  controls: {
    hipaa: [
      "164.308(a)(4)(ii)(A)",
      "164.312(a)(2)(iv)",
      "164.312(c)(1)",
      "164.312(e)(1)",
      "164.312(e)(2)(i)",
      "164.312(e)(2)(ii)",
    ],
    nistCsf: ["PR.DS-2"],
    soc2: ["CC6.1", "CC6.2", "CC6.7"],
  },
});

export const opensearchEncryptedCmk = domain.rule({
  id: "opensearch-encrypted-cmk",
  title: "Search domains are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: AT_REST,
  says: "is not encrypted with a key of its own",
  fix: "Set encryptAtRest: { enabled: true, kmsKeyId: key.arn }.",
  requires: (p) => customerKey(p.encryptAtRest.kmsKeyId),
});

export const opensearchHttpsRequired = domain.rule({
  id: "opensearch-https-required",
  title: "Search domains answer over HTTPS alone",
  severity: "high",
  controls: {
    hipaa: ["164.312(c)(1)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-2"],
  },
  source: ENDPOINT,
  says: "answers over plain HTTP too",
  fix: "Set domainEndpointOptions: { enforceHttps: true }.",
  remedy: { "domainEndpointOptions.enforceHttps": true },
  requires: (p) => is(p.domainEndpointOptions.enforceHttps, true),
});

export const opensearchTlsPolicyCheck = domain.rule({
  id: "opensearch-tls-policy-check",
  title: "Search domains take TLS 1.2 or newer alone",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: ENDPOINT,
  says: "takes old versions of TLS",
  fix: 'Set domainEndpointOptions: { tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10" }.',
  remedy: { "domainEndpointOptions.tlsSecurityPolicy": "Policy-Min-TLS-1-2-PFS-2023-10" },
  requires: (p) => matches(p.domainEndpointOptions.tlsSecurityPolicy, /^Policy-Min-TLS-1-[23]-/),
});
