import type { StackArgs } from "@pulumi/aws/cloudformation";
import { present, some } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";

const stack = on<StackArgs>("aws:cloudformation/stack:Stack");

export const cloudformationStackNotificationCheck = stack.rule({
  id: "cloudformation-stack-notification-check",
  title: "Stacks of CloudFormation tell someone of their events",
  severity: "low",
  controls: { hipaa: ["164.308(a)(6)(ii)"] },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/cloudformation-stack-notification-check.html",
  says: "tells nobody of its events",
  fix: "Set notificationArns: [topic.arn].",
  requires: (p) => some(p.notificationArns, (arn) => present(arn as Reading<string>)),
});
