import type { AcceleratorArgs } from "@pulumi/aws/globalaccelerator";
import { is } from "../../predicates";
import { on } from "../../rule";

const accelerator = on<AcceleratorArgs>(
  "aws:globalaccelerator/accelerator:Accelerator",
  "aws:globalaccelerator/customRoutingAccelerator:CustomRoutingAccelerator",
);

export const globalacceleratorFlowLogs = accelerator.rule({
  id: "globalaccelerator-flow-logs",
  title: "Accelerators write flow logs",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/global-accelerator/latest/dg/monitoring-global-accelerator.flow-logs.html",
  says: "writes no flow log",
  fix: 'Set attributes: { flowLogsEnabled: true, flowLogsS3Bucket: logBucket.bucket, flowLogsS3Prefix: "accelerator/" }.',
  requires: (p) => is(p.attributes.flowLogsEnabled, true),
});
