import { from, testRule, unknownValue } from "../../testing/rule-tester";
import { eksNodeGroupNoOpenSsh } from "./node-group";

testRule(eksNodeGroupNoOpenSsh, {
  valid: [
    { name: "no remote access", props: { clusterName: "claims" } },
    {
      name: "from a bastion",
      props: { clusterName: "claims", remoteAccess: { ec2SshKey: "ops", sourceSecurityGroupIds: ["sg-0a"] } },
    },
    {
      name: "from a bastion of the same preview",
      props: { remoteAccess: { ec2SshKey: "ops", sourceSecurityGroupIds: [from("bastion")] } },
      others: [{ type: "aws:ec2/securityGroup:SecurityGroup", name: "bastion" }],
    },
    { name: "no key", props: { remoteAccess: {} } },
  ],
  invalid: [
    {
      name: "a key",
      props: { clusterName: "claims", remoteAccess: { ec2SshKey: "ops" } },
      finds: "remoteAccess.sourceSecurityGroupIds",
    },
    {
      name: "a key and no groups",
      props: { remoteAccess: { ec2SshKey: "ops", sourceSecurityGroupIds: [] } },
      finds: "remoteAccess.sourceSecurityGroupIds",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:eks/cluster:Cluster", props: {}, because: "other-type" },
    {
      name: "groups not known yet",
      props: { remoteAccess: { ec2SshKey: "ops", sourceSecurityGroupIds: unknownValue } },
      because: "unknown",
      finds: "remoteAccess.sourceSecurityGroupIds",
    },
  ],
});
