import type { WorkspaceArgs } from "@pulumi/aws/grafana";
import { all } from "../../answer";
import { every, oneOf, present } from "../../predicates";
import { on } from "../../rule";

const workspace = on<WorkspaceArgs>("aws:grafana/workspace:Workspace");

export const grafanaWorkspacePrivateAuth = workspace.rule({
  id: "grafana-workspace-private-auth",
  title: "Grafana workspaces are private and sign users in by the identity provider",
  severity: "medium",
  controls: { hipaa: ["164.312(d)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/grafana/latest/userguide/AMG-configure-nac.html",
  says: "is open to the internet, reaches its data over it, or does not sign users in by AWS_SSO or SAML",
  fix: 'Set authenticationProviders: ["AWS_SSO"] (or "SAML"), networkAccessControl: { prefixListIds, vpceIds } and vpcConfiguration: { subnetIds, securityGroupIds }.',
  requires: (p) =>
    all(
      present(p.authenticationProviders),
      every(p.authenticationProviders, (provider) => oneOf(provider, ["AWS_SSO", "SAML"])),
      present(p.networkAccessControl),
      present(p.vpcConfiguration),
    ),
});
