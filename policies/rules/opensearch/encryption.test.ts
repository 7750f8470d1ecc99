import { from, testRule, unknownString, unknownValue, type RuleTable } from "../../testing/rule-tester";
import { ELASTICSEARCH, OPENSEARCH } from "./domain";
import {
  elasticsearchEncryptedAtRest,
  elasticsearchNodeToNodeEncryptionCheck,
  opensearchEncryptedAtRest,
  opensearchEncryptedCmk,
  opensearchHttpsRequired,
  opensearchNodeToNodeEncryptionCheck,
  opensearchTlsPolicyCheck,
} from "./encryption";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/k";
const domain = { domainName: "notes", engineVersion: "OpenSearch_2.19" };
const older = { domainName: "notes", elasticsearchVersion: "7.10" };

function atRest(own: object, otherType: string): RuleTable {
  return {
    valid: [
      { name: "encrypted", props: { ...own, encryptAtRest: { enabled: true, kmsKeyId } } },
      { name: "with AWS's own key", props: { ...own, encryptAtRest: { enabled: true } } },
    ],
    invalid: [
      { name: "left out", props: own, finds: "encryptAtRest.enabled" },
      { name: "off", props: { ...own, encryptAtRest: { enabled: false } }, finds: "encryptAtRest.enabled" },
    ],
    notJudged: [
      another,
      { name: "other generation", type: otherType, props: {}, because: "other-type" },
      {
        name: "not known yet",
        props: { ...own, encryptAtRest: { enabled: unknownValue } },
        because: "unknown",
        finds: "encryptAtRest.enabled",
      },
    ],
  };
}

testRule(opensearchEncryptedAtRest, atRest(domain, ELASTICSEARCH));
testRule(elasticsearchEncryptedAtRest, atRest(older, OPENSEARCH));

function betweenNodes(own: object, otherType: string): RuleTable {
  return {
    valid: [{ name: "encrypted", props: { ...own, nodeToNodeEncryption: { enabled: true } } }],
    invalid: [
      { name: "left out", props: own, finds: "nodeToNodeEncryption.enabled" },
      {
        name: "off",
        props: { ...own, nodeToNodeEncryption: { enabled: false } },
        finds: "nodeToNodeEncryption.enabled",
      },
    ],
    notJudged: [
      another,
      { name: "other generation", type: otherType, props: {}, because: "other-type" },
      {
        name: "not known yet",
        props: { ...own, nodeToNodeEncryption: unknownValue },
        because: "unknown",
        finds: "nodeToNodeEncryption.enabled",
      },
    ],
  };
}

testRule(opensearchNodeToNodeEncryptionCheck, betweenNodes(domain, ELASTICSEARCH));
testRule(elasticsearchNodeToNodeEncryptionCheck, betweenNodes(older, OPENSEARCH));

testRule(opensearchEncryptedCmk, {
  valid: [
    { name: "key by ARN", props: { ...domain, encryptAtRest: { enabled: true, kmsKeyId } } },
    {
      name: "key made in the same preview",
      props: { ...domain, encryptAtRest: { enabled: true, kmsKeyId: from("key") } },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out", props: domain, finds: "encryptAtRest.kmsKeyId" },
    { name: "no key named", props: { ...domain, encryptAtRest: { enabled: true } }, finds: "encryptAtRest.kmsKeyId" },
    {
      name: "AWS's own key",
      props: { ...domain, encryptAtRest: { enabled: true, kmsKeyId: "alias/aws/es" } },
      finds: "encryptAtRest.kmsKeyId",
    },
  ],
  alike: [ELASTICSEARCH],
  notJudged: [
    another,
    {
      name: "key from another stack",
      props: { ...domain, encryptAtRest: { enabled: true, kmsKeyId: unknownString } },
      because: "unknown",
      finds: "encryptAtRest.kmsKeyId",
    },
  ],
});

testRule(opensearchHttpsRequired, {
  valid: [{ name: "HTTPS", props: { ...domain, domainEndpointOptions: { enforceHttps: true } } }],
  invalid: [
    { name: "left out", props: domain, finds: "domainEndpointOptions.enforceHttps" },
    {
      name: "plain HTTP too",
      props: { ...domain, domainEndpointOptions: { enforceHttps: false } },
      finds: "domainEndpointOptions.enforceHttps",
    },
  ],
  alike: [ELASTICSEARCH],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...domain, domainEndpointOptions: { enforceHttps: unknownValue } },
      because: "unknown",
      finds: "domainEndpointOptions.enforceHttps",
    },
  ],
});

const tls = (tlsSecurityPolicy: string) => ({
  ...domain,
  domainEndpointOptions: { enforceHttps: true, tlsSecurityPolicy },
});

testRule(opensearchTlsPolicyCheck, {
  valid: [
    { name: "TLS 1.2 and 1.3 with forward secrecy", props: tls("Policy-Min-TLS-1-2-PFS-2023-10") },
    { name: "TLS 1.2", props: tls("Policy-Min-TLS-1-2-2019-07") },
    { name: "a later policy from TLS 1.3 on", props: tls("Policy-Min-TLS-1-3-2027-01") },
  ],
  invalid: [
    { name: "left out", props: domain, finds: "domainEndpointOptions.tlsSecurityPolicy" },
    { name: "TLS 1.0", props: tls("Policy-Min-TLS-1-0-2019-07"), finds: "domainEndpointOptions.tlsSecurityPolicy" },
    {
      name: "the words elsewhere in a name",
      props: tls("Not-Policy-Min-TLS-1-2-2019-07"),
      finds: "domainEndpointOptions.tlsSecurityPolicy",
    },
  ],
  alike: [ELASTICSEARCH],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: tls(unknownString),
      because: "unknown",
      finds: "domainEndpointOptions.tlsSecurityPolicy",
    },
  ],
});
