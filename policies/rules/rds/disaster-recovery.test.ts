import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { CLUSTER, GLOBAL_CLUSTER, INSTANCE } from "./database";
import { drRdsCrossRegionCopy, drReplicaEncryptedRegionalCmk } from "./disaster-recovery";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const SELECTION = "aws:backup/selection:Selection";
const PLAN = "aws:backup/plan:Plan";
const VAULT = "aws:backup/vault:Vault";
const REPLICATION = "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication";
const postgres = { engine: "postgres", instanceClass: "db.m7g.large" };
const claims = { ...postgres, identifier: "claims", tags: { backup: "daily", stage: "production" } };
const aurora = { engine: "aurora-postgresql" };
const selects = (props: object, name = "selection") => ({
  type: SELECTION,
  name,
  props: { planId: "daily", ...props },
});

const copiesTo = (destinationVaultArn: unknown) => ({
  type: PLAN,
  name: "plan",
  props: {
    rules: [
      { ruleName: "hourly", targetVaultName: "here" },
      { ruleName: "daily", targetVaultName: "here", copyActions: [{ destinationVaultArn }] },
    ],
  },
});
const planned = selects({ resources: [from("subject")], planId: from("plan") });
const farVault = "arn:aws:backup:us-west-2:111122223333:backup-vault:copies";
const nearVault = "arn:aws:backup:us-east-1:111122223333:backup-vault:copies";
const vault = (region: string, name = "vault") => ({ type: VAULT, name, props: { region } });
const NONE = "InstanceAutomatedBackupsReplication";

testRule(drRdsCrossRegionCopy, {
  valid: [
    {
      name: "backups replicated",
      props: claims,
      others: [
        {
          type: REPLICATION,
          name: "copy",
          props: { sourceDbInstanceArn: "arn:aws:rds:us-east-1:111122223333:db:claims", region: "us-west-2" },
        },
      ],
    },
    {
      name: "backups replicated, by reference",
      props: postgres,
      others: [{ type: REPLICATION, name: "copy", props: { sourceDbInstanceArn: from("subject") } }],
    },
    {
      name: "replica in another region",
      props: postgres,
      others: [{ type: INSTANCE, name: "copy", props: { replicateSourceDb: from("subject"), region: "us-west-2" } }],
    },
    {
      name: "replica in another region, by ARN",
      props: claims,
      others: [
        {
          type: INSTANCE,
          name: "copy",
          props: { replicateSourceDb: "arn:aws:rds:us-east-1:111122223333:db:claims", region: "us-west-2" },
        },
      ],
    },
    {
      name: "a second replica in another region",
      props: postgres,
      others: [
        { type: INSTANCE, name: "near", props: { replicateSourceDb: from("subject") } },
        { type: INSTANCE, name: "copy", props: { replicateSourceDb: from("subject"), region: "us-west-2" } },
      ],
    },
    {
      name: "cluster with a replica in another region",
      type: CLUSTER,
      props: aurora,
      others: [
        { type: CLUSTER, name: "copy", props: { replicationSourceIdentifier: from("subject"), region: "us-west-2" } },
      ],
    },
    {
      name: "cluster of a global database",
      type: CLUSTER,
      props: { ...aurora, globalClusterIdentifier: unknownString },
    },
    {
      name: "source of a global database",
      type: CLUSTER,
      props: aurora,
      others: [{ type: GLOBAL_CLUSTER, name: "world", props: { sourceDbClusterIdentifier: from("subject") } }],
    },
    { name: "plan that copies to another region", props: postgres, others: [planned, copiesTo(farVault)] },
    {
      name: "plan that copies to a vault of the program",
      props: postgres,
      others: [planned, copiesTo(from("vault")), vault("us-west-2")],
    },
    {
      name: "plan of two vaults, one far",
      props: postgres,
      others: [planned, copiesTo(from("vault", "near")), vault("us-west-2"), vault("us-east-1", "near")],
    },
    {
      name: "plan that copies to an air-gapped vault",
      props: postgres,
      others: [
        planned,
        copiesTo(from("vault")),
        { ...vault("us-west-2"), type: "aws:backup/logicallyAirGappedVault:LogicallyAirGappedVault" },
      ],
    },
  ],
  invalid: [
    { name: "no copy", props: claims, finds: NONE },
    { name: "patient data by its tag", props: { ...postgres, tags: { DataClassification: "phi" } }, finds: NONE },
    { name: "cluster", type: CLUSTER, props: aurora, finds: "GlobalCluster" },
    {
      name: "another database's backups",
      props: claims,
      others: [
        {
          type: REPLICATION,
          name: "copy",
          props: { sourceDbInstanceArn: "arn:aws:rds:us-east-1:111122223333:db:intake" },
        },
      ],
      finds: NONE,
    },
    {
      name: "replica in the same region",
      props: postgres,
      others: [{ type: INSTANCE, name: "copy", props: { replicateSourceDb: from("subject") } }],
      finds: NONE,
    },
    {
      name: "plan that does not copy",
      props: postgres,
      others: [
        planned,
        { type: PLAN, name: "plan", props: { rules: [{ ruleName: "daily", targetVaultName: "here" }] } },
      ],
      finds: NONE,
    },
    { name: "plan that copies in the region", props: postgres, others: [planned, copiesTo(nearVault)], finds: NONE },
    {
      name: "plan that copies to a vault of the same region",
      props: postgres,
      others: [planned, copiesTo(from("vault")), vault("us-east-1")],
      finds: NONE,
    },
    {
      name: "plan for other resources",
      props: claims,
      others: [selects({ resources: ["arn:aws:ec2:*:*:volume/*"], planId: from("plan") }), copiesTo(farVault)],
      finds: NONE,
    },
    { name: "plan whose vault has no region", props: postgres, others: [planned, copiesTo("copies")], finds: NONE },
  ],
  notJudged: [
    another,
    { name: "replica", props: { replicateSourceDb: "claims" }, because: "exempt" },
    { name: "no patient data", props: { ...postgres, tags: { DataClassification: "internal" } }, because: "exempt" },
    {
      name: "classification not known yet",
      props: { ...postgres, tags: unknownValue },
      because: "unknown",
      finds: "tags",
    },
    {
      name: "backups of a database that is not known yet",
      props: postgres,
      others: [{ type: REPLICATION, name: "copy", props: { sourceDbInstanceArn: unknownString } }],
      because: "unknown",
      finds: "InstanceAutomatedBackupsReplication.sourceDbInstanceArn",
    },
    {
      name: "plan made elsewhere",
      props: postgres,
      others: [selects({ resources: [from("subject")] })],
      because: "unknown",
      finds: "Selection.planId",
    },
    {
      name: "vault from another stack",
      props: postgres,
      others: [planned, copiesTo(unknownString)],
      because: "unknown",
      finds: "Plan.rules[1].copyActions[0].destinationVaultArn",
    },
    {
      name: "vault made by something else",
      props: postgres,
      others: [planned, copiesTo(from("stack")), { type: "pulumi:pulumi:StackReference", name: "stack" }],
      because: "unknown",
      finds: "Plan.rules[1].copyActions[0].destinationVaultArn",
    },
    {
      name: "region not known yet",
      props: { ...postgres, region: unknownString },
      region: "",
      others: [planned, copiesTo(farVault)],
      because: "unknown",
      finds: "Plan.rules[1].copyActions[0].destinationVaultArn",
    },
    {
      name: "replica's region not known yet",
      props: postgres,
      region: "",
      others: [{ type: INSTANCE, name: "copy", props: { replicateSourceDb: from("subject") } }],
      because: "unknown",
      finds: "region",
    },
  ],
});

