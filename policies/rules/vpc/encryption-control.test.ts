import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { vpcEncryptionControlEnforced } from "./encryption-control";

const VPC = "aws:ec2/vpc:Vpc";
const CONTROL = "aws:ec2/vpcEncryptionControl:VpcEncryptionControl";
const OLDER = "aws:ec2/encryptionControl:EncryptionControl";

const cidrBlock = "10.0.0.0/16";
const internal = { "phiguard:classification": "internal" };
const control = (vpcId: unknown, mode: unknown = "enforce", type = CONTROL): OtherResource => ({
  type,
  name: "control",
  props: { vpcId, mode },
});

testRule(vpcEncryptionControlEnforced, {
  valid: [
    { name: "enforced", props: { cidrBlock }, others: [control(from("subject"))] },
    { name: "enforced, older token", props: { cidrBlock }, others: [control(from("subject"), "enforce", OLDER)] },
    {
      name: "enforced, by id",
      props: { cidrBlock },
      outputs: { id: "vpc-1" },
      others: [control("vpc-1")],
    },
    {
      name: "of a network tagged as PHI",
      props: { cidrBlock, tags: { "phiguard:classification": "phi" } },
      others: [control(from("subject"))],
    },
    { name: "of another stack's network", type: CONTROL, props: { vpcId: "vpc-1", mode: "enforce" } },
    { name: "of another stack's network, older token", type: OLDER, props: { vpcId: "vpc-1", mode: "enforce" } },
  ],
  invalid: [
    { name: "none", props: { cidrBlock }, finds: "VpcEncryptionControl" },
    {
      name: "only watched",
      props: { cidrBlock },
      others: [control(from("subject"), "monitor")],
      finds: "VpcEncryptionControl.mode",
    },
    {
      name: "of another network",
      props: { cidrBlock },
      others: [{ type: VPC, name: "other" }, control(from("other"))],
      finds: "VpcEncryptionControl",
    },
    {
      name: "of another stack's network, only watched",
      type: CONTROL,
      props: { vpcId: "vpc-1", mode: "monitor" },
      others: [{ type: VPC, name: "own", outputs: { id: "vpc-2" } }],
      finds: "mode",
    },
    { name: "of another stack's network, older token", type: OLDER, props: { vpcId: unknownString }, finds: "mode" },
  ],
  notJudged: [
    { name: "another type", type: "aws:ec2/subnet:Subnet", props: {}, because: "other-type" },
    { name: "no PHI", props: { cidrBlock, tags: internal }, because: "exempt" },
    {
      name: "the network stands here",
      type: CONTROL,
      props: { vpcId: from("net"), mode: "monitor" },
      others: [{ type: VPC, name: "net" }],
      because: "exempt",
    },
    { name: "tags not known yet", props: { cidrBlock, tags: unknownValue }, because: "unknown", finds: "tags" },
    {
      name: "of a network not known yet",
      props: { cidrBlock },
      others: [control(unknownString)],
      because: "unknown",
      finds: "VpcEncryptionControl.vpcId",
    },
    {
      name: "mode not known yet",
      props: { cidrBlock },
      others: [control(from("subject"), unknownString)],
      because: "unknown",
      finds: "VpcEncryptionControl.mode",
    },
  ],
});
