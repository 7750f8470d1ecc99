import { from, testRule, unknownValue } from "../../testing/rule-tester";
import { ec2ClientVpnConnectionLogEnabled } from "./client-vpn";

testRule(ec2ClientVpnConnectionLogEnabled, {
  valid: [
    { name: "to a log group", props: { connectionLogOptions: { enabled: true, cloudwatchLogGroup: "vpn" } } },
    { name: "in a list", props: { connectionLogOptions: [{ enabled: true, cloudwatchLogGroup: "vpn" }] } },
    {
      name: "to a log group made in the same preview",
      props: { connectionLogOptions: { enabled: true, cloudwatchLogGroup: from("group") } },
      others: [{ type: "aws:cloudwatch/logGroup:LogGroup", name: "group" }],
    },
  ],
  invalid: [
    {
      name: "off",
      props: { connectionLogOptions: { enabled: false } },
      finds: ["connectionLogOptions.enabled", "connectionLogOptions.cloudwatchLogGroup"],
    },
    {
      name: "off, with a log group",
      props: { connectionLogOptions: { enabled: false, cloudwatchLogGroup: "vpn" } },
      finds: "connectionLogOptions.enabled",
    },
    {
      name: "nowhere to",
      props: { connectionLogOptions: { enabled: true } },
      finds: "connectionLogOptions.cloudwatchLogGroup",
    },
    { name: "left out", props: {}, finds: "connectionLogOptions" },
  ],
  notJudged: [
    { name: "another type", type: "aws:ec2/vpnConnection:VpnConnection", props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { connectionLogOptions: { enabled: unknownValue, cloudwatchLogGroup: "vpn" } },
      because: "unknown",
      finds: "connectionLogOptions.enabled",
    },
  ],
});
