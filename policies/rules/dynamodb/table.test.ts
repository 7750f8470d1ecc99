import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  dynamodbGlobalTableReplicaParity,
  dynamodbPitrEnabled,
  dynamodbReplicaCmk,
  dynamodbTableDeletionProtectionEnabled,
  dynamodbTableEncryptedKms,
  TABLE,
  TABLE_REPLICA,
} from "./table";

const another = { name: "another type", type: "aws:dynamodb/tag:Tag", props: {}, because: "other-type" } as const;

const claims = {
  name: "claims",
  billingMode: "PAY_PER_REQUEST",
  hashKey: "id",
  attributes: [{ name: "id", type: "S" }],
};
const globalTableArn = "arn:aws:dynamodb:us-east-1:111122223333:table/claims";
const kmsKeyArn = "arn:aws:kms:us-east-1:111122223333:key/k";
const replicaKey = "arn:aws:kms:us-west-2:111122223333:key/k";
const replica = { regionName: "us-west-2" };

testRule(dynamodbPitrEnabled, {
  valid: [
    { name: "on", props: { ...claims, pointInTimeRecovery: { enabled: true } } },
    {
      name: "on for the replica too",
      props: {
        ...claims,
        pointInTimeRecovery: { enabled: true },
        replicas: [{ ...replica, pointInTimeRecovery: true }],
      },
    },
    { name: "replica", type: TABLE_REPLICA, props: { globalTableArn, pointInTimeRecovery: true } },
  ],
  invalid: [
    { name: "left out", props: claims, finds: "pointInTimeRecovery.enabled" },
    {
      name: "off",
      props: { ...claims, pointInTimeRecovery: { enabled: false } },
      finds: "pointInTimeRecovery.enabled",
    },
    {
      name: "not for one of the replicas",
      props: {
        ...claims,
        pointInTimeRecovery: { enabled: true },
        replicas: [{ ...replica, pointInTimeRecovery: true }, { regionName: "eu-west-1" }],
      },
      finds: "replicas[1].pointInTimeRecovery",
    },
    { name: "replica left out", type: TABLE_REPLICA, props: { globalTableArn }, finds: "pointInTimeRecovery" },
    {
      name: "replica off",
      type: TABLE_REPLICA,
      props: { globalTableArn, pointInTimeRecovery: false },
      finds: "pointInTimeRecovery",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...claims, pointInTimeRecovery: { enabled: unknownValue } },
      because: "unknown",
      finds: "pointInTimeRecovery.enabled",
    },
  ],
});

testRule(dynamodbTableEncryptedKms, {
  valid: [
    { name: "key by ARN", props: { ...claims, serverSideEncryption: { enabled: true, kmsKeyArn } } },
    {
      name: "made in the same preview",
      props: { ...claims, serverSideEncryption: { enabled: true, kmsKeyArn: from("key") } },
      others: [{ type: "aws:kms/key:Key", name: "key" }],
    },
  ],
  invalid: [
    {
      name: "left out",
      props: claims,
      finds: ["serverSideEncryption.enabled", "serverSideEncryption.kmsKeyArn"],
    },
    {
      name: "AWS managed key",
      props: { ...claims, serverSideEncryption: { enabled: true } },
      finds: "serverSideEncryption.kmsKeyArn",
    },
    {
      name: "AWS alias",
      props: { ...claims, serverSideEncryption: { enabled: true, kmsKeyArn: "alias/aws/dynamodb" } },
      finds: "serverSideEncryption.kmsKeyArn",
    },
    {
      name: "off",
      props: { ...claims, serverSideEncryption: { enabled: false, kmsKeyArn } },
      finds: "serverSideEncryption.enabled",
    },
  ],
  notJudged: [
    another,
    {
      name: "from another stack",
      props: { ...claims, serverSideEncryption: { enabled: true, kmsKeyArn: unknownString } },
      because: "unknown",
      finds: "serverSideEncryption.kmsKeyArn",
    },
  ],
});

testRule(dynamodbReplicaCmk, {
  valid: [
    { name: "key by ARN", props: { globalTableArn, kmsKeyArn: replicaKey } },
    {
      name: "replicas of a table",
      type: TABLE,
      props: { ...claims, replicas: [{ ...replica, kmsKeyArn: replicaKey }] },
    },
    {
      name: "made in the same preview",
      props: { globalTableArn: from("table"), kmsKeyArn: from("key") },
      others: [
        { type: TABLE, name: "table" },
        { type: "aws:kms/replicaKey:ReplicaKey", name: "key" },
      ],
    },
  ],
  invalid: [
    { name: "left out", props: { globalTableArn }, finds: "kmsKeyArn" },
    { name: "AWS alias", props: { globalTableArn, kmsKeyArn: "alias/aws/dynamodb" }, finds: "kmsKeyArn" },
    {
      name: "second replica of a table",
      type: TABLE,
      props: { ...claims, replicas: [{ ...replica, kmsKeyArn: replicaKey }, { regionName: "eu-west-1" }] },
      finds: "replicas[1].kmsKeyArn",
    },
  ],
  notJudged: [
    another,
    { name: "no replicas", type: TABLE, props: claims, because: "exempt" },
    { name: "empty list of replicas", type: TABLE, props: { ...claims, replicas: [] }, because: "exempt" },
    {
      name: "from another stack",
      props: { globalTableArn, kmsKeyArn: unknownString },
      because: "unknown",
      finds: "kmsKeyArn",
    },
    {
      name: "replicas not known yet",
      type: TABLE,
      props: { ...claims, replicas: unknownValue },
      because: "unknown",
      finds: "replicas",
    },
  ],
});

