import type { GlobalClusterArgs } from "@pulumi/aws/docdb";
import { unknown } from "../../answer";
import { is, present } from "../../predicates";
import { pathOf } from "../../reading";
import { on } from "../../rule";
import { cluster } from "./cluster";
import { clusterNamed } from "./cluster-named";

const globalCluster = on<GlobalClusterArgs>("aws:docdb/globalCluster:GlobalCluster");

export const docdbGlobalClusterEncrypted = globalCluster.relation({
  id: "docdb-global-cluster-encrypted",
  title: "DocumentDB global clusters encrypt their storage",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/documentdb/latest/developerguide/global-clusters.html",
  says: "keeps its storage unencrypted",
  fix: "Set storageEncrypted: true; one made from a cluster (sourceDbClusterIdentifier) needs it on that cluster.",
  why: "Left out, the storage is encrypted only where the source cluster is.",
  adviseIfOpen: "The source cluster may be made in another stack, where it is judged by itself.",
  requires: (p, stack) => {
    const source = p.sourceDbClusterIdentifier;
    const isTakenOver = present(p.storageEncrypted).truth === false && present(source).truth === true;
    if (!isTakenOver) return is(p.storageEncrypted, true);
    const found = clusterNamed(source, cluster, stack);
    return found === undefined ? unknown(pathOf(source)) : is(found.storageEncrypted, true);
  },
});
