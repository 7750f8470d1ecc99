import type { CompositeAlarmArgs, MetricAlarmArgs } from "@pulumi/aws/cloudwatch";
import { all, any, unnamed, yes, type Answer } from "../../answer";
import { notFalse, some } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import { toldByComposite } from "./composite";

type AlarmArgs = MetricAlarmArgs & Omit<CompositeAlarmArgs, keyof MetricAlarmArgs>;

const alarm = on<AlarmArgs>("aws:cloudwatch/metricAlarm:MetricAlarm", "aws:cloudwatch/compositeAlarm:CompositeAlarm");

type Actions = Pick<CompositeAlarmArgs, "alarmActions" | "okActions" | "insufficientDataActions" | "actionsEnabled">;

const ACTIONS = "https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html";

export const cloudwatchAlarmActionCheck = alarm.relation({
  id: "cloudwatch-alarm-action-check",
  title: "Alarms do something when their state changes",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(6)(i)", "164.308(a)(6)(ii)", "164.312(b)"],
    nistCsf: ["DE.AE-5", "DE.CM-2", "DE.CM-5", "DE.DP-4", "ID.RA-1", "ID.RA-5", "ID.SC-4"],
    soc2: ["CC7.2", "CC7.3", "CC7.4"],
  },
  source: ACTIONS,
  says: "tells nobody when its state changes",
  fix: "Set alarmActions: [topic.arn], or name the alarm in the alarmRule of a CompositeAlarm that has actions.",
  why: "A composite alarm tells once for all of its members; told by each, one fault would page many times. An alarm that only keeps a composite quiet (NOT ALARM, OK) is told by nobody.",
  requires: (p, stack) => any(acts(p), unnamed(toldByComposite(p, stack, acts))),
});

/** An action whose ARN is not known yet is an action. */
function acts(p: Reading<Actions>): Answer {
  return all(
    any(
      some(p.alarmActions, () => yes),
      some(p.okActions, () => yes),
      some(p.insufficientDataActions, () => yes),
    ),
    notFalse(p.actionsEnabled),
  );
}

export const cloudwatchAlarmActionEnabledCheck = alarm.rule({
  id: "cloudwatch-alarm-action-enabled-check",
  title: "Alarms have their actions switched on",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(6)(ii)"] },
  source: ACTIONS,
  says: "has its actions switched off",
  fix: "Set actionsEnabled: true or leave it out.",
  remedy: { actionsEnabled: true },
  requires: (p) => notFalse(p.actionsEnabled),
});
