import { from, testRule, unknownString } from "../../testing/rule-tester";
import { backupRestoreTestingPlan } from "./restore-testing";

const TABLE = "aws:dynamodb/table:Table";
const plan = (scheduleExpression: string) => ({
  type: "aws:backup/restoreTestingPlan:RestoreTestingPlan",
  name: "p",
  props: { scheduleExpression },
});
const selection = (restoreTestingPlanName: string) => ({
  type: "aws:backup/restoreTestingSelection:RestoreTestingSelection",
  name: "s",
  props: { restoreTestingPlanName },
});
const tested = (schedule: string) => ({ type: TABLE, props: {}, others: [plan(schedule), selection(from("p"))] });
const SCHEDULE = "RestoreTestingPlan.scheduleExpression";

testRule(backupRestoreTestingPlan, {
  valid: [
    { name: "every month", ...tested("cron(0 5 1 * ? *)") },
    { name: "every quarter", ...tested("cron(0 5 1 1,4,7,10 ? *)") },
    { name: "as often as the team wants", ...tested("rate(180 days)"), config: { maximumDays: 180 } },
    { name: "every day wanted", ...tested("rate(1 day)"), config: { maximumDays: 1 } },
    { name: "every year wanted", ...tested("rate(366 days)"), config: { maximumDays: 366 } },
    {
      name: "one of two plans",
      type: TABLE,
      props: {},
      others: [plan("rate(30 days)"), selection(from("p")), { ...plan("rate(365 days)"), name: "yearly" }],
    },
  ],
  invalid: [
    { name: "no test", type: TABLE, props: {}, finds: "RestoreTestingPlan" },
    { name: "twice a year", ...tested("cron(0 5 1 1,7 ? *)"), finds: SCHEDULE },
    { name: "93 days", ...tested("rate(93 days)"), finds: SCHEDULE },
    {
      name: "tests nothing",
      type: TABLE,
      props: {},
      others: [plan("rate(30 days)")],
      finds: "RestoreTestingSelection",
    },
    {
      name: "selection of another plan",
      type: TABLE,
      props: {},
      others: [plan("rate(30 days)"), selection("other")],
      finds: "RestoreTestingSelection",
    },
    {
      name: "more seldom than the team wants",
      ...tested("rate(31 days)"),
      config: { maximumDays: 30 },
      finds: SCHEDULE,
    },
  ],
  notJudged: [
    { name: "no store", type: "aws:sqs/queue:Queue", props: {}, because: "exempt" },
    { name: "schedule not known yet", ...tested(unknownString), because: "unknown", finds: SCHEDULE },
  ],
});
