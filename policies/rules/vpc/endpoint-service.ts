import type { VpcEndpointServiceAllowedPrincipleArgs, VpcEndpointServiceArgs } from "@pulumi/aws/ec2";
import { every, is } from "../../predicates";
import { on } from "../../rule";
import { isTrusted } from "../../trusted-accounts";

const SERVICE = "aws:ec2/vpcEndpointService:VpcEndpointService";

const service = on<VpcEndpointServiceArgs>(SERVICE);
const serviceOrPrincipal = on<VpcEndpointServiceArgs & VpcEndpointServiceAllowedPrincipleArgs>(
  SERVICE,
  "aws:ec2/vpcEndpointServiceAllowedPrinciple:VpcEndpointServiceAllowedPrinciple",
);

export const vpcEndpointServiceManualAcceptance = service.rule({
  id: "vpc-endpoint-service-manual-acceptance",
  title: "Somebody accepts each connection to an endpoint service",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html",
  says: "takes every connection without asking",
  fix: "Set acceptanceRequired: true.",
  remedy: { acceptanceRequired: true },
  requires: (p) => is(p.acceptanceRequired, true),
});

export const vpcEndpointServiceTrustedPrincipals = serviceOrPrincipal.rule({
  id: "vpc-endpoint-service-trusted-principals",
  title: "Only trusted accounts find an endpoint service",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"] },
  source: "https://docs.aws.amazon.com/vpc/latest/privatelink/configure-endpoint-service.html#add-remove-permissions",
  says: "lets an account that nobody trusts, or everyone, connect to it",
  fix: "Take the principal out, or add its account to the pack's trustedAccounts; put this stack's own account into the provider's allowedAccountIds.",
  requires: (p, settings, resource) =>
    resource.type === SERVICE
      ? every(p.allowedPrincipals, (principal) => isTrusted(principal, settings, resource))
      : isTrusted(p.principalArn, settings, resource),
});
