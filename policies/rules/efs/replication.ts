import type { ReplicationConfigurationArgs } from "@pulumi/aws/efs";
import { not } from "../../answer";
import { customerKey, present } from "../../predicates";
import { on } from "../../rule";

const replication = on<ReplicationConfigurationArgs>("aws:efs/replicationConfiguration:ReplicationConfiguration");

export const efsReplicaEncrypted = replication.rule({
  id: "efs-replica-encrypted",
  title: "Replicas of file systems are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(ii)(B)", "164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/efs/latest/ug/efs-replication.html",
  says: "makes a replica without a key of its own",
  fix: "Set destination.kmsKeyId to a customer managed key of the destination's region.",
  appliesWhen: (p) => not(present(p.destination.fileSystemId)),
  otherwise: "The copy goes to a file system that is there already, and is encrypted as that one is.",
  requires: (p) => customerKey(p.destination.kmsKeyId),
});
