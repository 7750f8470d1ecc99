import type { Rule } from "../../rule";
import * as endpoint from "./endpoint";
import * as flowLog from "./flow-log";
import * as networkAcl from "./network-acl";
import * as route from "./route";
import * as subnet from "./subnet";
import * as vpc from "./vpc";

export const rules: readonly Rule[] = [
  networkAcl.naclNoAllPortsIngress,
  networkAcl.naclNoUnrestrictedSshRdp,
  route.noUnrestrictedRouteToIgw,
  subnet.subnetAutoAssignPublicIpDisabled,
  vpc.noDefaultVpc,
  vpc.vpcDefaultSecurityGroupClosed,
  vpc.vpcEndpointsConfigured,
  vpc.vpcFlowLogsEnabled,
  flowLog.vpcFlowLogDestinationEncrypted,
  endpoint.vpcEndpointPolicyScoped,
];
