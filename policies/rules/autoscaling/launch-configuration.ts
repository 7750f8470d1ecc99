import type { LaunchConfigurationArgs } from "@pulumi/aws/ec2";
import { is } from "../../predicates";
import { on } from "../../rule";

const launchConfiguration = on<LaunchConfigurationArgs>("aws:ec2/launchConfiguration:LaunchConfiguration");

export const autoscalingLaunchConfigPublicIpDisabled = launchConfiguration.rule({
  id: "autoscaling-launch-config-public-ip-disabled",
  title: "Launch configurations give no instance a public address",
  severity: "high",
  controls: {
    hipaa: [
      "164.308(a)(3)(i)",
      "164.308(a)(3)(ii)(B)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(e)(1)",
    ],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.DS-5", "PR.PT-3", "PR.PT-4"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/autoscaling-launch-config-public-ip-disabled.html",
  says: "gives its instances a public address, or leaves that to the subnet",
  fix: "Set associatePublicIpAddress: false.",
  why: "Left out, the subnet decides, and those of a default VPC hand out public addresses.",
  remedy: { associatePublicIpAddress: false },
  requires: (p) => is(p.associatePublicIpAddress, false),
});
