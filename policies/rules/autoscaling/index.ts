import type { Rule } from "../../rule";
import * as group from "./group";
import * as launchConfiguration from "./launch-configuration";

export const rules: readonly Rule[] = [
  group.autoscalingGroupElbHealthcheckRequired,
  group.autoscalingGroupTagsPropagated,
  group.autoscalingLaunchTemplate,
  launchConfiguration.autoscalingLaunchConfigPublicIpDisabled,
];
