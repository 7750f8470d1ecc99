import type { Rule } from "../../rule";
import * as clientVpn from "./client-vpn";
import * as eip from "./eip";
import * as encryptionControl from "./encryption-control";
import * as endpoint from "./endpoint";
import * as endpointService from "./endpoint-service";
import * as flowLog from "./flow-log";
import * as internetGateway from "./internet-gateway";
import * as networkAcl from "./network-acl";
import * as publicAccess from "./public-access";
import * as route from "./route";
import * as subnet from "./subnet";
import * as transitGateway from "./transit-gateway";
import * as vpc from "./vpc";
import * as vpnConnection from "./vpn-connection";

export const rules: readonly Rule[] = [
  clientVpn.ec2ClientVpnConnectionLogEnabled,
  eip.eipAttached,
  encryptionControl.vpcEncryptionControlEnforced,
  endpoint.vpcEndpointMultiAz,
  endpoint.vpcEndpointPolicyScoped,
  endpointService.vpcEndpointServiceManualAcceptance,
  endpointService.vpcEndpointServiceTrustedPrincipals,
  flowLog.vpcFlowLogDestinationEncrypted,
  internetGateway.internetGatewayAuthorizedVpcOnly,
  networkAcl.naclNoAllPortsIngress,
  networkAcl.naclNoUnrestrictedSshRdp,
  networkAcl.vpcNetworkAclUnusedCheck,
  publicAccess.vpcBlockPublicAccessOn,
  route.natGatewayForDefaultRoute,
  route.noUnrestrictedRouteToIgw,
  route.vpcPeeringLeastPrivilege,
  subnet.subnetAutoAssignPublicIpDisabled,
  transitGateway.transitGatewayAutoVpcAttachDisabled,
  vpc.noDefaultVpc,
  vpc.vpcDefaultSecurityGroupClosed,
  vpc.vpcEndpointsConfigured,
  vpc.vpcFlowLogsEnabled,
  vpnConnection.vpcVpnTwoTunnelsConfigured,
];
