import { testRule, unknownValue } from "../../testing/rule-tester";
import { subnetAutoAssignPublicIpDisabled } from "./subnet";

const DEFAULT_SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet";

testRule(subnetAutoAssignPublicIpDisabled, {
  valid: [
    { name: "left out", props: {} },
    { name: "off", props: { mapPublicIpOnLaunch: false, assignIpv6AddressOnCreation: false } },
    { name: "IPv6-only", props: { ipv6Native: true, assignIpv6AddressOnCreation: true } },
    { name: "default subnet, turned off", type: DEFAULT_SUBNET, props: { mapPublicIpOnLaunch: false } },
  ],
  invalid: [
    { name: "IPv4", props: { mapPublicIpOnLaunch: true }, finds: "mapPublicIpOnLaunch" },
    { name: "IPv4, from YAML", props: { mapPublicIpOnLaunch: "true" }, finds: "mapPublicIpOnLaunch" },
    {
      name: "IPv6 beside IPv4",
      props: { assignIpv6AddressOnCreation: true },
      finds: ["assignIpv6AddressOnCreation", "ipv6Native"],
    },
    { name: "default subnet as it comes", type: DEFAULT_SUBNET, props: {}, finds: "mapPublicIpOnLaunch" },
    {
      name: "default subnet, on",
      type: DEFAULT_SUBNET,
      props: { mapPublicIpOnLaunch: true },
      finds: "mapPublicIpOnLaunch",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:ec2/vpc:Vpc", props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { mapPublicIpOnLaunch: unknownValue },
      because: "unknown",
      finds: "mapPublicIpOnLaunch",
    },
  ],
});
