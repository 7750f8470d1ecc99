import type { WorkspaceArgs } from "@pulumi/aws/amp";
import { customerKey } from "../../predicates";
import { on } from "../../rule";

const workspace = on<WorkspaceArgs>("aws:amp/workspace:Workspace");

export const prometheusWorkspaceCmk = workspace.rule({
  id: "prometheus-workspace-cmk",
  title: "Prometheus workspaces encrypt with a customer managed key",
  severity: "low",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/prometheus/latest/userguide/encryption-at-rest-Amazon-Service-Prometheus.html",
  says: "names no customer managed key for its metrics",
  fix: "Set kmsKeyArn: key.arn.",
  requires: (p) => customerKey(p.kmsKeyArn),
});
