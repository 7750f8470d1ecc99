import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { cognitoFhirClientOauthFlows } from "./user-pool-client";

const client = { userPoolId: "us-east-1_a1b2c3", allowedOauthFlowsUserPoolClient: true };

testRule(cognitoFhirClientOauthFlows, {
  valid: [
    { name: "code", props: { ...client, allowedOauthFlows: ["code"] } },
    { name: "no flows", props: { userPoolId: "us-east-1_a1b2c3" } },
    {
      name: "server with a secret",
      props: {
        ...client,
        allowedOauthFlows: ["client_credentials"],
        generateSecret: true,
        enableTokenRevocation: true,
      },
    },
  ],
  invalid: [
    { name: "implicit", props: { ...client, allowedOauthFlows: ["implicit"] }, finds: "allowedOauthFlows[0]" },
    {
      name: "implicit beside code",
      props: { ...client, allowedOauthFlows: ["code", "implicit"] },
      finds: "allowedOauthFlows[1]",
    },
    {
      name: "tokens can't be revoked",
      props: { ...client, allowedOauthFlows: ["code"], enableTokenRevocation: false },
      finds: "enableTokenRevocation",
    },
    {
      name: "server without a secret",
      props: { ...client, allowedOauthFlows: ["client_credentials"] },
      finds: "generateSecret",
    },
    {
      name: "server without a secret, spelled otherwise",
      props: { ...client, allowedOauthFlows: ["clientCredentials"], generateSecret: false },
      finds: "generateSecret",
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:cognito/userPool:UserPool", props: {}, because: "other-type" },
    {
      name: "flows not known yet",
      props: { ...client, allowedOauthFlows: unknownValue, generateSecret: true },
      because: "unknown",
      finds: "allowedOauthFlows",
    },
    {
      name: "flow not known yet",
      props: { ...client, allowedOauthFlows: [unknownString], generateSecret: true },
      because: "unknown",
      finds: "allowedOauthFlows[0]",
    },
  ],
});
