import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { ecsFargateLatestPlatformVersion, ecsServiceNoPublicIp } from "./service";

const another = { name: "another type", type: "aws:ecs/cluster:Cluster", props: {}, because: "other-type" } as const;
const TASK_SET = "aws:ecs/taskSet:TaskSet";
const TARGET = "aws:cloudwatch/eventTarget:EventTarget";
const SCHEDULE = "aws:scheduler/schedule:Schedule";
const fargate = { cluster: "claims", taskDefinition: "claims:3", launchType: "FARGATE" };

testRule(ecsFargateLatestPlatformVersion, {
  valid: [
    { name: "left out", props: fargate },
    { name: "the latest", props: { ...fargate, platformVersion: "LATEST" } },
  ],
  invalid: [
    { name: "a version", props: { ...fargate, platformVersion: "1.3.0" }, finds: "platformVersion" },
    {
      name: "a version, launch type from the strategy",
      props: { capacityProviderStrategies: [{ capacityProvider: "FARGATE_SPOT" }], platformVersion: "1.4.0" },
      finds: "platformVersion",
    },
  ],
  notJudged: [
    another,
    { name: "on instances", props: { launchType: "EC2", platformVersion: "1.4.0" }, because: "exempt" },
    { name: "on machines elsewhere", props: { launchType: "EXTERNAL", platformVersion: "1.4.0" }, because: "exempt" },
    { name: "not known yet", props: { platformVersion: unknownString }, because: "unknown", finds: "platformVersion" },
  ],
  alike: [TASK_SET],
});

const subnets = ["subnet-0a", "subnet-0b"];

function network(assignPublicIp: unknown): object {
  return { networkConfiguration: { subnets, assignPublicIp } };
}

testRule(ecsServiceNoPublicIp, {
  valid: [
    { name: "off", props: { ...fargate, ...network(false) } },
    { name: "left out", props: { ...fargate, networkConfiguration: { subnets } } },
    { name: "a target", type: TARGET, props: { rule: "nightly", ecsTarget: network(false) } },
    { name: "a target of another kind", type: TARGET, props: { rule: "nightly" } },
    { name: "a schedule", type: SCHEDULE, props: { target: { ecsParameters: network(false) } } },
  ],
  invalid: [
    { name: "on", props: { ...fargate, ...network(true) }, finds: "networkConfiguration.assignPublicIp" },
    {
      name: "a target",
      type: TARGET,
      props: { rule: "nightly", ecsTarget: network(true) },
      finds: "ecsTarget.networkConfiguration.assignPublicIp",
    },
    {
      name: "a schedule",
      type: SCHEDULE,
      props: { target: { ecsParameters: network(true) } },
      finds: "target.ecsParameters.networkConfiguration.assignPublicIp",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: network(unknownValue),
      because: "unknown",
      finds: "networkConfiguration.assignPublicIp",
    },
  ],
  alike: [TASK_SET],
});
