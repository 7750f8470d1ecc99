import { all, any, not, unnamed } from "../../answer";
import { absent, customerKey, is, present } from "../../predicates";
import { pathOf } from "../../reading";
import {
  groupOrCluster,
  groupOrServerless,
  isMember,
  isMemcached,
  isSecondary,
  replicationGroup,
  serverlessCache,
} from "./cache";

const AT_REST = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html";
const IN_TRANSIT = "https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html";

export const elasticacheReplGrpEncryptedAtRest = replicationGroup.rule({
  id: "elasticache-repl-grp-encrypted-at-rest",
  title: "ElastiCache replication groups encrypt what they write to disk",
  severity: "high",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: AT_REST,
  says: "writes snapshots and swap unencrypted",
  fix: "Set atRestEncryptionEnabled: true.",
  remedy: { atRestEncryptionEnabled: true },
  appliesWhen: (p) => not(all(isSecondary(p), absent(p.atRestEncryptionEnabled))),
  otherwise: "The primary group of its global replication group decides.",
  requires: (p) =>
    any(
      is(p.atRestEncryptionEnabled, true),
      // Valkey encrypts unless told otherwise.
      unnamed(all(absent(p.atRestEncryptionEnabled), is(p.engine, "valkey"))),
    ),
});

export const elasticacheReplGrpCmk = groupOrServerless.rule({
  id: "elasticache-repl-grp-cmk",
  title: "ElastiCache data is encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: AT_REST,
  says: "is not encrypted with a key of its own",
  fix: "Set kmsKeyId to the ARN of a customer managed key (and atRestEncryptionEnabled: true on a replication group).",
  requires: (p) => customerKey(p.kmsKeyId),
});

export const elasticacheServerlessCmk = serverlessCache.rule({
  id: "elasticache-serverless-cmk",
  title: "Serverless caches have a customer managed key and users of their own",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(d)", "164.312(e)(2)(ii)"] },
  source: AT_REST,
  says: "has no key of its own, or lets in whoever reaches it",
  fix: "Set kmsKeyId to the ARN of a customer managed key and userGroupId to the id of an aws.elasticache.UserGroup.",
  why: "Memcached knows no users, so there the key alone counts.",
  requires: (p) => all(customerKey(p.kmsKeyId), any(present(p.userGroupId), unnamed(isMemcached(p)))),
});

export const elasticacheReplGrpEncryptedInTransit = groupOrCluster.rule({
  id: "elasticache-repl-grp-encrypted-in-transit",
  title: "ElastiCache clients and nodes talk over TLS alone",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"], soc2: ["CC6.7"] },
  source: IN_TRANSIT,
  says: "takes connections without TLS",
  fix: 'Set transitEncryptionEnabled: true, and transitEncryptionMode: "required" or leave it out. A Redis Cluster of its own has no TLS: make it a ReplicationGroup.',
  why: "With the mode preferred a client may still connect without TLS.",
  appliesWhen: (p) => not(any(isMember(p), all(isSecondary(p), absent(p.transitEncryptionEnabled)))),
  otherwise: "The replication group that it belongs to, or whose copy it is, decides.",
  requires: (p) =>
    all(
      is(p.transitEncryptionEnabled, true),
      not(is(p.transitEncryptionMode, "preferred"), pathOf(p.transitEncryptionMode)),
    ),
});
