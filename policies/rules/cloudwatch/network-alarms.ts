import type { Rule } from "../../rule";
import { callsNamed, trailAlarm } from "./trail-alarm";
import { WATCHED } from "./watched-events";

const CONTROLS = "https://docs.aws.amazon.com/securityhub/latest/userguide/cloudwatch-controls.html";

export const cloudwatchAlarmNetworkAclChanges: Rule = trailAlarm({
  id: "cloudwatch-alarm-network-acl-changes",
  title: "Someone is told when a network ACL changes",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(6)(i)", "164.308(a)(6)(ii)"],
    nistCsf: ["DE.AE-5", "DE.CM-2", "DE.CM-5", "DE.DP-4", "ID.RA-5"],
    soc2: ["CC5.2", "CC7.2", "CC7.3", "CC7.4"],
  },
  source: `${CONTROLS}#cloudwatch-11`,
  says: "tells nobody when a network ACL is made, changed or deleted",
  watched: WATCHED.networkAcls,
  pattern: callsNamed(WATCHED.networkAcls),
});

export const cloudwatchAlarmNetworkGatewayChanges: Rule = trailAlarm({
  id: "cloudwatch-alarm-network-gateway-changes",
  title: "Someone is told when an internet or customer gateway changes",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(6)(i)", "164.308(a)(6)(ii)"],
    nistCsf: ["DE.AE-5", "DE.CM-2", "DE.CM-5", "DE.DP-4", "ID.RA-5"],
    soc2: ["CC5.2", "CC7.2", "CC7.3", "CC7.4"],
  },
  source: `${CONTROLS}#cloudwatch-12`,
  says: "tells nobody when an internet or customer gateway is made, attached, detached or deleted",
  watched: WATCHED.networkGateways,
  pattern: callsNamed(WATCHED.networkGateways),
});

export const cloudwatchAlarmRouteTableChanges: Rule = trailAlarm({
  id: "cloudwatch-alarm-route-table-changes",
  title: "Someone is told when a route or route table changes",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(6)(i)", "164.308(a)(6)(ii)"],
    nistCsf: ["DE.AE-5", "DE.CM-2", "DE.CM-5", "DE.DP-4", "ID.RA-5"],
    soc2: ["CC5.2", "CC7.2", "CC7.3", "CC7.4"],
  },
  source: `${CONTROLS}#cloudwatch-13`,
  says: "tells nobody when a route or route table is made, replaced or deleted",
  watched: WATCHED.routeTables,
  pattern: callsNamed(WATCHED.routeTables),
});

export const cloudwatchAlarmVpcChanges: Rule = trailAlarm({
  id: "cloudwatch-alarm-vpc-changes",
  title: "Someone is told when a VPC or a peering changes",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(6)(i)", "164.308(a)(6)(ii)"],
    nistCsf: ["DE.AE-5", "DE.CM-2", "DE.CM-5", "DE.DP-4", "ID.RA-5"],
    soc2: ["CC5.2", "CC7.2", "CC7.3", "CC7.4"],
  },
  source: `${CONTROLS}#cloudwatch-14`,
  says: "tells nobody when a VPC or a peering is made, changed or deleted",
  watched: WATCHED.vpcs,
  pattern: callsNamed(WATCHED.vpcs),
});

export const cloudwatchAlarmSecurityGroupChanges: Rule = trailAlarm({
  id: "cloudwatch-alarm-security-group-changes",
  title: "Someone is told when a security group's rules change",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(6)(ii)"], nistCsf: ["DE.CM-2", "ID.RA-5", "ID.SC-4"], soc2: ["CC5.2"] },
  source: `${CONTROLS}#cloudwatch-10`,
  says: "tells nobody when a rule of a security group is added or taken away",
  watched: WATCHED.securityGroups,
  pattern: callsNamed(WATCHED.securityGroups),
});
