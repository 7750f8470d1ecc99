import type { ClusterSnapshotArgs, ClusterSnapshotCopyArgs, SnapshotArgs, SnapshotCopyArgs } from "@pulumi/aws/rds";
import { all, any, not, unknown, unnamed, type Answer } from "../../answer";
import { absent, every, is, present } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { databasesNamed, instanceOrCluster, isReplica, type Database, type DatabaseArgs } from "./database";
import { saysEncrypted } from "./encryption";

const SNAPSHOT = "aws:rds/snapshot:Snapshot";
const CLUSTER_SNAPSHOT = "aws:rds/clusterSnapshot:ClusterSnapshot";
const COPY = "aws:rds/snapshotCopy:SnapshotCopy";
const CLUSTER_COPY = "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy";

type AnySnapshotArgs = SnapshotArgs &
  Omit<ClusterSnapshotArgs, keyof SnapshotArgs> &
  Omit<SnapshotCopyArgs, keyof SnapshotArgs> &
  Omit<ClusterSnapshotCopyArgs, keyof SnapshotCopyArgs>;

const snapshot = on<AnySnapshotArgs>(SNAPSHOT, CLUSTER_SNAPSHOT, COPY, CLUSTER_COPY);

export const rdsSnapshotEncrypted = snapshot.relation({
  id: "rds-snapshot-encrypted",
  title: "Database snapshots are encrypted",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(4)(ii)(A)", "164.312(a)(2)(iv)", "164.312(c)(1)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-1"],
    soc2: ["CC6.1", "CC6.2"],
  },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_CopySnapshot.html",
  says: "is not encrypted",
  fix: "Set storageEncrypted: true on the database; on a copy set kmsKeyId.",
  why: "A snapshot is encrypted as its database is; a copy can be given a key.",
  adviseIfOpen: "The database may be made in another stack.",
  requires: (p, stack, { type }) => {
    if (type === SNAPSHOT) return sourceIsEncrypted(p.dbInstanceIdentifier, stack);
    if (type === CLUSTER_SNAPSHOT) return sourceIsEncrypted(p.dbClusterIdentifier, stack);
    return present(p.kmsKeyId);
  },
});

function sourceIsEncrypted(source: Reading<string>, stack: StackView): Answer {
  const [database] = databasesNamed<DatabaseArgs>(stack, source, instanceOrCluster);
  return database === undefined ? unknown(pathOf(source)) : isEncrypted(database, pathOf(source));
}

/** A replica that says nothing is encrypted as its source is, which has a verdict of its own. */
function isEncrypted(database: Database, path: string): Answer {
  return any(
    saysEncrypted(database),
    unnamed(all(isReplica(database), absent(database.storageEncrypted), unknown(path))),
  );
}

export const rdsSnapshotsPublicProhibited = snapshot.rule({
  id: "rds-snapshots-public-prohibited",
  title: "Database snapshots are not public",
  severity: "critical",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.DS-5", "PR.IP-8", "PR.PT-3", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_ShareSnapshot.html",
  says: "can be restored by anyone who has an AWS account",
  fix: 'Take "all" out of sharedAccounts; name the accounts that may restore it.',
  requires: (p) => every(p.sharedAccounts, (account) => not(is(account as Reading<string>, "all"), pathOf(account))),
});
