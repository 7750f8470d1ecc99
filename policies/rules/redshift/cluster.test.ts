import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  redshiftBackupEnabled,
  redshiftClusterKmsEnabled,
  redshiftClusterMaintenanceSettingsCheck,
  redshiftClusterMultiAzEnabled,
  redshiftClusterPublicAccessCheck,
  redshiftDefaultAdminCheck,
  redshiftDefaultDbNameCheck,
  redshiftEnhancedVpcRoutingEnabled,
  redshiftInVpc,
} from "./cluster";
import { WORKGROUP } from "./kinds";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const claims = { clusterIdentifier: "claims", nodeType: "ra3.large" };
const workgroup = { workgroupName: "claims", namespaceName: "claims" };

testRule(redshiftBackupEnabled, {
  valid: [
    { name: "two weeks", props: { ...claims, automatedSnapshotRetentionPeriod: 14 } },
    { name: "left out (one day)", props: claims },
    { name: "one day", props: { ...claims, automatedSnapshotRetentionPeriod: 1 } },
    { name: "the longest", props: { ...claims, automatedSnapshotRetentionPeriod: 35 } },
    {
      name: "as long as the team wants",
      props: { ...claims, automatedSnapshotRetentionPeriod: 7 },
      config: { minimumDays: 7 },
    },
  ],
  invalid: [
    {
      name: "off",
      props: { ...claims, automatedSnapshotRetentionPeriod: 0 },
      finds: "automatedSnapshotRetentionPeriod",
    },
    {
      name: "longer than Redshift takes",
      props: { ...claims, automatedSnapshotRetentionPeriod: 36 },
      finds: "automatedSnapshotRetentionPeriod",
    },
    {
      name: "shorter than the team wants",
      props: { ...claims, automatedSnapshotRetentionPeriod: 6 },
      config: { minimumDays: 7 },
      finds: "automatedSnapshotRetentionPeriod",
    },
    {
      name: "left out, and the team wants more than a day",
      props: claims,
      config: { minimumDays: 2 },
      finds: "automatedSnapshotRetentionPeriod",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...claims, automatedSnapshotRetentionPeriod: unknownValue },
      because: "unknown",
      finds: "automatedSnapshotRetentionPeriod",
    },
  ],
});

testRule(redshiftClusterKmsEnabled, {
  valid: [
    { name: "a key by ARN", props: { ...claims, kmsKeyId: "arn:aws:kms:us-east-1:111122223333:key/7c1a" } },
    {
      name: "a key made in the same preview",
      props: { ...claims, kmsKeyId: from("key") },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    { name: "left out (AWS's own key)", props: claims, finds: "kmsKeyId" },
    { name: "AWS's alias", props: { ...claims, kmsKeyId: "alias/aws/redshift" }, finds: "kmsKeyId" },
  ],
  notJudged: [
    another,
    {
      name: "a key of another stack",
      props: { ...claims, kmsKeyId: unknownString },
      because: "unknown",
      finds: "kmsKeyId",
    },
  ],
});

const sunday = { ...claims, preferredMaintenanceWindow: "sun:05:00-sun:06:00" };

testRule(redshiftClusterMaintenanceSettingsCheck, {
  valid: [
    {
      name: "all three",
      props: { ...sunday, allowVersionUpgrade: true, automatedSnapshotRetentionPeriod: 7 },
    },
    { name: "upgrades and snapshots left out (on)", props: sunday },
    { name: "one day of snapshots", props: { ...sunday, automatedSnapshotRetentionPeriod: 1 } },
  ],
  invalid: [
    { name: "no window", props: claims, finds: "preferredMaintenanceWindow" },
    { name: "no upgrades", props: { ...sunday, allowVersionUpgrade: false }, finds: "allowVersionUpgrade" },
    {
      name: "no snapshots",
      props: { ...sunday, automatedSnapshotRetentionPeriod: 0 },
      finds: "automatedSnapshotRetentionPeriod",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...sunday, allowVersionUpgrade: unknownValue },
      because: "unknown",
      finds: "allowVersionUpgrade",
    },
  ],
});

testRule(redshiftClusterPublicAccessCheck, {
  valid: [
    { name: "private", props: { ...claims, publiclyAccessible: false } },
    { name: "left out (private)", props: claims },
    { name: "private workgroup", type: WORKGROUP, props: { ...workgroup, publiclyAccessible: false } },
  ],
  invalid: [
    { name: "public", props: { ...claims, publiclyAccessible: true }, finds: "publiclyAccessible" },
    {
      name: "public workgroup",
      type: WORKGROUP,
      props: { ...workgroup, publiclyAccessible: true },
      finds: "publiclyAccessible",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...claims, publiclyAccessible: unknownValue },
      because: "unknown",
      finds: "publiclyAccessible",
    },
  ],
});

