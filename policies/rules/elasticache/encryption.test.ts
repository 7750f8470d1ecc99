import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { CLUSTER, SERVERLESS_CACHE } from "./cache";
import {
  elasticacheReplGrpCmk,
  elasticacheReplGrpEncryptedAtRest,
  elasticacheReplGrpEncryptedInTransit,
  elasticacheServerlessCmk,
} from "./encryption";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const kmsKeyId = "arn:aws:kms:us-east-1:111122223333:key/k";
const group = { description: "Sessions of the portal", engine: "redis", nodeType: "cache.r7g.large" };
const secondary = { description: "Copy in the second region", globalReplicationGroupId: "global-sessions" };
const serverless = { name: "sessions", engine: "valkey" };
const key = [{ type: "aws:kms/key:Key", name: "key" }];

testRule(elasticacheReplGrpEncryptedAtRest, {
  valid: [
    { name: "encrypted", props: { ...group, atRestEncryptionEnabled: true } },
    { name: "as text", props: { ...group, atRestEncryptionEnabled: "true" } },
    { name: "left out with Valkey (on)", props: { ...group, engine: "valkey" } },
    { name: "copy that says it itself", props: { ...secondary, atRestEncryptionEnabled: true } },
  ],
  invalid: [
    { name: "left out with Redis (off)", props: group, finds: "atRestEncryptionEnabled" },
    { name: "left out, engine too (Redis)", props: { description: "Sessions" }, finds: "atRestEncryptionEnabled" },
    { name: "off", props: { ...group, atRestEncryptionEnabled: false }, finds: "atRestEncryptionEnabled" },
    {
      name: "off with Valkey",
      props: { ...group, engine: "valkey", atRestEncryptionEnabled: false },
      finds: "atRestEncryptionEnabled",
    },
    { name: "copy, off", props: { ...secondary, atRestEncryptionEnabled: false }, finds: "atRestEncryptionEnabled" },
  ],
  notJudged: [
    another,
    { name: "copy of a group in another region", props: secondary, because: "exempt" },
    {
      name: "not known yet",
      props: { ...group, atRestEncryptionEnabled: unknownValue },
      because: "unknown",
      finds: "atRestEncryptionEnabled",
    },
    { name: "engine not known yet", props: { engine: unknownString }, because: "unknown", finds: "engine" },
  ],
});

testRule(elasticacheReplGrpCmk, {
  valid: [
    { name: "key by ARN", props: { ...group, atRestEncryptionEnabled: true, kmsKeyId } },
    { name: "key made in the same preview", props: { ...group, kmsKeyId: from("key") }, others: key },
    { name: "serverless cache", type: SERVERLESS_CACHE, props: { ...serverless, kmsKeyId } },
  ],
  invalid: [
    { name: "left out", props: { ...group, atRestEncryptionEnabled: true }, finds: "kmsKeyId" },
    { name: "AWS's own key", props: { ...group, kmsKeyId: "alias/aws/elasticache" }, finds: "kmsKeyId" },
    { name: "serverless cache", type: SERVERLESS_CACHE, props: serverless, finds: "kmsKeyId" },
  ],
  notJudged: [
    another,
    {
      name: "key from another stack",
      props: { ...group, kmsKeyId: unknownString },
      because: "unknown",
      finds: "kmsKeyId",
    },
  ],
});

testRule(elasticacheServerlessCmk, {
  valid: [
    { name: "key and users", props: { ...serverless, kmsKeyId, userGroupId: "portal" } },
    {
      name: "made in the same preview",
      props: { ...serverless, kmsKeyId: from("key"), userGroupId: unknownString },
      others: key,
    },
    { name: "Memcached has no users", props: { ...serverless, engine: "memcached", kmsKeyId } },
  ],
  invalid: [
    { name: "left out", props: serverless, finds: ["kmsKeyId", "userGroupId"] },
    { name: "no users", props: { ...serverless, kmsKeyId }, finds: "userGroupId" },
    { name: "no key", props: { ...serverless, userGroupId: "portal" }, finds: "kmsKeyId" },
    { name: "Memcached without a key", props: { ...serverless, engine: "memcached" }, finds: "kmsKeyId" },
  ],
  notJudged: [
    another,
    {
      name: "key from another stack",
      props: { ...serverless, kmsKeyId: unknownString, userGroupId: "portal" },
      because: "unknown",
      finds: "kmsKeyId",
    },
  ],
});

const memcached = { engine: "memcached", engineVersion: "1.6.22", nodeType: "cache.r7g.large", numCacheNodes: 2 };

testRule(elasticacheReplGrpEncryptedInTransit, {
  valid: [
    { name: "TLS", props: { ...group, transitEncryptionEnabled: true } },
    { name: "TLS alone", props: { ...group, transitEncryptionEnabled: true, transitEncryptionMode: "required" } },
    { name: "Memcached", type: CLUSTER, props: { ...memcached, transitEncryptionEnabled: true } },
    { name: "copy that says it itself", props: { ...secondary, transitEncryptionEnabled: true } },
  ],
  invalid: [
    { name: "left out", props: group, finds: "transitEncryptionEnabled" },
    { name: "off", props: { ...group, transitEncryptionEnabled: false }, finds: "transitEncryptionEnabled" },
    {
      name: "plain connections too",
      props: { ...group, transitEncryptionEnabled: true, transitEncryptionMode: "preferred" },
      finds: "transitEncryptionMode",
    },
    {
      name: "group with an id of its own",
      props: { ...group, replicationGroupId: "sessions" },
      finds: "transitEncryptionEnabled",
    },
    { name: "Memcached, left out", type: CLUSTER, props: memcached, finds: "transitEncryptionEnabled" },
    { name: "Redis node of its own", type: CLUSTER, props: { engine: "redis" }, finds: "transitEncryptionEnabled" },
    { name: "copy, off", props: { ...secondary, transitEncryptionEnabled: false }, finds: "transitEncryptionEnabled" },
  ],
  notJudged: [
    another,
    { name: "node of a group", type: CLUSTER, props: { replicationGroupId: "sessions" }, because: "exempt" },
    { name: "copy of a group in another region", props: secondary, because: "exempt" },
    {
      name: "not known yet",
      props: { ...group, transitEncryptionEnabled: unknownValue },
      because: "unknown",
      finds: "transitEncryptionEnabled",
    },
    {
      name: "mode not known yet",
      props: { ...group, transitEncryptionEnabled: true, transitEncryptionMode: unknownString },
      because: "unknown",
      finds: "transitEncryptionMode",
    },
  ],
});
