import type { Rule } from "../../rule";
import * as cluster from "./cluster";
import * as nodeGroup from "./node-group";

export const rules: readonly Rule[] = [
  cluster.eksClusterLoggingEnabled,
  cluster.eksClusterSupportedVersion,
  cluster.eksEndpointNoPublicAccess,
  cluster.eksSecretsEncrypted,
  nodeGroup.eksNodeGroupNoOpenSsh,
];
