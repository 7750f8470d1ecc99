import { from, testRule, unknownString } from "../../testing/rule-tester";
import { secretsReplicaForDr } from "./recovery";

const replicas = [{ region: "us-west-2", kmsKeyId: "arn:aws:kms:us-west-2:111122223333:key/k" }];
const KEY = "aws:kms/key:Key";
const tags = { "phiguard:dr": "true" };

testRule(secretsReplicaForDr, {
  valid: [
    { name: "replica with a key", props: { tags, replicas } },
    { name: "two replicas", props: { replicas: [...replicas, { region: "us-east-2", kmsKeyId: "alias/claims" }] } },
  ],
  invalid: [
    { name: "needed, no replica", props: { tags }, finds: "replicas" },
    { name: "replica without a key", props: { replicas: [{ region: "us-west-2" }] }, finds: "replicas[0].kmsKeyId" },
    {
      name: "one of two replicas without a key",
      props: { replicas: [...replicas, { region: "us-east-2" }] },
      finds: "replicas[1].kmsKeyId",
    },
    {
      name: "replica with the AWS managed key",
      props: { replicas: [{ region: "us-west-2", kmsKeyId: "aws/secretsmanager" }] },
      finds: "replicas[0].kmsKeyId",
    },
    {
      name: "multi-region key",
      props: { kmsKeyId: from("k") },
      others: [{ type: KEY, name: "k", props: { multiRegion: true } }],
      finds: "replicas",
    },
    {
      name: "tables are copied",
      props: {},
      others: [{ type: "aws:dynamodb/table:Table", name: "t", props: { replicas: [{ regionName: "us-west-2" }] } }],
      finds: "replicas",
    },
    ...[
      "aws:dynamodb/globalTable:GlobalTable",
      "aws:dynamodb/tableReplica:TableReplica",
      "aws:kms/replicaKey:ReplicaKey",
      "aws:rds/globalCluster:GlobalCluster",
      "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
    ].map((type) => ({ name: `stack with ${type}`, props: {}, others: [{ type, name: "copy" }], finds: "replicas" })),
    {
      name: "a tag of the team's own",
      props: { tags: { recovery: "yes" } },
      config: { recoveryTags: ["recovery"] },
      finds: "replicas",
    },
    ...["phiguard:dr-replication", "DisasterRecovery", "disaster-recovery", "DR", "dr"].map((tag) => ({
      name: `tag ${tag}`,
      props: { tags: { [tag]: "true" } },
      finds: "replicas",
    })),
  ],
  notJudged: [
    { name: "another type", type: KEY, props: {}, because: "other-type" },
    { name: "nothing says it is needed", props: {}, because: "exempt" },
    ...["false", "no", "None ", "0", ""].map((mark) => ({
      name: `tag says "${mark}"`,
      props: { tags: { dr: mark }, replicas: undefined },
      others: [{ type: "aws:kms/replicaKey:ReplicaKey", name: "copy" }],
      because: "exempt" as const,
    })),
    {
      name: "key of one region",
      props: { kmsKeyId: from("k") },
      others: [
        { type: KEY, name: "k", props: { multiRegion: false } },
        { type: "aws:dynamodb/table:Table", name: "t" },
      ],
      because: "exempt",
    },
    {
      name: "another key is multi-region",
      props: { kmsKeyId: "alias/claims" },
      others: [{ type: KEY, name: "k", props: { multiRegion: true } }],
      because: "exempt",
    },
    { name: "key of another stack", props: { kmsKeyId: unknownString }, because: "exempt" },
    { name: "tags not known yet", props: { tags: unknownString }, because: "unknown", finds: "tags" },
  ],
});