const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/k";
const far = "arn:aws:rds:us-west-2:111122223333:db:claims";
const ready = { replicateSourceDb: far, kmsKeyId, multiAz: true, deletionProtection: true };
const source = (region: string) => ({ type: INSTANCE, name: "source", props: { ...claims, region } });
const key = (region: string, type = "aws:kms/key:Key") => ({ type, name: "key", props: { region } });

const KEY_TYPES = [
  "key:Key",
  "replicaKey:ReplicaKey",
  "externalKey:ExternalKey",
  "replicaExternalKey:ReplicaExternalKey",
  "alias:Alias",
];

testRule(drReplicaEncryptedRegionalCmk, {
  valid: [
    { name: "key, standby and protection", props: ready },
    {
      name: "source of the program",
      props: { ...ready, replicateSourceDb: from("source") },
      others: [source("us-west-2")],
    },
    { name: "key by alias", props: { ...ready, kmsKeyId: "alias/claims" } },
    ...KEY_TYPES.map((type) => ({
      name: `key of the region, ${type}`,
      props: { ...ready, kmsKeyId: from("key") },
      others: [key("us-east-1", `aws:kms/${type}`)],
    })),
  ],
  invalid: [
    {
      name: "nothing of it",
      props: { replicateSourceDb: far },
      finds: ["kmsKeyId", "multiAz", "deletionProtection"],
    },
    { name: "no key", props: { ...ready, kmsKeyId: undefined }, finds: "kmsKeyId" },
    { name: "AWS's key", props: { ...ready, kmsKeyId: "alias/aws/rds" }, finds: "kmsKeyId" },
    {
      name: "key of the source's region",
      props: { ...ready, kmsKeyId: "arn:aws:kms:us-west-2:111122223333:key/k" },
      others: [key("us-east-1")],
      finds: "kmsKeyId",
    },
    ...KEY_TYPES.map((type) => ({
      name: `key made in the source's region, ${type}`,
      props: { ...ready, kmsKeyId: from("key") },
      others: [key("us-west-2", `aws:kms/${type}`)],
      finds: "kmsKeyId",
    })),
    { name: "no standby", props: { ...ready, multiAz: false }, finds: "multiAz" },
    { name: "no protection", props: { ...ready, deletionProtection: false }, finds: "deletionProtection" },
    {
      name: "source of the program",
      props: { replicateSourceDb: from("source"), kmsKeyId, multiAz: true },
      others: [source("us-west-2")],
      finds: "deletionProtection",
    },
  ],
  notJudged: [
    another,
    { name: "no replica", props: postgres, because: "exempt" },
    {
      name: "replica of the same region",
      props: { replicateSourceDb: from("source") },
      others: [source("us-east-1")],
      because: "exempt",
    },
    { name: "by identifier", props: { replicateSourceDb: "claims" }, others: [source("us-west-2")], because: "exempt" },
    {
      name: "source made elsewhere",
      props: { replicateSourceDb: unknownString },
      because: "unknown",
      finds: "replicateSourceDb",
    },
    {
      name: "key from another stack",
      props: { ...ready, kmsKeyId: unknownString },
      because: "unknown",
      finds: "kmsKeyId",
    },
    {
      name: "own region not known yet, source of the program",
      props: { ...ready, replicateSourceDb: from("source") },
      region: "",
      others: [source("us-west-2")],
      because: "unknown",
      finds: "replicateSourceDb",
    },
    {
      name: "own region not known yet",
      props: ready,
      region: "",
      because: "unknown",
      finds: "replicateSourceDb",
    },
  ],
});