testRule(dynamodbTableDeletionProtectionEnabled, {
  valid: [
    { name: "on", props: { ...claims, deletionProtectionEnabled: true } },
    { name: "replica", type: TABLE_REPLICA, props: { globalTableArn, deletionProtectionEnabled: true } },
  ],
  invalid: [
    { name: "left out", props: claims, finds: "deletionProtectionEnabled" },
    { name: "off", props: { ...claims, deletionProtectionEnabled: false }, finds: "deletionProtectionEnabled" },
    { name: "replica", type: TABLE_REPLICA, props: { globalTableArn }, finds: "deletionProtectionEnabled" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...claims, deletionProtectionEnabled: unknownValue },
      because: "unknown",
      finds: "deletionProtectionEnabled",
    },
  ],
});

const guarded = {
  ...claims,
  pointInTimeRecovery: { enabled: true },
  serverSideEncryption: { enabled: true, kmsKeyArn },
  deletionProtectionEnabled: true,
};
const guardedReplica = {
  ...replica,
  pointInTimeRecovery: true,
  kmsKeyArn: replicaKey,
  deletionProtectionEnabled: true,
};
const asTable = (props: object) => ({ type: TABLE, name: "claims", props });
const everything = ["deletionProtectionEnabled", "kmsKeyArn", "pointInTimeRecovery"];

testRule(dynamodbGlobalTableReplicaParity, {
  valid: [
    { name: "as the table", props: { ...guarded, replicas: [guardedReplica] } },
    { name: "more than the table", props: { ...claims, replicas: [guardedReplica] } },
    { name: "as little as the table", props: { ...claims, replicas: [replica] } },
    {
      name: "table under AWS's key",
      props: { ...claims, serverSideEncryption: { enabled: true }, replicas: [replica] },
    },
    {
      name: "replica by reference",
      type: TABLE_REPLICA,
      props: { ...guardedReplica, globalTableArn: from("claims") },
      others: [asTable(guarded)],
    },
    {
      name: "replica by ARN",
      type: TABLE_REPLICA,
      props: { ...guardedReplica, globalTableArn },
      others: [{ ...asTable(guarded), outputs: { arn: globalTableArn } }],
    },
    {
      name: "replica of a table without protection",
      type: TABLE_REPLICA,
      props: { globalTableArn: from("claims") },
      others: [asTable(claims)],
    },
  ],
  invalid: [
    {
      name: "less than the table",
      props: { ...guarded, replicas: [replica] },
      finds: everything.map((name) => `replicas[0].${name}`),
    },
    {
      name: "no recovery",
      props: { ...guarded, replicas: [{ ...guardedReplica, pointInTimeRecovery: false }] },
      finds: "replicas[0].pointInTimeRecovery",
    },
    {
      name: "AWS's key on the second",
      props: { ...guarded, replicas: [guardedReplica, { ...guardedReplica, kmsKeyArn: undefined }] },
      finds: "replicas[1].kmsKeyArn",
    },
    {
      name: "no protection against deletion",
      props: { ...guarded, replicas: [{ ...guardedReplica, deletionProtectionEnabled: false }] },
      finds: "replicas[0].deletionProtectionEnabled",
    },
    {
      name: "replica by reference",
      type: TABLE_REPLICA,
      props: { globalTableArn: from("claims") },
      others: [asTable(guarded)],
      finds: everything,
    },
    {
      name: "replica by ARN",
      type: TABLE_REPLICA,
      props: { globalTableArn },
      others: [{ ...asTable(guarded), outputs: { arn: globalTableArn } }],
      finds: everything,
    },
  ],
  notJudged: [
    another,
    { name: "no replicas", props: guarded, because: "exempt" },
    { name: "no tables", type: TABLE_REPLICA, props: { globalTableArn }, because: "exempt" },
    {
      name: "of a table of another stack",
      type: TABLE_REPLICA,
      props: { globalTableArn },
      others: [{ ...asTable(guarded), name: "intake" }],
      because: "exempt",
    },
    {
      name: "of a table not known yet",
      type: TABLE_REPLICA,
      props: { globalTableArn: unknownString },
      others: [asTable(guarded)],
      because: "unknown",
      finds: "globalTableArn",
    },
    {
      name: "recovery not known yet",
      props: { ...guarded, replicas: [{ ...guardedReplica, pointInTimeRecovery: unknownValue }] },
      because: "unknown",
      finds: "replicas[0].pointInTimeRecovery",
    },
  ],
});
