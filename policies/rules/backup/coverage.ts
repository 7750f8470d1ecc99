import { fromBoolean } from "../../answer";
import { on } from "../../rule";
import { plan, selection } from "./kinds";
import { hasStores, NO_STORES } from "./stateful-stores";

const planned = on<object>(...plan.types, ...selection.types);
const reportPlan = on<object>("aws:backup/reportPlan:ReportPlan");

export const backupPlanExists = planned.wholeStack({
  id: "backup-plan-exists",
  title: "A stack that keeps patient data has a backup plan that picks something",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(ii)(A)", "164.310(d)(2)(iv)"], soc2: ["PI1.5"] },
  source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/assigning-resources.html",
  says: "keeps patient data and has no backup plan with a selection",
  fix: 'new aws.backup.Selection("<name>", { planId: plan.id, iamRoleArn: role.arn, resources: [...] }) with an aws.backup.Plan.',
  why: "A plan of another stack that picks by tags can't be seen from here: waive with its name. A selection may add to a plan of another stack.",
  appliesWhen: hasStores,
  otherwise: NO_STORES,
  requires: (stack) => fromBoolean(stack.all(selection).length > 0, stack.all(plan).length > 0 ? "Selection" : "Plan"),
});

export const backupReportPlanExists = reportPlan.wholeStack({
  id: "backup-report-plan-exists",
  title: "The account reports on its backups",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(ii)(A)", "164.308(a)(8)", "164.310(d)(2)(iv)"] },
  source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/aws-backup-audit-manager.html",
  says: "has no report on its backups",
  fix: 'new aws.backup.ReportPlan("<name>", { reportSetting: { reportTemplate: "BACKUP_JOB_REPORT" }, reportDeliveryChannel: { s3BucketName: bucket.bucket } })',
  baselineOnly: true,
  requires: (stack) => fromBoolean(stack.all(reportPlan).length > 0, "ReportPlan"),
});
