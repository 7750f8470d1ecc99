import type { EventTargetArgs } from "@pulumi/aws/cloudwatch";
import type { ServiceArgs, TaskSetArgs } from "@pulumi/aws/ecs";
import type { ScheduleArgs } from "@pulumi/aws/scheduler";
import { all, any, not } from "../../answer";
import { absent, is, notTrue, oneOf } from "../../predicates";
import { on } from "../../rule";

const SERVICE = "aws:ecs/service:Service";
const TASK_SET = "aws:ecs/taskSet:TaskSet";

const service = on<ServiceArgs & TaskSetArgs>(SERVICE, TASK_SET);
const launcher = on<Pick<ServiceArgs, "networkConfiguration"> & EventTargetArgs & ScheduleArgs>(
  SERVICE,
  TASK_SET,
  "aws:cloudwatch/eventTarget:EventTarget",
  "aws:scheduler/schedule:Schedule",
);

export const ecsFargateLatestPlatformVersion = service.rule({
  id: "ecs-fargate-latest-platform-version",
  title: "Fargate tasks run on the latest platform version",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(5)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html",
  says: "stays on one platform version whatever AWS mends in a later one",
  fix: 'Leave platformVersion out, or set platformVersion: "LATEST".',
  remedy: { platformVersion: "LATEST" },
  appliesWhen: (p) => not(oneOf(p.launchType, ["EC2", "EXTERNAL"])),
  otherwise: "The tasks do not run on Fargate.",
  requires: (p) => any(absent(p.platformVersion), is(p.platformVersion, "LATEST")),
});

export const ecsServiceNoPublicIp = launcher.rule({
  id: "ecs-service-no-public-ip",
  title: "Tasks have no public address",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
  says: "gives its tasks public addresses",
  fix: "Take assignPublicIp out, and run the tasks in private subnets with VPC endpoints or a NAT gateway.",
  requires: (p) =>
    all(
      notTrue(p.networkConfiguration.assignPublicIp),
      notTrue(p.ecsTarget.networkConfiguration.assignPublicIp),
      notTrue(p.target.ecsParameters.networkConfiguration.assignPublicIp),
    ),
});
