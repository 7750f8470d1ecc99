import type { DomainSamlOptionsArgs } from "@pulumi/aws/opensearch";
import { all, any, type Answer } from "../../answer";
import { is, notTrue } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import { domain } from "./domain";

const samlOptions = on<DomainSamlOptionsArgs>(
  "aws:opensearch/domainSamlOptions:DomainSamlOptions",
  "aws:elasticsearch/domainSamlOptions:DomainSamlOptions",
);

const FINE_GRAINED = "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/fgac.html";

export const opensearchAccessControlEnabled = domain.rule({
  id: "opensearch-access-control-enabled",
  title: "Search domains decide index by index who may read what, and know every caller",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(d)"],
  },
  source: FINE_GRAINED,
  says: "has no fine-grained access control, or lets callers in without a name",
  fix: "Set advancedSecurityOptions: { enabled: true, masterUserOptions: { masterUserArn } } and leave anonymousAuthEnabled out.",
  requires: (p) =>
    all(is(p.advancedSecurityOptions.enabled, true), notTrue(p.advancedSecurityOptions.anonymousAuthEnabled)),
});

export const opensearchInternalUserDatabaseDisabled = domain.rule({
  id: "opensearch-internal-user-database-disabled",
  title: "Search domains keep no user names and passwords of their own",
  severity: "medium",
  controls: { hipaa: ["164.312(d)"] },
  source: FINE_GRAINED,
  says: "keeps user names and passwords of its own",
  fix: "Leave internalUserDatabaseEnabled out and set masterUserOptions.masterUserArn to the ARN of an IAM role.",
  why: "Passwords in the domain escape the organisation's rules on length, rotation and leavers.",
  requires: (p) => notTrue(p.advancedSecurityOptions.internalUserDatabaseEnabled),
});

export const opensearchDashboardsFederatedLogin = domain.relation({
  id: "opensearch-dashboards-federated-login",
  title: "OpenSearch Dashboards asks Cognito or a SAML identity provider who someone is",
  severity: "low",
  controls: { hipaa: ["164.312(d)"] },
  source: "https://docs.aws.amazon.com/opensearch-service/latest/developerguide/cognito-auth.html",
  says: "does not leave the sign-in to Dashboards to Cognito or a SAML identity provider",
  fix: "Set cognitoOptions: { enabled: true, userPoolId, identityPoolId, roleArn }, or add an aws.opensearch.DomainSamlOptions.",
  requires: (p, stack) =>
    any(is(p.cognitoOptions.enabled, true), stack.partner(p, samlOptions, "domainName").some(samlIsOn)),
});

function samlIsOn(options: Reading<DomainSamlOptionsArgs>): Answer {
  return is(options.samlOptions.enabled, true);
}
