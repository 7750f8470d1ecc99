import type { FlowLogArgs } from "@pulumi/aws/ec2";
import { all, any } from "../../answer";
import { customerKey, is, present } from "../../predicates";
import { on } from "../../rule";
import { logGroup } from "../logs/log-group";

/** Provider 6 named a log group by `logGroupName`. */
const flowLog = on<FlowLogArgs & { readonly logGroupName: string }>("aws:ec2/flowLog:FlowLog");

export const vpcFlowLogDestinationEncrypted = flowLog.relation({
  id: "vpc-flow-log-destination-encrypted",
  title: "Flow logs record all traffic into an encrypted store",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(a)(2)(iv)", "164.312(b)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-cwl.html",
  says: "leaves traffic out, or writes to a log group without a key of its own",
  fix: 'Set trafficType: "ALL" and write to a log group with kmsKeyId.',
  why: "S3 encrypts every bucket, and a destination outside this stack is judged where it is made; so only log groups of this stack are looked at.",
  requires: (p, stack) =>
    all(
      // A transit gateway's flow log takes no traffic type: it records everything.
      any(is(p.trafficType, "ALL"), present(p.transitGatewayId), present(p.transitGatewayAttachmentId)),
      stack.named(p.logDestination, logGroup).every((group) => customerKey(group.kmsKeyId)),
      stack.named(p.logGroupName, logGroup).every((group) => customerKey(group.kmsKeyId)),
    ),
});
