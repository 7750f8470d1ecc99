import { from, testRule, unknownString } from "../../testing/rule-tester";
import { redshiftSnapshotCopyGrantCmk } from "./snapshot-copy";

const COPY = "aws:redshift/snapshotCopy:SnapshotCopy";
const grant = { snapshotCopyGrantName: "claims" };
const copy = { clusterIdentifier: "claims", destinationRegion: "us-west-2" };

testRule(redshiftSnapshotCopyGrantCmk, {
  valid: [
    { name: "a key by ARN", props: { ...grant, kmsKeyId: "arn:aws:kms:us-west-2:111122223333:key/7c1a" } },
    {
      name: "a key made in the same preview",
      props: { ...grant, kmsKeyId: from("key") },
      others: [{ type: "aws:kms/replicaKey:ReplicaKey", name: "key" }],
    },
    { name: "a copy with a grant", type: COPY, props: { ...copy, snapshotCopyGrantName: "claims" } },
  ],
  invalid: [
    { name: "no key (AWS's own)", props: grant, finds: "kmsKeyId" },
    { name: "AWS's alias", props: { ...grant, kmsKeyId: "alias/aws/redshift" }, finds: "kmsKeyId" },
    { name: "a copy without a grant", type: COPY, props: copy, finds: "snapshotCopyGrantName" },
  ],
  notJudged: [
    { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" },
    {
      name: "a key of another stack",
      props: { ...grant, kmsKeyId: unknownString },
      because: "unknown",
      finds: "kmsKeyId",
    },
  ],
});
