import { testRule, unknownValue } from "../../testing/rule-tester";
import { autoscalingLaunchConfigPublicIpDisabled } from "./launch-configuration";

const imageId = "ami-0123456789abcdef0";
const instanceType = "m5.large";

testRule(autoscalingLaunchConfigPublicIpDisabled, {
  valid: [
    { name: "off", props: { imageId, instanceType, associatePublicIpAddress: false } },
    { name: "off, from YAML", props: { imageId, instanceType, associatePublicIpAddress: "false" } },
  ],
  invalid: [
    { name: "on", props: { imageId, instanceType, associatePublicIpAddress: true }, finds: "associatePublicIpAddress" },
    { name: "left to the subnet", props: { imageId, instanceType }, finds: "associatePublicIpAddress" },
  ],
  notJudged: [
    { name: "another type", type: "aws:ec2/launchTemplate:LaunchTemplate", props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { imageId, instanceType, associatePublicIpAddress: unknownValue },
      because: "unknown",
      finds: "associatePublicIpAddress",
    },
  ],
});
