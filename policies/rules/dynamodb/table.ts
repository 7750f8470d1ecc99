import type { TableArgs, TableReplicaArgs } from "@pulumi/aws/dynamodb";
import { all, any, not, type Answer } from "../../answer";
import { customerKey, every, is, present } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";

export const TABLE = "aws:dynamodb/table:Table";
export const TABLE_REPLICA = "aws:dynamodb/tableReplica:TableReplica";

type AnyTableArgs = TableArgs & Omit<TableReplicaArgs, keyof TableArgs>;

export const table = on<TableArgs>(TABLE);
const tableOrReplica = on<AnyTableArgs>(TABLE, TABLE_REPLICA);

/** A copy in another region, as a block of the table or a resource of its own. */
interface Replica {
  readonly kmsKeyArn: string;
  readonly pointInTimeRecovery: boolean;
  readonly deletionProtectionEnabled: boolean;
}

const ENCRYPTION = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/EncryptionAtRest.html";
const GLOBAL_TABLES = "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/GlobalTables.html";

function replicasOf(p: Reading<AnyTableArgs>): Reading<Replica[]> {
  return p.replicas as unknown as Reading<Replica[]>;
}

function asReplica(p: unknown): Reading<Replica> {
  return p as Reading<Replica>;
}

export const dynamodbPitrEnabled = tableOrReplica.rule({
  id: "dynamodb-pitr-enabled",
  title: "Tables and their replicas can be restored to any second of the last weeks",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.310(d)(2)(iv)",
      "164.312(a)(2)(ii)",
    ],
    nistCsf: ["ID.BE-5", "PR.DS-4", "PR.IP-4", "PR.IP-9", "PR.PT-5", "RC.RP-1", "RS.RP-1"],
    soc2: ["A1.1", "A1.2", "CC7.4"],
  },
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Point-in-time-recovery.html",
  says: "can't be restored to a point in time",
  fix: "Set pointInTimeRecovery: { enabled: true } on a table, pointInTimeRecovery: true on a replica.",
  why: "A replica does not take the setting over from its table.",
  requires: (p, _settings, { type }) =>
    type === TABLE_REPLICA
      ? is(asReplica(p).pointInTimeRecovery, true)
      : all(
          is(p.pointInTimeRecovery.enabled, true),
          every(replicasOf(p), (replica) => is(asReplica(replica).pointInTimeRecovery, true)),
        ),
});

export const dynamodbTableEncryptedKms = table.rule({
  id: "dynamodb-table-encrypted-kms",
  title: "Tables are encrypted with a customer managed key",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(A)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.DS-1"],
    soc2: ["PI1.5"],
  },
  source: ENCRYPTION,
  says: "is not encrypted with a key of its own",
  fix: "Set serverSideEncryption: { enabled: true, kmsKeyArn: key.arn }.",
  why: "Without enabled the table is under a key that AWS owns; without kmsKeyArn under one that AWS manages.",
  requires: (p) => usesCustomerKey(p),
});

function usesCustomerKey({ serverSideEncryption: { enabled, kmsKeyArn } }: Reading<TableArgs>): Answer {
  return all(is(enabled, true), customerKey(kmsKeyArn));
}

export const dynamodbReplicaCmk = on<AnyTableArgs>(TABLE_REPLICA, TABLE).rule({
  id: "dynamodb-replica-cmk",
  title: "Replicas of tables are encrypted with a customer managed key",
  severity: "high",
  controls: { hipaa: ["164.308(a)(7)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: ENCRYPTION,
  says: "has a replica without a key of its own",
  fix: "Set kmsKeyArn of each replica to a customer managed key of its region.",
  appliesWhen: (p, _settings, { type }) => (type === TABLE ? present(p.replicas) : present(p.globalTableArn)),
  otherwise: "The table has no replica.",
  requires: (p, _settings, { type }) =>
    type === TABLE
      ? every(replicasOf(p), (replica) => customerKey(asReplica(replica).kmsKeyArn))
      : customerKey(p.kmsKeyArn),
});

export const dynamodbTableDeletionProtectionEnabled = tableOrReplica.rule({
  id: "dynamodb-table-deletion-protection-enabled",
  title: "Tables are protected against deletion",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source:
    "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/WorkingWithTables.Basics.html#WorkingWithTables.Basics.DeletionProtection",
  says: "can be deleted by a single call",
  fix: "Set deletionProtectionEnabled: true.",
  remedy: { deletionProtectionEnabled: true },
  requires: (p) => is(p.deletionProtectionEnabled, true),
});

export const dynamodbGlobalTableReplicaParity = tableOrReplica.relation({
  id: "dynamodb-global-table-replica-parity",
  title: "Replicas are guarded as their table is",
  severity: "high",
  controls: { hipaa: ["164.308(a)(7)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: GLOBAL_TABLES,
  says: "has a replica with less protection than the table it copies",
  fix: "Set pointInTimeRecovery, kmsKeyArn and deletionProtectionEnabled on each replica as on the table.",
  why: "None of the three is handed on from a table to its replicas.",
  adviseIfOpen: "The table may be made in another stack.",
  appliesWhen: (p, stack, { type }) =>
    type === TABLE ? present(p.replicas) : stack.named(p.globalTableArn, table).exists(),
  otherwise: "The table has no replica, or is made in another stack.",
  requires: (p, stack, { type }) =>
    type === TABLE
      ? every(replicasOf(p), (replica) => guardedAs(p, asReplica(replica)))
      : stack.named(p.globalTableArn, table).satisfies((source) => guardedAs(source, asReplica(p))),
});

/** What guards the table guards the replica too. */
function guardedAs(source: Reading<TableArgs>, replica: Reading<Replica>): Answer {
  const { pointInTimeRecovery, kmsKeyArn, deletionProtectionEnabled } = replica;
  return all(
    any(not(is(source.pointInTimeRecovery.enabled, true)), is(pointInTimeRecovery, true)),
    any(not(usesCustomerKey(source)), customerKey(kmsKeyArn)),
    any(not(is(source.deletionProtectionEnabled, true)), is(deletionProtectionEnabled, true)),
  );
}
