import type { NodeGroupArgs } from "@pulumi/aws/eks";
import { any, unnamed } from "../../answer";
import { absent, given } from "../../predicates";
import { on } from "../../rule";

const nodeGroup = on<NodeGroupArgs>("aws:eks/nodeGroup:NodeGroup");

export const eksNodeGroupNoOpenSsh = nodeGroup.rule({
  id: "eks-node-group-no-open-ssh",
  title: "Node groups do not open SSH to the internet",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/eks/latest/APIReference/API_RemoteAccessConfig.html",
  says: "opens SSH on its nodes to the internet",
  fix: "Take remoteAccess out and use Session Manager, or name the groups that may connect in remoteAccess.sourceSecurityGroupIds.",
  why: "With a key and no source security groups EKS opens port 22 (3389 on Windows) to 0.0.0.0/0.",
  requires: ({ remoteAccess }) =>
    any(unnamed(absent(remoteAccess.ec2SshKey)), given(remoteAccess.sourceSecurityGroupIds)),
});
