import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { cloudformationStackNotificationCheck } from "./cloudformation-stack";

const finds = "notificationArns";

testRule(cloudformationStackNotificationCheck, {
  valid: [
    { name: "a topic", props: { notificationArns: ["arn:aws:sns:us-east-1:111122223333:stacks"] } },
    { name: "a topic made here", props: { notificationArns: [unknownString] } },
  ],
  invalid: [
    { name: "left out", props: {}, finds },
    { name: "empty", props: { notificationArns: [] }, finds },
    { name: "an empty ARN", props: { notificationArns: [""] }, finds: "notificationArns[0]" },
  ],
  notJudged: [
    { name: "another type", type: "aws:cloudformation/stackSet:StackSet", props: {}, because: "other-type" },
    { name: "not known yet", props: { notificationArns: unknownValue }, because: "unknown", finds },
  ],
});
