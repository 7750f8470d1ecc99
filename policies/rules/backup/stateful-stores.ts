import { all, any, not, type Answer } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { resourceOf, type Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { bucket } from "../s3/bucket";
import { versioned } from "../s3/bucket-settings";

/** What keeps data and can be backed up by AWS Backup ("Feature availability by resource"). Buckets are looked at on their own. */
const stores: Kind<object> = {
  types: [
    "aws:docdb/cluster:Cluster",
    "aws:dynamodb/table:Table",
    "aws:ebs/volume:Volume",
    "aws:ec2/instance:Instance",
    "aws:efs/fileSystem:FileSystem",
    "aws:fsx/lustreFileSystem:LustreFileSystem",
    "aws:fsx/ontapFileSystem:OntapFileSystem",
    "aws:fsx/openZfsFileSystem:OpenZfsFileSystem",
    "aws:fsx/windowsFileSystem:WindowsFileSystem",
    "aws:neptune/cluster:Cluster",
    "aws:rds/cluster:Cluster",
    "aws:rds/instance:Instance",
    "aws:redshift/cluster:Cluster",
    "aws:timestreamwrite/table:Table",
  ],
};

/** The stack has a store that may hold patient data. A bucket with versions keeps copies itself, and has rules of its own for them. */
export function hasStores(stack: StackView): Answer {
  const holds = (p: Reading<unknown>): Answer => mayHoldPhi(resourceOf(p), stack.settings);
  return any(...stack.all(stores).map(holds), ...stack.all(bucket).map((p) => all(holds(p), not(versioned(p, stack)))));
}

export const NO_STORES = "The stack has no store that may hold patient data, other than buckets that keep versions.";
