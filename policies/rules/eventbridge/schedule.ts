import type { ScheduleArgs } from "@pulumi/aws/scheduler";
import { customerKey } from "../../predicates";
import { on } from "../../rule";

const schedule = on<ScheduleArgs>("aws:scheduler/schedule:Schedule");

export const schedulerScheduleCmk = schedule.rule({
  id: "scheduler-schedule-cmk",
  title: "Schedules encrypt their input with a customer managed key",
  severity: "low",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/scheduler/latest/UserGuide/encryption-rest.html",
  says: "names no customer managed key for what it sends to its target",
  fix: "Set kmsKeyArn: key.arn.",
  requires: (p) => customerKey(p.kmsKeyArn),
});
