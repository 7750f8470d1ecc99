import type { ClusterArgs, SnapshotArgs } from "@pulumi/aws/memorydb";
import { all } from "../../answer";
import { customerKey, notFalse } from "../../predicates";
import { on } from "../../rule";

const cluster = on<ClusterArgs & Omit<SnapshotArgs, keyof ClusterArgs>>(
  "aws:memorydb/cluster:Cluster",
  "aws:memorydb/snapshot:Snapshot",
);

export const memorydbClusterEncrypted = cluster.rule({
  id: "memorydb-cluster-encrypted",
  title: "MemoryDB data is encrypted with a customer managed key and travels over TLS",
  severity: "medium",
  controls: {
    hipaa: ["164.312(a)(2)(iv)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"],
  },
  source: "https://docs.aws.amazon.com/memorydb/latest/devguide/at-rest-encryption.html",
  says: "has no key of its own or lets clients in without TLS",
  fix: "Set kmsKeyArn to the ARN of a customer managed key, and tlsEnabled: true or leave it out.",
  // A snapshot has no tlsEnabled.
  requires: (p) => all(customerKey(p.kmsKeyArn), notFalse(p.tlsEnabled)),
});
