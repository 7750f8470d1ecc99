import type { Rule } from "../../rule";
import * as securityGroup from "./security-group";

export const rules: readonly Rule[] = [
  securityGroup.restrictedCommonPorts,
  securityGroup.restrictedRdp,
  securityGroup.restrictedSsh,
  securityGroup.securityGroupDescriptionRequired,
  securityGroup.securityGroupNoAllPortsIngress,
  securityGroup.securityGroupNoDatabasePortsOpen,
  securityGroup.securityGroupNoPublicHttp,
  securityGroup.securityGroupNoUnrestrictedEgress,
  securityGroup.vpcSgOpenOnlyToAuthorizedPorts,
];