testRule(redshiftEnhancedVpcRoutingEnabled, {
  valid: [
    { name: "through the VPC", props: { ...claims, enhancedVpcRouting: true } },
    { name: "workgroup through the VPC", type: WORKGROUP, props: { ...workgroup, enhancedVpcRouting: true } },
  ],
  invalid: [
    { name: "left out", props: claims, finds: "enhancedVpcRouting" },
    { name: "off", props: { ...claims, enhancedVpcRouting: false }, finds: "enhancedVpcRouting" },
    { name: "workgroup, left out", type: WORKGROUP, props: workgroup, finds: "enhancedVpcRouting" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...claims, enhancedVpcRouting: unknownValue },
      because: "unknown",
      finds: "enhancedVpcRouting",
    },
  ],
});

testRule(redshiftInVpc, {
  valid: [
    { name: "a subnet group", props: { ...claims, clusterSubnetGroupName: "claims-private" } },
    {
      name: "a subnet group made in the same preview",
      props: { ...claims, clusterSubnetGroupName: from("subnets") },
      others: [{ type: "aws:redshift/subnetGroup:SubnetGroup", name: "subnets" }],
    },
  ],
  invalid: [
    { name: "left out", props: claims, finds: "clusterSubnetGroupName" },
    { name: "empty", props: { ...claims, clusterSubnetGroupName: "" }, finds: "clusterSubnetGroupName" },
  ],
  notJudged: [
    another,
    {
      name: "a subnet group of another stack",
      props: { ...claims, clusterSubnetGroupName: unknownString },
      because: "unknown",
      finds: "clusterSubnetGroupName",
    },
  ],
});

const SNAPSHOT = { ...claims, snapshotIdentifier: "claims-2026" };
const SNAPSHOT_ARN = { ...claims, snapshotArn: "arn:aws:redshift:us-east-1:111122223333:snapshot:claims/2026" };

testRule(redshiftDefaultDbNameCheck, {
  valid: [{ name: "a name of its own", props: { ...claims, databaseName: "claims" } }],
  invalid: [
    { name: "left out (dev)", props: claims, finds: "databaseName" },
    { name: "dev", props: { ...claims, databaseName: "dev" }, finds: "databaseName" },
    { name: "DEV", props: { ...claims, databaseName: "DEV" }, finds: "databaseName" },
  ],
  notJudged: [
    another,
    { name: "restored from a snapshot", props: SNAPSHOT, because: "exempt" },
    { name: "restored from a snapshot by ARN", props: SNAPSHOT_ARN, because: "exempt" },
    {
      name: "not known yet",
      props: { ...claims, databaseName: unknownString },
      because: "unknown",
      finds: "databaseName",
    },
  ],
});

testRule(redshiftDefaultAdminCheck, {
  valid: [
    { name: "a name of its own", props: { ...claims, masterUsername: "claims_owner" } },
    {
      name: "a name that the team does not refuse",
      props: { ...claims, masterUsername: "admin" },
      config: { refusedNames: ["awsuser"] },
    },
  ],
  invalid: [
    { name: "awsuser", props: { ...claims, masterUsername: "awsuser" }, finds: "masterUsername" },
    { name: "AwsUser", props: { ...claims, masterUsername: "AwsUser" }, finds: "masterUsername" },
    { name: "admin", props: { ...claims, masterUsername: "admin" }, finds: "masterUsername" },
    { name: "administrator", props: { ...claims, masterUsername: "administrator" }, finds: "masterUsername" },
    { name: "left out", props: claims, finds: "masterUsername" },
    {
      name: "a name that the team refuses",
      props: { ...claims, masterUsername: "claims" },
      config: { refusedNames: ["claims"] },
      finds: "masterUsername",
    },
  ],
  notJudged: [
    another,
    { name: "restored from a snapshot", props: SNAPSHOT, because: "exempt" },
    { name: "restored from a snapshot by ARN", props: SNAPSHOT_ARN, because: "exempt" },
    {
      name: "not known yet",
      props: { ...claims, masterUsername: unknownString },
      because: "unknown",
      finds: "masterUsername",
    },
  ],
});

testRule(redshiftClusterMultiAzEnabled, {
  valid: [{ name: "two zones", props: { ...claims, multiAz: true } }],
  invalid: [
    { name: "left out", props: claims, finds: "multiAz" },
    { name: "off", props: { ...claims, multiAz: false }, finds: "multiAz" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { ...claims, multiAz: unknownValue }, because: "unknown", finds: "multiAz" },
  ],
});
