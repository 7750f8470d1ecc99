import type { Rule } from "../../rule";
import * as alarm from "./alarm";

export const rules: readonly Rule[] = [alarm.cloudwatchAlarmActionCheck, alarm.cloudwatchAlarmActionEnabledCheck];
