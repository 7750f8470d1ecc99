import type { RestoreTestingPlanArgs, RestoreTestingSelectionArgs } from "@pulumi/aws/backup";
import { all, any, no } from "../../answer";
import { on } from "../../rule";
import { wholeNumber } from "../../rule-config";
import type { Kind } from "../../stack-index";
import { comesRoundWithin } from "./schedule-interval";
import { hasStores, NO_STORES } from "./stateful-stores";

const PLAN = "aws:backup/restoreTestingPlan:RestoreTestingPlan";
const SELECTION = "aws:backup/restoreTestingSelection:RestoreTestingSelection";

const testing = on<object>(PLAN, SELECTION);
const plan: Kind<RestoreTestingPlanArgs> = { types: [PLAN] };
const selection: Kind<RestoreTestingSelectionArgs> = { types: [SELECTION] };

const maximumDays = wholeNumber({
  name: "maximumDays",
  description: "Days between two restore tests at the most; the longest quarter has 92.",
  fallback: 92,
  minimum: 1,
  maximum: 366,
});

export const backupRestoreTestingPlan = testing.wholeStack({
  id: "backup-restore-testing-plan",
  title: "A stack that keeps patient data tries every quarter whether its backups can be restored",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(ii)(B)", "164.308(a)(8)"] },
  source: "https://docs.aws.amazon.com/aws-backup/latest/devguide/restore-testing.html",
  says: "does not try once a quarter whether its backups can be restored",
  fix: 'new aws.backup.RestoreTestingPlan("<name>", { scheduleExpression: "cron(0 5 1 * ? *)", recoveryPointSelection: { ... } }) with an aws.backup.RestoreTestingSelection.',
  why: "Tests that another stack plans can't be seen from here: waive with its name.",
  config: [maximumDays],
  appliesWhen: hasStores,
  otherwise: NO_STORES,
  requires: (stack) => {
    const plans = stack.all(plan);
    return plans.length === 0
      ? no("RestoreTestingPlan")
      : any(
          ...plans.map((p) =>
            all(
              comesRoundWithin(p.scheduleExpression, maximumDays.of(stack.settings)),
              stack.partner(p, selection, "restoreTestingPlanName").exists(),
            ),
          ),
        );
  },
});
