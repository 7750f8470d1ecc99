import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { elasticacheReplGrpRedisAuthEnabled } from "./access";
import { SERVERLESS_CACHE } from "./cache";

const group = { description: "Sessions of the portal", engine: "redis", nodeType: "cache.r7g.large" };
const tls = { ...group, transitEncryptionEnabled: true };
const secondary = { description: "Copy in the second region", globalReplicationGroupId: "global-sessions" };
const serverless = { name: "sessions", engine: "valkey" };

testRule(elasticacheReplGrpRedisAuthEnabled, {
  valid: [
    { name: "users", props: { ...tls, userGroupIds: ["portal"] } },
    { name: "password from a secret", props: { ...tls, authToken: unknownString } },
    {
      name: "password that the state never holds",
      props: { ...tls, authTokenWo: unknownString, authTokenWoVersion: 1 },
    },
    { name: "serverless cache", type: SERVERLESS_CACHE, props: { ...serverless, userGroupId: "portal" } },
    { name: "copy with users of its own", props: { ...secondary, userGroupIds: ["portal"] } },
  ],
  invalid: [
    { name: "left out", props: tls, finds: "authToken" },
    { name: "no users in the list", props: { ...tls, userGroupIds: [] }, finds: "authToken" },
    { name: "users without TLS", props: { ...group, userGroupIds: ["portal"] }, finds: "transitEncryptionEnabled" },
    {
      name: "users, TLS off",
      props: { ...group, userGroupIds: ["portal"], transitEncryptionEnabled: false },
      finds: "transitEncryptionEnabled",
    },
    { name: "neither", props: group, finds: ["authToken", "transitEncryptionEnabled"] },
    { name: "serverless cache", type: SERVERLESS_CACHE, props: serverless, finds: "userGroupId" },
  ],
  notJudged: [
    { name: "another type", type: "aws:elasticache/user:User", props: {}, because: "other-type" },
    { name: "Memcached", type: SERVERLESS_CACHE, props: { ...serverless, engine: "memcached" }, because: "exempt" },
    { name: "copy of a group in another region", props: secondary, because: "exempt" },
    {
      name: "TLS not known yet",
      props: { ...group, userGroupIds: ["portal"], transitEncryptionEnabled: unknownValue },
      because: "unknown",
      finds: "transitEncryptionEnabled",
    },
  ],
});
