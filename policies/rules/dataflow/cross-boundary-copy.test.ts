import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { phiFlowCrossBoundaryCopy } from "./cross-boundary-copy";

const BUCKET = "aws:s3/bucket:Bucket";
const REPLICATION = "aws:s3/bucketReplicationConfig:BucketReplicationConfig";
const TASK = "aws:datasync/task:Task";
const PLAN = "aws:backup/plan:Plan";
const SNAPSHOT_COPY = "aws:rds/snapshotCopy:SnapshotCopy";
const CLUSTER_COPY = "aws:rds/clusterSnapshotCopy:ClusterSnapshotCopy";
const VAULT = "aws:backup/vault:Vault";
const tags = { DataClassification: "phi" };
const internal = { DataClassification: "internal" };

type Other = { type: string; name: string; props: object };
const bucket = (name: string, props: object = {}): Other => ({ type: BUCKET, name, props: { bucket: name, ...props } });
const claims = bucket("claims", { tags });
const archive = bucket("archive", { tags });
const abroad = bucket("archive", { tags, region: "eu-west-1" });
const copied = { source: "claims/2024.csv", bucket: "archive", key: "2024.csv" };
const toArchive = 'Bucket "claims" → ObjectCopy "subject" → Bucket "archive"';

const replicated = {
  bucket: "claims",
  rules: [{ status: "Enabled", destination: { bucket: "arn:aws:s3:::archive" } }],
};
const inline = {
  bucket: "claims",
  tags,
  replicationConfiguration: { rules: [{ destination: { bucket: from("archive") } }] },
};

const location = (name: string, bucketArn: string): Other => ({
  type: "aws:datasync/s3Location:S3Location",
  name,
  props: { s3BucketArn: bucketArn },
});
const task = { sourceLocationArn: from("there"), destinationLocationArn: from("here") };
const between = [location("there", from("claims")), location("here", from("archive"))];

const database = { type: "aws:rds/instance:Instance", name: "ehr", props: { tags } };
const vault = (props: object, name = "safe"): Other => ({ type: VAULT, name, props: { name, ...props } });
const selection = (props: object): Other => ({
  type: "aws:backup/selection:Selection",
  name: "chosen",
  props: { planId: from("subject"), ...props },
});
const chosen = selection({ resources: [from("ehr")] });
const plan = (rule: object = {}): object => ({ rules: [{ ruleName: "daily", targetVaultName: "safe", ...rule }] });
const copying = (destinationVaultArn: string): object => plan({ copyActions: [{ destinationVaultArn }] });
const planWay = (name: string): string => `Instance "ehr" → Selection "chosen" → Plan "subject" → Vault "${name}"`;

const snapshot = { type: "aws:rds/snapshot:Snapshot", name: "nightly", props: { dbInstanceIdentifier: from("ehr") } };
const copy = { sourceDbSnapshotIdentifier: from("nightly"), targetDbSnapshotIdentifier: "copy" };

