import type { DomainArgs } from "@pulumi/aws/sagemaker";
import { is } from "../../predicates";
import { on } from "../../rule";

const domain = on<DomainArgs>("aws:sagemaker/domain:Domain");

export const sagemakerDomainSso = domain.rule({
  id: "sagemaker-domain-sso",
  title: "Users sign in to SageMaker domains through IAM Identity Center",
  severity: "low",
  controls: { hipaa: ["164.312(d)"] },
  source: "https://docs.aws.amazon.com/sagemaker/latest/dg/onboard-sso-users.html",
  says: "lets users in by IAM credentials instead of the organisation's sign-in",
  fix: 'Set authMode: "SSO".',
  requires: (p) => is(p.authMode, "SSO"),
});

export const sagemakerDomainVpcOnly = domain.rule({
  id: "sagemaker-domain-vpc-only",
  title: "SageMaker domains send their traffic through the VPC alone",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/sagemaker/latest/dg/studio-notebooks-and-internet-access.html",
  says: "gives its applications a way to the internet that the VPC does not see",
  fix: 'Set appNetworkAccessType: "VpcOnly", with security groups in defaultUserSettings.',
  requires: (p) => is(p.appNetworkAccessType, "VpcOnly"),
});
