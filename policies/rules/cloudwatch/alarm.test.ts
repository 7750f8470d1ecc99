import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { cloudwatchAlarmActionCheck, cloudwatchAlarmActionEnabledCheck } from "./alarm";

const another = { name: "another type", type: "aws:sns/topic:Topic", props: {}, because: "other-type" } as const;
const COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm";
const topic = "arn:aws:sns:us-east-1:111122223333:security";
const LISTS = ["alarmActions", "okActions", "insufficientDataActions"];

testRule(cloudwatchAlarmActionCheck, {
  valid: [
    { name: "on alarm", props: { alarmActions: [topic] } },
    { name: "on recovery alone", props: { alarmActions: [], okActions: [topic] } },
    { name: "on missing data alone", props: { insufficientDataActions: [topic] } },
    { name: "topic made in the same preview", props: { alarmActions: [unknownString] } },
    { name: "composite alarm", type: COMPOSITE, props: { alarmActions: [topic] } },
  ],
  invalid: [
    { name: "none", props: {}, finds: LISTS },
    {
      name: "switched off",
      props: { okActions: [topic], actionsEnabled: false },
      finds: "actionsEnabled",
    },
    { name: "empty lists", props: { alarmActions: [], okActions: [], insufficientDataActions: [] }, finds: LISTS },
    { name: "composite alarm", type: COMPOSITE, props: {}, finds: LISTS },
  ],
  notJudged: [
    another,
    { name: "list not known yet", props: { alarmActions: unknownValue }, because: "unknown", finds: "alarmActions" },
  ],
});

testRule(cloudwatchAlarmActionEnabledCheck, {
  valid: [
    { name: "left out", props: {} },
    { name: "on", props: { actionsEnabled: true } },
  ],
  invalid: [
    { name: "off", props: { actionsEnabled: false }, finds: "actionsEnabled" },
    { name: "composite alarm", type: COMPOSITE, props: { actionsEnabled: false }, finds: "actionsEnabled" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { actionsEnabled: unknownValue }, because: "unknown", finds: "actionsEnabled" },
  ],
});
