import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { kmsKeyMultiRegionAuthorised, kmsMultiRegionKeyForDr } from "./multi-region";

const NATIVE = "aws-native:kms:Key";
const REPLICA = "aws:kms/replicaKey:ReplicaKey";
const another = { name: "another type", type: REPLICA, props: {}, because: "other-type" } as const;
const tags = { "phiguard:dr-replication": "true" };
const MARKS = [
  "phiguard:dr",
  "phiguard:multi-region",
  "DisasterRecovery",
  "disaster-recovery",
  "disasterRecovery",
  "DRReplication",
  "DrReplication",
  "dr-replication",
  "drReplication",
  "DR",
  "dr",
  "MultiRegion",
  "multi-region",
  "multiRegion",
  "Replication",
  "replication",
];

testRule(kmsKeyMultiRegionAuthorised, {
  valid: [
    { name: "one region", props: { description: "Claims", multiRegion: false } },
    { name: "left out", props: { description: "Claims" } },
    { name: "for recovery", props: { multiRegion: true, tags } },
    ...MARKS.map((mark) => ({ name: `marked ${mark}`, props: { multiRegion: true, tags: { [mark]: "us-west-2" } } })),
    ...["phiguard:purpose", "Purpose", "purpose"].map((purpose) => ({
      name: `by ${purpose}`,
      props: { multiRegion: true, tags: { [purpose]: "Disaster-Recovery" } },
    })),
    ...["dr", "DR replication", "dr-replication", "disaster recovery", " replication "].map((purpose) => ({
      name: `for ${purpose}`,
      props: { multiRegion: true, tags: { Purpose: purpose } },
    })),
    {
      name: "by a tag of the team's",
      props: { multiRegion: true, tags: { geo: "yes" } },
      config: { recoveryTags: ["geo"] },
    },
    { name: "Cloud Control key", type: NATIVE, props: { multiRegion: true, tags: [{ key: "DR", value: "true" }] } },
  ],
  invalid: [
    { name: "no tag", props: { multiRegion: true }, finds: ["multiRegion", "tags"] },
    { name: "other tags", props: { multiRegion: true, tags: { team: "dr" } }, finds: ["multiRegion", "tags"] },
    {
      name: "another purpose",
      props: { multiRegion: true, tags: { Purpose: "drafts" } },
      finds: ["multiRegion", "tags"],
    },
    ...["false", "No", "none", "0", ""].map((value) => ({
      name: `marked "${value}"`,
      props: { multiRegion: true, tags: { DR: value } },
      finds: ["multiRegion", "tags"],
    })),
    { name: "Cloud Control key", type: NATIVE, props: { multiRegion: true }, finds: ["multiRegion", "tags"] },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { multiRegion: unknownValue }, because: "unknown", finds: "multiRegion" },
    { name: "tags not known yet", props: { multiRegion: true, tags: unknownValue }, because: "unknown", finds: "tags" },
    {
      name: "purpose not known yet",
      props: { multiRegion: true, tags: { Purpose: unknownString } },
      because: "unknown",
      finds: "tags",
    },
  ],
});

const replica = (primaryKeyArn: unknown): OtherResource => ({ type: REPLICA, name: "r", props: { primaryKeyArn } });
const arn = "arn:aws:kms:us-east-1:111122223333:key/mrk-1234abcd";
const secret = (props: object): OtherResource => ({ type: "aws:secretsmanager/secret:Secret", name: "s", props });
const table = (props: object): OtherResource => ({ type: "aws:dynamodb/table:Table", name: "t", props });

const tableReplica = (props: object): OtherResource => ({
  type: "aws:dynamodb/tableReplica:TableReplica",
  name: "copy",
  props: { globalTableArn: from("t"), ...props },
});
const west: OtherResource = { type: "aws:kms/key:Key", name: "west", provider: { name: "west", region: "us-west-2" } };
const westArn = "arn:aws:kms:us-west-2:111122223333:key/k";
const eastArn = "arn:aws:kms:us-east-1:111122223333:key/k";
const encryptedTable = table({ serverSideEncryption: { enabled: true, kmsKeyArn: from("subject") } });

