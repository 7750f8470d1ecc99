import { testRule, unknownString } from "../../testing/rule-tester";
import { sagemakerDomainSso, sagemakerDomainVpcOnly } from "./domain";

const another = {
  name: "another type",
  type: "aws:sagemaker/userProfile:UserProfile",
  props: {},
  because: "other-type",
} as const;

testRule(sagemakerDomainSso, {
  valid: [{ name: "Identity Center", props: { authMode: "SSO" } }],
  invalid: [
    { name: "IAM", props: { authMode: "IAM" }, finds: "authMode" },
    { name: "left out", props: {}, finds: "authMode" },
  ],
  notJudged: [
    another,
    { name: "not known", props: { authMode: unknownString }, because: "unknown", finds: "authMode" },
  ],
});

testRule(sagemakerDomainVpcOnly, {
  valid: [{ name: "VPC alone", props: { appNetworkAccessType: "VpcOnly" } }],
  invalid: [
    { name: "left out", props: { authMode: "SSO" }, finds: "appNetworkAccessType" },
    { name: "internet", props: { appNetworkAccessType: "PublicInternetOnly" }, finds: "appNetworkAccessType" },
  ],
  notJudged: [
    another,
    {
      name: "not known",
      props: { appNetworkAccessType: unknownString },
      because: "unknown",
      finds: "appNetworkAccessType",
    },
  ],
});
