import type { VpcArgs, VpcEncryptionControlArgs } from "@pulumi/aws/ec2";
import { all, fromBoolean } from "../../answer";
import { mayHoldPhi } from "../../classification";
import { is } from "../../predicates";
import { on } from "../../rule";

const VPC = "aws:ec2/vpc:Vpc";
const CONTROLS = [
  "aws:ec2/vpcEncryptionControl:VpcEncryptionControl",
  "aws:ec2/encryptionControl:EncryptionControl",
] as const;

const vpcOrControl = on<VpcArgs & VpcEncryptionControlArgs>(VPC, ...CONTROLS);
const vpc = on<VpcArgs>(VPC);
const control = on<VpcEncryptionControlArgs>(...CONTROLS);

export const vpcEncryptionControlEnforced = vpcOrControl.relation({
  id: "vpc-encryption-control-enforced",
  title: "Networks that carry PHI let nothing through unencrypted",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-encryption-controls.html",
  says: "lets traffic through that is not encrypted",
  fix: 'Add new aws.ec2.VpcEncryptionControl("control", { vpcId: vpc.id, mode: "enforce" }).',
  why: "A network that does not say what it carries counts as carrying PHI; monitor mode only reports.",
  appliesWhen: (p, stack, resource) =>
    all(
      mayHoldPhi(resource, stack.settings),
      fromBoolean(resource.type === VPC || stack.named(p.vpcId, vpc).count() === 0),
    ),
  otherwise: "The network carries no PHI, or stands in this stack and is judged itself.",
  requires: (p, stack, { type }) =>
    type === VPC
      ? stack.partner(p, control, "vpcId").satisfies(({ mode }) => is(mode, "enforce"))
      : is(p.mode, "enforce"),
});
