import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { memorydbClusterEncrypted } from "./cluster";

const SNAPSHOT = "aws:memorydb/snapshot:Snapshot";
const kmsKeyArn = "arn:aws:kms:us-east-1:111122223333:key/k";
const cluster = { aclName: "claims", nodeType: "db.r7g.large" };

testRule(memorydbClusterEncrypted, {
  valid: [
    { name: "key and TLS", props: { ...cluster, kmsKeyArn, tlsEnabled: true } },
    { name: "TLS left out (on)", props: { ...cluster, kmsKeyArn } },
    {
      name: "key made in the same preview",
      props: { ...cluster, kmsKeyArn: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
    { name: "snapshot", type: SNAPSHOT, props: { clusterName: "claims", kmsKeyArn } },
  ],
  invalid: [
    { name: "key left out", props: { ...cluster, tlsEnabled: true }, finds: "kmsKeyArn" },
    { name: "AWS alias", props: { ...cluster, kmsKeyArn: "alias/aws/memorydb" }, finds: "kmsKeyArn" },
    { name: "TLS off", props: { aclName: "open-access", kmsKeyArn, tlsEnabled: false }, finds: "tlsEnabled" },
    { name: "neither", props: { tlsEnabled: false }, finds: ["kmsKeyArn", "tlsEnabled"] },
    { name: "snapshot without a key", type: SNAPSHOT, props: { clusterName: "claims" }, finds: "kmsKeyArn" },
  ],
  notJudged: [
    { name: "another type", type: "aws:memorydb/acl:Acl", props: {}, because: "other-type" },
    {
      name: "key from another stack",
      props: { ...cluster, kmsKeyArn: unknownString },
      because: "unknown",
      finds: "kmsKeyArn",
    },
    {
      name: "TLS not known yet",
      props: { ...cluster, kmsKeyArn, tlsEnabled: unknownValue },
      because: "unknown",
      finds: "tlsEnabled",
    },
  ],
});