testRule(phiFlowCrossBoundaryCopy, {
  valid: [
    { name: "object, to a bucket of the same classification", props: copied, others: [claims, archive] },
    {
      name: "object that is tagged itself",
      props: { ...copied, source: from("claims"), tags },
      others: [claims, bucket("archive")],
    },
    { name: "undeclared source, allowed region", props: copied, others: [bucket("claims"), bucket("archive")] },
    {
      name: "allowed region of the team's own",
      props: copied,
      others: [claims, abroad],
      settings: { allowedRegions: ["eu-west-1"] },
    },
    { name: "replication", type: REPLICATION, props: replicated, others: [claims, archive] },
    { name: "replication inline", type: BUCKET, props: inline, others: [archive] },
    { name: "DataSync", type: TASK, props: task, others: [claims, archive, ...between] },
    {
      name: "DataSync to file shares at home, tagged",
      type: TASK,
      props: task,
      others: [
        claims,
        location("there", from("claims")),
        { type: "aws:datasync/nfsLocation:NfsLocation", name: "here", props: { tags } },
      ],
    },
    {
      name: "backup to a vault of the same classification",
      type: PLAN,
      props: plan(),
      others: [database, chosen, vault({ tags })],
    },
    {
      name: "backup whose recovery points are tagged",
      type: PLAN,
      props: plan({ recoveryPointTags: tags }),
      others: [database, chosen, vault({})],
    },
    {
      name: "backup copied to another account in an allowed region",
      type: PLAN,
      props: copying("arn:aws:backup:us-west-2:444455556666:backup-vault:far"),
      others: [database, chosen, vault({ tags })],
    },
    {
      name: "snapshot with its tags",
      type: SNAPSHOT_COPY,
      props: { ...copy, copyTags: true },
      others: [database, snapshot],
    },
    {
      name: "snapshot to an allowed region, tagged itself",
      type: CLUSTER_COPY,
      props: { sourceDbClusterSnapshotIdentifier: from("nightly"), destinationRegion: "us-west-2", tags },
      others: [
        { type: "aws:rds/cluster:Cluster", name: "ehr", props: { tags } },
        {
          type: "aws:rds/clusterSnapshot:ClusterSnapshot",
          name: "nightly",
          props: { dbClusterIdentifier: from("ehr") },
        },
      ],
    },
    { name: "snapshot of another stack", type: SNAPSHOT_COPY, props: { sourceDbSnapshotIdentifier: "rds:ehr-1" } },
  ],
  invalid: [
    {
      name: "object, to a bucket without a classification",
      props: copied,
      others: [claims, bucket("archive")],
      finds: toArchive,
    },
    { name: "object, to another region", props: copied, others: [claims, abroad], finds: toArchive },
    {
      name: "object, tagged as something else",
      props: { ...copied, tags: internal },
      others: [claims, bucket("archive", { tags: internal })],
      finds: toArchive,
    },
    {
      name: "undeclared source, another region",
      props: copied,
      others: [bucket("claims"), bucket("archive", { region: "eu-west-1" })],
      finds: toArchive,
    },
    {
      name: "replication to another region",
      type: REPLICATION,
      props: replicated,
      others: [claims, abroad],
      finds: 'Bucket "claims" → BucketReplicationConfig "subject" → Bucket "archive"',
    },
    {
      name: "replication to another stack's bucket, under a key of another region",
      type: REPLICATION,
      props: {
        bucket: "claims",
        rules: [
          {
            destination: {
              bucket: "arn:aws:s3:::elsewhere",
              encryptionConfiguration: { replicaKmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/k" },
            },
          },
        ],
      },
      others: [claims],
      finds: "rules",
    },
    {
      name: "DataSync to a location of another stack, in another region",
      type: TASK,
      props: { ...task, destinationLocationArn: "arn:aws:datasync:eu-west-1:111122223333:location/loc-1" },
      others: [claims, location("there", from("claims"))],
      finds: "destinationLocationArn",
    },
    {
      name: "replication inline",
      type: BUCKET,
      props: inline,
      others: [bucket("archive")],
      finds: 'Bucket "subject" → Bucket "archive"',
    },
    {
      name: "replication inline, older bucket",
      type: "aws:s3/bucketV2:BucketV2",
      props: { tags, replicationConfigurations: [{ rules: [{ destinations: [{ bucket: from("archive") }] }] }] },
      others: [bucket("archive")],
      finds: 'BucketV2 "subject" → Bucket "archive"',
    },
    {
      name: "DataSync",
      type: TASK,
      props: task,
      others: [claims, bucket("archive"), ...between],
      finds: 'Bucket "claims" → S3Location "there" → Task "subject" → S3Location "here" → Bucket "archive"',
    },
    {
      name: "DataSync out of AWS, not tagged",
      type: TASK,
      props: task,
      others: [
        claims,
        location("there", from("claims")),
        { type: "aws:datasync/locationAzureBlob:LocationAzureBlob", name: "here" },
      ],
      finds: 'Bucket "claims" → S3Location "there" → Task "subject" → LocationAzureBlob "here"',
    },
    {
      name: "backup to a vault without a classification",
      type: PLAN,
      props: plan(),
      others: [database, chosen, vault({})],
      finds: planWay("safe"),
    },
    {
      name: "backup of what is chosen by tag",
      type: PLAN,
      props: plan(),
      others: [
        database,
        selection({ selectionTags: [{ type: "STRINGEQUALS", key: "DataClassification", value: "phi" }] }),
        vault({}),
      ],
      finds: planWay("safe"),
    },
    {
      name: "backup of what is chosen by condition",
      type: PLAN,
      props: plan(),
      others: [
        database,
        selection({ conditions: [{ stringEquals: [{ key: "aws:ResourceTag/DataClassification", value: "phi" }] }] }),
        vault({}),
      ],
      finds: planWay("safe"),
    },
    {
      name: "backup, one rule's recovery points not tagged",
      type: PLAN,
      props: { rules: [{ targetVaultName: "safe", recoveryPointTags: tags }, { targetVaultName: "safe" }] },
      others: [database, chosen, vault({})],
      finds: planWay("safe"),
    },
    {
      name: "plan tagged as patient data, nothing chosen here",
      type: PLAN,
      props: { ...plan(), tags },
      others: [vault({})],
      finds: 'Plan "subject" → Vault "safe"',
    },
    {
      name: "backup copied to a vault in another region",
      type: PLAN,
      props: copying(from("far")),
      others: [database, chosen, vault({ tags, region: "eu-west-1" }, "far")],
      finds: planWay("far"),
    },
    {
      name: "backup copied to a vault by the ARN that AWS answered",
      type: PLAN,
      props: copying("arn:aws:backup:eu-west-1:111122223333:backup-vault:far-1a2b"),
      others: [
        database,
        chosen,
        {
          ...vault({ tags, name: undefined, region: "eu-west-1" }, "far"),
          outputs: { arn: "arn:aws:backup:eu-west-1:111122223333:backup-vault:far-1a2b" },
        },
        vault({ tags }),
      ],
      finds: planWay("far"),
    },
    {
      name: "backup copied to another account in another region",
      type: PLAN,
      props: copying("arn:aws:backup:eu-west-1:444455556666:backup-vault:far"),
      others: [database, chosen, vault({ tags })],
      finds: "rules",
    },
    {
      name: "snapshot without its tags",
      type: SNAPSHOT_COPY,
      props: copy,
      others: [database, snapshot],
      finds: ["copyTags", "tags"],
    },
    {
      name: "snapshot to another region",
      type: SNAPSHOT_COPY,
      props: { ...copy, copyTags: true, destinationRegion: "eu-west-1" },
      others: [database, snapshot],
      finds: "destinationRegion",
    },
    {
      name: "cluster snapshot without its tags",
      type: CLUSTER_COPY,
      props: { sourceDbClusterSnapshotIdentifier: from("nightly"), copyTags: false },
      others: [{ type: "aws:rds/clusterSnapshot:ClusterSnapshot", name: "nightly", props: { tags } }],
      finds: ["copyTags", "tags"],
    },
  ],
  notJudged: [
    { name: "another type", type: VAULT, props: {}, because: "other-type" },
    {
      name: "no patient data",
      props: copied,
      others: [bucket("claims", { tags: internal }), abroad],
      because: "exempt",
    },
    {
      name: "bucket without replication",
      type: BUCKET,
      props: { bucket: "claims" },
      others: [archive],
      because: "exempt",
    },
    { name: "bucket of another stack", type: REPLICATION, props: replicated, others: [claims], because: "exempt" },
    {
      name: "backup of what holds no patient data",
      type: PLAN,
      props: plan(),
      others: [{ ...database, props: { tags: internal } }, chosen, vault({ region: "eu-west-1" })],
      because: "exempt",
    },
    {
      name: "backup of what is chosen by another tag",
      type: PLAN,
      props: plan(),
      others: [
        { type: "aws:rds/instance:Instance", name: "web", props: { tags: { ...internal, backup: "daily" } } },
        selection({ selectionTags: [{ type: "STRINGEQUALS", key: "backup", value: "daily" }] }),
        vault({}),
      ],
      because: "exempt",
    },
    {
      name: "destination not known",
      props: { ...copied, bucket: unknownString },
      others: [claims],
      because: "unknown",
      finds: "bucket",
    },
    {
      name: "destination's tags not known",
      props: copied,
      others: [claims, bucket("archive", { tags: unknownValue })],
      because: "unknown",
      finds: "Bucket.tags",
    },
    {
      name: "the object's tags not known",
      props: { ...copied, tags: { DataClassification: unknownString } },
      others: [claims, bucket("archive")],
      because: "unknown",
      finds: "tags",
    },
    {
      name: "destination region not known",
      type: SNAPSHOT_COPY,
      props: { ...copy, copyTags: true, destinationRegion: unknownString },
      others: [database, snapshot],
      because: "unknown",
      finds: "destinationRegion",
    },
  ],
});
