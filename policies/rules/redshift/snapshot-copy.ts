import type { SnapshotCopyArgs, SnapshotCopyGrantArgs } from "@pulumi/aws/redshift";
import { customerKey, present } from "../../predicates";
import { on } from "../../rule";

const GRANT = "aws:redshift/snapshotCopyGrant:SnapshotCopyGrant";

const grantOrCopy = on<SnapshotCopyGrantArgs & SnapshotCopyArgs>(GRANT, "aws:redshift/snapshotCopy:SnapshotCopy");

export const redshiftSnapshotCopyGrantCmk = grantOrCopy.rule({
  id: "redshift-snapshot-copy-grant-cmk",
  title: "Redshift snapshots are copied to other regions under a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/redshift/latest/mgmt/managing-snapshots-console.html",
  says: "encrypts copies of snapshots with no key of its own",
  fix: "Set kmsKeyId on the SnapshotCopyGrant and snapshotCopyGrantName on the SnapshotCopy.",
  requires: (p, _settings, { type }) => (type === GRANT ? customerKey(p.kmsKeyId) : present(p.snapshotCopyGrantName)),
});