testRule(kmsMultiRegionKeyForDr, {
  valid: [
    {
      name: "a replica by ARN",
      props: { multiRegion: true, tags },
      outputs: { arn },
      others: [replica(arn)],
    },
    { name: "a replica by reference", props: { multiRegion: true, tags }, others: [replica(from("subject"))] },
    {
      name: "for a secret with replicas",
      props: { multiRegion: true },
      others: [replica(from("subject")), secret({ kmsKeyId: from("subject"), replicas: [{ region: "us-west-2" }] })],
    },
    { name: "Cloud Control key", type: NATIVE, props: { multiRegion: true }, others: [replica(from("subject"))] },
  ],
  invalid: [
    { name: "one region", props: { tags }, finds: ["multiRegion", "ReplicaKey"] },
    { name: "no replica", props: { multiRegion: true, tags }, finds: "ReplicaKey" },
    {
      name: "by a tag of the team's",
      props: { tags: { geo: "yes" } },
      config: { recoveryTags: ["geo"] },
      finds: ["multiRegion", "ReplicaKey"],
    },
    { name: "no replica, not marked", props: { multiRegion: true }, finds: "ReplicaKey" },
    {
      name: "a replica of another key",
      props: { multiRegion: true, tags },
      others: [{ type: "aws:kms/key:Key", name: "k2" }, replica(from("k2"))],
      finds: "ReplicaKey",
    },
    {
      name: "for a secret with replicas",
      props: {},
      others: [secret({ kmsKeyId: from("subject"), replicas: [{ region: "us-west-2" }] })],
      finds: ["multiRegion", "ReplicaKey"],
    },
    {
      name: "for a table with replicas",
      props: {},
      others: [
        table({
          serverSideEncryption: { enabled: true, kmsKeyArn: from("subject") },
          replicas: [{ regionName: "us-west-2" }],
        }),
      ],
      finds: ["multiRegion", "ReplicaKey"],
    },
    {
      name: "for a table with a replica beside it",
      props: {},
      others: [encryptedTable, tableReplica({})],
      finds: ["multiRegion", "ReplicaKey"],
    },
    {
      name: "for a table whose replica names the same key",
      props: {},
      others: [encryptedTable, tableReplica({ kmsKeyArn: from("subject") })],
      finds: ["multiRegion", "ReplicaKey"],
    },
    {
      name: "for a secret whose replica names the same key by ARN",
      props: {},
      outputs: { arn: eastArn },
      others: [secret({ kmsKeyId: eastArn, replicas: [{ region: "us-west-2", kmsKeyId: eastArn }] })],
      finds: ["multiRegion", "ReplicaKey"],
    },
    {
      name: "for a secret of which one replica names no key",
      props: {},
      others: [
        secret({
          kmsKeyId: from("subject"),
          replicas: [{ region: "us-west-2", kmsKeyId: westArn }, { region: "eu-west-1" }],
        }),
      ],
      finds: ["multiRegion", "ReplicaKey"],
    },
    {
      name: "for recovery, though a replica has a key of its own",
      props: { tags },
      others: [secret({ kmsKeyId: from("subject"), replicas: [{ region: "us-west-2", kmsKeyId: westArn }] })],
      finds: ["multiRegion", "ReplicaKey"],
    },
    {
      name: "one region, though replicated",
      props: { multiRegion: false, tags },
      others: [replica(from("subject"))],
      finds: "multiRegion",
    },
    { name: "Cloud Control key", type: NATIVE, props: { multiRegion: true }, finds: "ReplicaKey" },
  ],
  notJudged: [
    another,
    { name: "nothing is copied", props: {}, because: "exempt" },
    {
      name: "a secret without replicas",
      props: {},
      others: [secret({ kmsKeyId: from("subject") })],
      because: "exempt",
    },
    {
      name: "a table without replicas",
      props: {},
      others: [table({ serverSideEncryption: { kmsKeyArn: from("subject") } })],
      because: "exempt",
    },
    ...[
      { name: "by ARN", kmsKeyId: westArn },
      { name: "made in the same preview", kmsKeyId: from("west") },
      { name: "made in the same preview, beside this one", kmsKeyId: from("west", "subject") },
      { name: "of another stack", kmsKeyId: unknownString },
    ].map(({ name, kmsKeyId }) => ({
      name: `a secret whose replica has a key of its own, ${name}`,
      props: {},
      others: [west, secret({ kmsKeyId: from("subject"), replicas: [{ region: "us-west-2", kmsKeyId }] })],
      because: "exempt" as const,
    })),
    {
      name: "a table whose replica has a key of its own",
      props: {},
      others: [
        table({
          serverSideEncryption: { enabled: true, kmsKeyArn: from("subject") },
          replicas: [{ regionName: "us-west-2", kmsKeyArn: westArn }],
        }),
      ],
      because: "exempt",
    },
    ...[from("west"), westArn].map((kmsKeyArn) => ({
      name: `a table whose replica beside it has a key of its own${kmsKeyArn === westArn ? ", by ARN" : ""}`,
      props: {},
      others: [west, encryptedTable, tableReplica({ kmsKeyArn })],
      because: "exempt" as const,
    })),
    {
      name: "another table's replica",
      props: {},
      others: [
        encryptedTable,
        { type: "aws:dynamodb/table:Table", name: "t2" },
        tableReplica({ globalTableArn: from("t2") }),
      ],
      because: "exempt",
    },
    {
      name: "replicas not known yet",
      props: {},
      others: [secret({ kmsKeyId: from("subject"), replicas: unknownValue })],
      because: "unknown",
      finds: "Secret.replicas",
    },
    {
      name: "another key's secret",
      props: {},
      others: [
        { type: "aws:kms/key:Key", name: "k2" },
        secret({ kmsKeyId: from("k2"), replicas: [{ region: "us-west-2" }] }),
      ],
      because: "exempt",
    },
    {
      name: "beside a table that names no key and is not copied",
      props: {},
      others: [{ ...table({ hashKey: "id" }), outputs: { serverSideEncryption: unknownValue } }],
      because: "exempt",
    },
    {
      name: "beside a copied table that names no key",
      props: {},
      others: [
        {
          ...table({ hashKey: "id", replicas: [{ regionName: "us-west-2" }] }),
          outputs: { serverSideEncryption: unknownValue },
        },
      ],
      because: "exempt",
    },
    {
      name: "beside a copied table under a key of AWS's own",
      props: {},
      others: [table({ serverSideEncryption: { enabled: unknownValue }, replicas: [{ regionName: "us-west-2" }] })],
      because: "exempt",
    },
    {
      name: "beside a secret and a table that are not copied and whose keys are not known yet",
      props: {},
      others: [secret({ kmsKeyId: unknownString }), table({ serverSideEncryption: { kmsKeyArn: unknownString } })],
      because: "exempt",
    },
    {
      name: "a copied secret's key is not known yet",
      props: {},
      others: [secret({ kmsKeyId: unknownString, replicas: [{ region: "us-west-2" }] })],
      because: "unknown",
      finds: "Secret.kmsKeyId",
    },
    {
      name: "a copied table's key is not known yet",
      props: {},
      others: [table({ serverSideEncryption: { kmsKeyArn: unknownString }, replicas: [{ regionName: "us-west-2" }] })],
      because: "unknown",
      finds: "Table.serverSideEncryption",
    },
    {
      name: "a replica from elsewhere",
      props: { multiRegion: true, tags },
      others: [replica(unknownString)],
      because: "unknown",
      finds: "ReplicaKey.primaryKeyArn",
    },
    { name: "tags not known yet", props: { tags: unknownValue }, because: "unknown", finds: "tags" },
  ],
});
