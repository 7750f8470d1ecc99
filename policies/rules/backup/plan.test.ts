import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { backupPlanMinFrequencyAndMinRetentionCheck } from "./plan";

const schedule = "cron(0 5 ? * * *)";
const kept = (deleteAfter: number): object => ({ schedule, lifecycle: { deleteAfter } });
const DELETE = "rules[0].lifecycle.deleteAfter";
const SCHEDULE = "rules[0].schedule";

testRule(backupPlanMinFrequencyAndMinRetentionCheck, {
  valid: [
    {
      name: "daily, 35 days",
      props: { rules: [{ ruleName: "daily", targetVaultName: "claims", ...kept(35) }] },
    },
    { name: "kept for ever", props: { rules: [{ schedule }] } },
    { name: "kept for ever, as the provider writes it", props: { rules: [kept(0)] } },
    { name: "AWS's own schedule", props: { rules: [{ lifecycle: { deleteAfter: 365 } }] } },
    {
      name: "monthly beside it",
      props: { rules: [kept(35), { schedule: "cron(0 5 1 * ? *)", lifecycle: { deleteAfter: 365 } }] },
    },
    { name: "as the team wants", props: { rules: [kept(14)] }, config: { minimumRetentionDays: 14 } },
    {
      name: "as often as the team wants",
      props: { rules: [{ schedule: "rate(7 days)" }] },
      config: { maximumDaysBetween: 7 },
    },
    { name: "least that a team may want", props: { rules: [kept(1)] }, config: { minimumRetentionDays: 1 } },
    { name: "most that a team may want", props: { rules: [kept(36500)] }, config: { minimumRetentionDays: 36500 } },
    { name: "every day wanted", props: { rules: [kept(35)] }, config: { maximumDaysBetween: 1 } },
    {
      name: "every month wanted",
      props: { rules: [{ schedule: "rate(31 days)" }] },
      config: { maximumDaysBetween: 31 },
    },
  ],
  invalid: [
    {
      name: "34 days",
      props: { rules: [{ ruleName: "daily", targetVaultName: "claims", ...kept(34) }] },
      finds: DELETE,
    },
    { name: "a day", props: { rules: [kept(1)] }, finds: DELETE },
    { name: "weekly", props: { rules: [{ schedule: "cron(0 5 ? * SUN *)" }] }, finds: SCHEDULE },
    { name: "every two days", props: { rules: [{ schedule: "rate(2 days)" }] }, finds: SCHEDULE },
    {
      name: "second rule drops early",
      props: { rules: [kept(35), kept(7)] },
      finds: "rules[1].lifecycle.deleteAfter",
    },
    { name: "no rules", props: {}, finds: "rules" },
    {
      name: "shorter than the team wants",
      props: { rules: [kept(89)] },
      config: { minimumRetentionDays: 90 },
      finds: DELETE,
    },
    {
      name: "more seldom than the team wants",
      props: { rules: [{ schedule: "rate(8 days)" }] },
      config: { maximumDaysBetween: 7 },
      finds: SCHEDULE,
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:backup/vault:Vault", props: {}, because: "other-type" },
    {
      name: "schedule not known yet",
      props: { rules: [{ schedule: unknownString }] },
      because: "unknown",
      finds: SCHEDULE,
    },
    {
      name: "retention not known yet",
      props: { rules: [{ schedule, lifecycle: { deleteAfter: unknownValue } }] },
      because: "unknown",
      finds: DELETE,
    },
  ],
});
