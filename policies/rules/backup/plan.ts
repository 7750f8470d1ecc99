import type { PlanArgs } from "@pulumi/aws/backup";
import { all, any, type Answer } from "../../answer";
import { absent, atLeast, every, is, some } from "../../predicates";
import type { Reading } from "../../reading";
import { wholeNumber } from "../../rule-config";
import { plan } from "./kinds";
import { comesRoundWithin } from "./schedule-interval";

interface PlanRule {
  readonly schedule: string;
  readonly lifecycle: { readonly deleteAfter: number };
}

const minimumRetentionDays = wholeNumber({
  name: "minimumRetentionDays",
  description: "Days that every backup is kept at least.",
  fallback: 35,
  minimum: 1,
  maximum: 36500,
});

const maximumDaysBetween = wholeNumber({
  name: "maximumDaysBetween",
  description: "Days between two backups at the most.",
  fallback: 1,
  minimum: 1,
  maximum: 31,
});

export const backupPlanMinFrequencyAndMinRetentionCheck = plan.rule({
  id: "backup-plan-min-frequency-and-min-retention-check",
  title: "Backup plans run every day and keep what they make for 35 days",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.310(d)(2)(iv)",
      "164.312(a)(2)(ii)",
      "164.316(b)(2)(i)",
    ],
    nistCsf: ["PR.IP-9", "RC.RP-1", "RS.RP-1"],
    soc2: ["A1.2", "CC7.4"],
  },
  source:
    "https://docs.aws.amazon.com/config/latest/developerguide/backup-plan-min-frequency-and-min-retention-check.html",
  says: "does not back up every day, or drops a backup before 35 days are over",
  fix: 'Give a rule the schedule "cron(0 5 ? * * *)", and every rule lifecycle: { deleteAfter: 35 } or more; without a lifecycle backups stay for ever.',
  why: "One rule that runs every day is enough: monthly backups that are kept for longer may stand beside it. Without a schedule AWS Backup runs every day at 5:00 UTC.",
  config: [minimumRetentionDays, maximumDaysBetween],
  requires: (p, settings) =>
    all(
      runsWithin(p, maximumDaysBetween.of(settings)),
      every(p.rules, (rule) => keepsFor(rule as Reading<PlanRule>, minimumRetentionDays.of(settings))),
    ),
});

function runsWithin(p: Reading<PlanArgs>, days: number): Answer {
  return some(p.rules, (rule) => {
    const { schedule } = rule as Reading<PlanRule>;
    return any(absent(schedule), comesRoundWithin(schedule, days));
  });
}

/** Left out, or 0 as the provider writes it for "not set": kept for ever. */
function keepsFor({ lifecycle }: Reading<PlanRule>, days: number): Answer {
  const { deleteAfter } = lifecycle;
  return any(absent(deleteAfter), is(deleteAfter, 0), atLeast(deleteAfter, days));
}
