import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { grafanaWorkspacePrivateAuth } from "./workspace";

const workspace = {
  accountAccessType: "CURRENT_ACCOUNT",
  permissionType: "SERVICE_MANAGED",
  authenticationProviders: ["AWS_SSO"],
  networkAccessControl: { prefixListIds: ["pl-1"], vpceIds: ["vpce-1"] },
  vpcConfiguration: { subnetIds: ["subnet-1"], securityGroupIds: ["sg-1"] },
};

testRule(grafanaWorkspacePrivateAuth, {
  valid: [
    { name: "private", props: workspace },
    { name: "SAML beside it", props: { ...workspace, authenticationProviders: ["SAML", "AWS_SSO"] } },
    {
      name: "networks made in the same preview",
      props: {
        ...workspace,
        networkAccessControl: { prefixListIds: [], vpceIds: [unknownString] },
        vpcConfiguration: unknownValue,
      },
    },
  ],
  invalid: [
    {
      name: "open to the internet",
      props: { ...workspace, networkAccessControl: undefined },
      finds: "networkAccessControl",
    },
    { name: "in no VPC", props: { ...workspace, vpcConfiguration: undefined }, finds: "vpcConfiguration" },
    {
      name: "nobody signs users in",
      props: { ...workspace, authenticationProviders: [] },
      finds: "authenticationProviders",
    },
    {
      name: "another way in",
      props: { ...workspace, authenticationProviders: ["AWS_SSO", "PASSWORD"] },
      finds: "authenticationProviders[1]",
    },
    {
      name: "left out",
      props: { accountAccessType: "CURRENT_ACCOUNT", authenticationProviders: ["SAML"] },
      finds: ["networkAccessControl", "vpcConfiguration"],
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:amp/workspace:Workspace", props: {}, because: "other-type" },
    {
      name: "not known yet",
      props: { ...workspace, authenticationProviders: [unknownString] },
      because: "unknown",
      finds: "authenticationProviders[0]",
    },
  ],
});
