import type { Rule } from "../../rule";
import * as accountAlarms from "./account-alarms";
import * as alarm from "./alarm";
import * as networkAlarms from "./network-alarms";

export const rules: readonly Rule[] = [
  alarm.cloudwatchAlarmActionCheck,
  alarm.cloudwatchAlarmActionEnabledCheck,
  ...Object.values(networkAlarms),
  ...Object.values(accountAlarms),
];
