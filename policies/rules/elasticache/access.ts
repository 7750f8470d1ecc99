import { all, any, not, unnamed } from "../../answer";
import { absent, first, is, present } from "../../predicates";
import { groupOrServerless, isMemcached, isSecondary, SERVERLESS_CACHE, type Cache } from "./cache";

export const elasticacheReplGrpRedisAuthEnabled = groupOrServerless.rule({
  id: "elasticache-repl-grp-redis-auth-enabled",
  title: "ElastiCache lets nobody in without a password or a user",
  severity: "high",
  controls: { hipaa: ["164.312(d)", "164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/auth.html",
  says: "lets in whoever reaches it, or sends its password in the clear",
  fix: "Set transitEncryptionEnabled: true with userGroupIds, authToken or authTokenWo; on a serverless cache set userGroupId.",
  why: "A password works only over TLS, which a serverless cache always has.",
  appliesWhen: (p) => not(any(isMemcached(p), all(isSecondary(p), absent(credential(p))))),
  otherwise: "Memcached knows no users, and a copy in another region takes its password from the primary group.",
  requires: (p, _settings, { type }) =>
    type === SERVERLESS_CACHE
      ? present(p.userGroupId)
      : all(present(credential(p)), any(is(p.transitEncryptionEnabled, true), unnamed(isSecondary(p)))),
});

function credential(p: Cache) {
  return first<unknown>(p.authToken, p.authTokenWo, p.userGroupIds);
}
