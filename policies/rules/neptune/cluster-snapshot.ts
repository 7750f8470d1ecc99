import type { ClusterSnapshotArgs } from "@pulumi/aws/neptune";
import { unknown } from "../../answer";
import { pathOf } from "../../reading";
import { on } from "../../rule";
import { clusterNamed } from "../docdb/cluster-named";
import { cluster, isEncrypted } from "./cluster";

const clusterSnapshot = on<ClusterSnapshotArgs>("aws:neptune/clusterSnapshot:ClusterSnapshot");

export const neptuneSnapshotEncrypted = clusterSnapshot.relation({
  id: "neptune-snapshot-encrypted",
  title: "Neptune snapshots are encrypted with a customer managed key",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"], soc2: ["CC7.5"] },
  source: "https://docs.aws.amazon.com/neptune/latest/userguide/encrypt.html",
  says: "is not encrypted with a key of its own",
  fix: "Set storageEncrypted: true and kmsKeyArn on the cluster that it is taken from.",
  why: "A snapshot is encrypted as its cluster is, with the same key.",
  adviseIfOpen: "The cluster may be made in another stack, where it is judged by itself.",
  requires: (p, stack) => {
    const source = clusterNamed(p.dbClusterIdentifier, cluster, stack);
    return source === undefined ? unknown(pathOf(p.dbClusterIdentifier)) : isEncrypted(source);
  },
});
