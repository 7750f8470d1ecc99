import { any, fromBoolean, no, not, unknown, unnamed, yes, type Answer } from "../../answer";
import { is, present } from "../../predicates";
import { itemsOf, pathOf, valueOf } from "../../reading";
import { UNKNOWN } from "../../value";
import { clusterOfAnyProvider, instance, isMember, isReplica, mayBeMore, membersOf, type Database } from "./database";
import type { StackView } from "../../stack-view";

export const rdsMultiAzSupport = instance.rule({
  id: "rds-multi-az-support",
  title: "Database instances have a standby in another availability zone",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
    ],
    nistCsf: ["ID.BE-5", "PR.DS-4", "PR.IP-9", "PR.PT-5", "RC.RP-1", "RS.RP-1"],
  },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html",
  says: "is gone while its availability zone is",
  fix: "Set multiAz: true and leave availabilityZone out.",
  // AWS refuses a zone of choice together with a standby.
  remedy: { multiAz: true, availabilityZone: undefined },
  appliesWhen: (p) => not(any(isReplica(p), isMember(p), is(p.engine, "sqlserver-ex"))),
  otherwise:
    "A read replica can be made anew from its source, an Aurora cluster spreads over zones by itself, and SQL Server Express has no standby.",
  requires: (p) => is(p.multiAz, true),
});

export const rdsClusterMultiAzEnabled = clusterOfAnyProvider.relation({
  id: "rds-cluster-multi-az-enabled",
  title: "Database clusters stand in more than one availability zone",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Concepts.AuroraHighAvailability.html",
  says: "stands in one availability zone",
  fix: "Add a second aws.rds.ClusterInstance, or name two zones in availabilityZones.",
  requires: (p, stack) => any(severalZones(p), unnamed(present(p.dbClusterInstanceClass)), severalMembers(p, stack)),
});

/** A list of one zone is named in the finding; that there is none is not, as members say it as well. */
function severalZones(p: Database): Answer {
  const zones = itemsOf(p.availabilityZones);
  if (zones === UNKNOWN) return unknown(pathOf(p.availabilityZones));
  return zones.length === 0 ? no() : fromBoolean(zones.length > 1, pathOf(p.availabilityZones));
}

/** Two members, not both tied to one zone: AWS spreads those that are free. */
function severalMembers(p: Database, stack: StackView): Answer {
  const members = membersOf(p, stack);
  const zones = new Set(
    members.certain.map((member, position) => {
      const zone = valueOf(member.availabilityZone);
      return typeof zone === "string" ? zone : position;
    }),
  );
  if (zones.size > 1) return yes;
  return mayBeMore(members) ? unknown("ClusterInstance.clusterIdentifier") : no("ClusterInstance");
}
