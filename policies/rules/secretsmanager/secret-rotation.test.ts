import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { secretsmanagerRotationWithin90Days } from "./secret-rotation";

const DAYS = "rotationRules.automaticallyAfterDays";
const SCHEDULE = "rotationRules.scheduleExpression";

testRule(secretsmanagerRotationWithin90Days, {
  valid: [
    { name: "every 30 days", props: { secretId: "claims", rotationRules: { automaticallyAfterDays: 30 } } },
    { name: "every 90 days", props: { rotationRules: { automaticallyAfterDays: 90 } } },
    { name: "every day", props: { rotationRules: { automaticallyAfterDays: 1 } } },
    { name: "a rate", props: { rotationRules: { scheduleExpression: "rate(90 days)" } } },
    { name: "first of the month", props: { rotationRules: { scheduleExpression: "cron(0 16 1 * ? *)" } } },
    {
      name: "as the team wants",
      props: { rotationRules: { automaticallyAfterDays: 120 } },
      config: { maximumDays: 120 },
    },
    { name: "every day wanted", props: { rotationRules: { automaticallyAfterDays: 1 } }, config: { maximumDays: 1 } },
    { name: "the longest", props: { rotationRules: { automaticallyAfterDays: 1000 } }, config: { maximumDays: 1000 } },
  ],
  invalid: [
    {
      name: "every 91 days",
      props: { secretId: "claims", rotationRules: { automaticallyAfterDays: 91 } },
      finds: DAYS,
    },
    { name: "zero", props: { rotationRules: { automaticallyAfterDays: 0 } }, finds: DAYS },
    { name: "left out", props: {}, finds: DAYS },
    { name: "rate too long", props: { rotationRules: { scheduleExpression: "rate(91 days)" } }, finds: SCHEDULE },
    { name: "twice a year", props: { rotationRules: { scheduleExpression: "cron(0 4 1 1,7 ? *)" } }, finds: SCHEDULE },
    {
      name: "longer than the team wants",
      props: { rotationRules: { automaticallyAfterDays: 31 } },
      config: { maximumDays: 30 },
      finds: DAYS,
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:secretsmanager/secret:Secret", props: {}, because: "other-type" },
    {
      name: "schedule not known yet",
      props: { rotationRules: { scheduleExpression: unknownString } },
      because: "unknown",
      finds: SCHEDULE,
    },
    {
      name: "not known yet",
      props: { rotationRules: { automaticallyAfterDays: unknownValue } },
      because: "unknown",
      finds: DAYS,
    },
  ],
});
