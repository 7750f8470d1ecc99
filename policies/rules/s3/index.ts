import type { Rule } from "../../rule";
import * as accessGrants from "./access-grants";
import * as accessPoint from "./access-point";
import * as account from "./account-public-access";
import * as encryption from "./bucket-encryption";
import * as lock from "./bucket-lock";
import * as logging from "./bucket-logging";
import * as notification from "./bucket-notification";
import * as policy from "./bucket-policy";
import * as publicAccess from "./bucket-public-access";
import * as replication from "./bucket-replication";
import * as retention from "./bucket-retention";
import * as inventory from "./inventory";
import * as object from "./object";
import * as putEncryption from "./put-encryption";
import * as replicationDestination from "./replication-destination";
import * as vectorsAndTables from "./vectors-and-tables";

export const rules: readonly Rule[] = [
  ...[
    accessGrants,
    accessPoint,
    account,
    encryption,
    inventory,
    lock,
    logging,
    notification,
    object,
    policy,
    publicAccess,
    putEncryption,
    replicationDestination,
    retention,
    vectorsAndTables,
  ].flatMap((file) => Object.values(file)),
  replication.s3BucketReplicationEnabled,
  replication.s3CrrKmsDestinationEncrypted,
];
