import { fromBoolean, type Answer } from "../../answer";
import type { Reading } from "../../reading";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import type { Compute } from "./compute";

export const nodeGroup: Kind<{ launchTemplate: unknown }> = {
  types: ["aws:eks/nodeGroup:NodeGroup", "aws-native:eks:Nodegroup"],
};
export const computeEnvironment: Kind<{ computeResources: unknown }> = {
  types: ["aws:batch/computeEnvironment:ComputeEnvironment"],
};

/**
 * EKS or Batch starts its nodes from this template. They give the nodes their role: EKS refuses a template that names an instance profile,
 * Batch takes it from instanceRole (EKS User Guide, "Customize managed nodes with launch templates"; Batch User Guide, "Use Amazon EC2
 * launch templates"). Nodes come and go with their disks.
 */
export function startsNodes(p: Reading<Compute>, stack: StackView): Answer {
  return fromBoolean(
    stack.partner(p, nodeGroup, "launchTemplate").count() > 0 ||
      stack.partner(p, computeEnvironment, "computeResources").count() > 0,
  );
}
