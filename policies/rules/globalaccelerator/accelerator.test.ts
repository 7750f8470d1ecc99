import { testRule, unknownValue } from "../../testing/rule-tester";
import { globalacceleratorFlowLogs } from "./accelerator";

testRule(globalacceleratorFlowLogs, {
  valid: [
    {
      name: "on",
      props: {
        attributes: { flowLogsEnabled: true, flowLogsS3Bucket: "claims-logs", flowLogsS3Prefix: "accelerator/" },
      },
    },
  ],
  invalid: [
    { name: "left out", props: { enabled: true }, finds: "attributes.flowLogsEnabled" },
    { name: "off", props: { attributes: { flowLogsEnabled: false } }, finds: "attributes.flowLogsEnabled" },
    {
      name: "only a bucket",
      props: { attributes: { flowLogsS3Bucket: "claims-logs" } },
      finds: "attributes.flowLogsEnabled",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:globalaccelerator/listener:Listener", props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { attributes: { flowLogsEnabled: unknownValue } },
      because: "unknown",
      finds: "attributes.flowLogsEnabled",
    },
  ],
  alike: ["aws:globalaccelerator/customRoutingAccelerator:CustomRoutingAccelerator"],
});
