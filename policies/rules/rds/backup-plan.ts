import { all, not } from "../../answer";
import { databaseBackedUp } from "./backup-coverage";
import { AURORA, cluster, instanceOrCluster, isReplica, runs } from "./database";

const ASSIGNING = "https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html";

export const rdsInBackupPlan = instanceOrCluster.relation({
  id: "rds-in-backup-plan",
  title: "Databases are in a backup plan",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.310(d)(2)(iv)",
      "164.312(a)(2)(ii)",
    ],
    nistCsf: ["ID.BE-5", "PR.DS-4", "PR.IP-4", "PR.IP-9", "PR.PT-5", "RC.RP-1", "RS.RP-1"],
    soc2: ["A1.2", "CC7.4"],
  },
  source: ASSIGNING,
  says: "is in no backup plan",
  fix: "Add its ARN to the resources of an aws.backup.Selection, or give it a tag that one selects.",
  why: "A plan that another stack or the organisation makes does not show here; waive the rule where there is one.",
  appliesWhen: (p) => not(isReplica(p)),
  otherwise: "A replica is backed up at its source.",
  requires: (p, stack) => databaseBackedUp(p, stack),
});

export const auroraResourcesProtectedByBackupPlan = cluster.relation({
  id: "aurora-resources-protected-by-backup-plan",
  title: "Aurora clusters are in a backup plan",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.310(d)(2)(iv)",
      "164.312(a)(2)(ii)",
    ],
    nistCsf: ["PR.IP-9", "RC.RP-1", "RS.RP-1"],
    soc2: ["A1.2", "CC7.4"],
  },
  source: ASSIGNING,
  says: "is in no backup plan",
  fix: "Add its ARN to the resources of an aws.backup.Selection, or give it a tag that one selects.",
  why: "A plan that another stack or the organisation makes does not show here; waive the rule where there is one.",
  appliesWhen: (p) => all(runs(p, AURORA), not(isReplica(p))),
  otherwise: "Not Aurora, or a replica, which is backed up at its source.",
  requires: (p, stack) => databaseBackedUp(p, stack),
});
