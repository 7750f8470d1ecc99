import type { TableArgs } from "@pulumi/aws/dynamodb";
import type { KeyArgs } from "@pulumi/aws/kms";
import { all, any, fromBoolean, unknown, type Answer } from "../../answer";
import { tagOf } from "../../classification";
import { customerKey, every, is, present } from "../../predicates";
import { resourceOf, type Reading } from "../../reading";
import { texts } from "../../rule-config";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { secret } from "./secret";

const key: Kind<KeyArgs> = { types: ["aws:kms/key:Key"] };
const table: Kind<TableArgs> = { types: ["aws:dynamodb/table:Table"] };

/** What exists only where a second region stands ready. */
const COPIES: Kind<object> = {
  types: [
    "aws:dynamodb/globalTable:GlobalTable",
    "aws:dynamodb/tableReplica:TableReplica",
    "aws:kms/replicaKey:ReplicaKey",
    "aws:rds/globalCluster:GlobalCluster",
    "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication",
  ],
};

const recoveryTags = texts({
  name: "recoveryTags",
  description:
    "Tag keys that say whether a secret is needed for recovery in another region; false, no and none say that it is not.",
  fallback: ["phiguard:dr-replication", "phiguard:dr", "DisasterRecovery", "disaster-recovery", "DR", "dr"],
});

export const secretsReplicaForDr = secret.relation({
  id: "secrets-replica-for-dr",
  title: "Secrets that recovery needs are there in the other region, with a key of its own",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(ii)(B)", "164.312(a)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/replicate-secrets.html",
  says: "can't be read in the recovery region, or lies there under the key of Secrets Manager",
  fix: "Set replicas: [{ region: recoveryRegion, kmsKeyId: keyOfThatRegion.arn }].",
  why: "A secret counts as needed where a tag says so, where it has replicas or a multi-region key, or where the stack copies tables, databases or keys to another region.",
  config: [recoveryTags],
  appliesWhen: (p, stack) => neededThere(p, stack),
  otherwise: "Nothing says that recovery in another region needs this secret.",
  requires: (p) =>
    all(
      present(p.replicas),
      every(p.replicas, (replica) => customerKey((replica as Reading<{ kmsKeyId: string }>).kmsKeyId)),
    ),
});

function neededThere(p: Reading<unknown>, stack: StackView): Answer {
  const mark = tagOf(resourceOf(p), recoveryTags.of(stack.settings));
  if (mark === "unknown") return unknown("tags");
  if (mark !== undefined) return fromBoolean(!/^(false|no|none|0)?$/i.test(mark.trim()), "tags");
  const { replicas, kmsKeyId } = p as Reading<{ replicas: object[]; kmsKeyId: string }>;
  return any(
    present(replicas),
    ...stack.named(kmsKeyId, key).certain.map((by) => is(by.multiRegion, true)),
    fromBoolean(stack.index.ofKind(COPIES).length > 0),
    ...stack.all(table).map((one) => present(one.replicas)),
  );
}
