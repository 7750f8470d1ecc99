import type { UserPoolClientArgs } from "@pulumi/aws/cognito";
import { all, any, not, type Answer } from "../../answer";
import { every, is, notFalse, oneOf, some } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";

const userPoolClient = on<UserPoolClientArgs>("aws:cognito/userPoolClient:UserPoolClient");

export const cognitoFhirClientOauthFlows = userPoolClient.rule({
  id: "cognito-fhir-client-oauth-flows",
  title: "App clients hand out no tokens in URLs, can revoke them, and prove who they are where a server uses them",
  severity: "high",
  controls: { hipaa: ["164.312(d)"] },
  source: "https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-client-apps.html",
  says: "uses the implicit flow, can't revoke its tokens, or is a server's client without a secret",
  fix: 'Set allowedOauthFlows: ["code"], leave enableTokenRevocation out, and set generateSecret: true beside "client_credentials".',
  why: "The implicit flow puts the token into the browser's address bar and history.",
  requires: (p) =>
    all(
      every(p.allowedOauthFlows, (flow) =>
        not(is(flow as Reading<string>, "implicit"), pathOf(flow as Reading<string>)),
      ),
      notFalse(p.enableTokenRevocation),
      any(not(isForServer(p)), is(p.generateSecret, true)),
    ),
});

/** A client that asks for tokens in its own name. */
function isForServer({ allowedOauthFlows }: Reading<UserPoolClientArgs>): Answer {
  return some(allowedOauthFlows, (flow) => oneOf(flow as Reading<string>, ["client_credentials", "clientCredentials"]));
}
