import { backedUp } from "../backup/backed-up";
import { table } from "./table";

export const dynamodbInBackupPlan = table.relation({
  id: "dynamodb-in-backup-plan",
  title: "Tables are in a backup plan",
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
    nistCsf: ["ID.BE-5", "PR.DS-4", "PR.IP-4", "PR.IP-9", "PR.PT-5", "RC.RP-1", "RS.RP-1"],
    soc2: ["A1.2", "CC7.4"],
  },
  source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html",
  says: "is in no backup plan",
  fix: "Add its ARN to the resources of an aws.backup.Selection, or give it a tag that one selects.",
  why: "A plan that another stack or the organisation makes does not show here; waive the rule where there is one.",
  requires: (p, stack) => backedUp(p, stack, { service: "dynamodb", before: "table/", name: "name" }),
});
