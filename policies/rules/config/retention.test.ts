import { testRule, unknownValue } from "../../testing/rule-tester";
import { configRetentionSixYears } from "./retention";

const finds = "retentionPeriodInDays";

testRule(configRetentionSixYears, {
  valid: [
    { name: "seven years", props: { retentionPeriodInDays: 2557 } },
    { name: "six years", props: { retentionPeriodInDays: 2190 } },
    { name: "six years wanted", props: { retentionPeriodInDays: 2190 }, config: { minimumDays: 2190 } },
  ],
  invalid: [
    { name: "a year", props: { retentionPeriodInDays: 365 }, finds },
    { name: "a day short", props: { retentionPeriodInDays: 2189 }, finds },
    { name: "left out", props: {}, finds },
    {
      name: "shorter than the team wants",
      props: { retentionPeriodInDays: 2556 },
      config: { minimumDays: 2557 },
      finds,
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:cfg/recorder:Recorder", props: {}, because: "other-type" },
    { name: "not known yet", props: { retentionPeriodInDays: unknownValue }, because: "unknown", finds },
  ],
});
