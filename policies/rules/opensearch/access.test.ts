import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  opensearchAccessControlEnabled,
  opensearchDashboardsFederatedLogin,
  opensearchInternalUserDatabaseDisabled,
} from "./access";
import { ELASTICSEARCH } from "./domain";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const domain = { domainName: "notes" };
const masterUserOptions = { masterUserArn: "arn:aws:iam::111122223333:role/search-admin" };

testRule(opensearchAccessControlEnabled, {
  valid: [
    { name: "on", props: { ...domain, advancedSecurityOptions: { enabled: true, masterUserOptions } } },
    {
      name: "on, nobody without a name",
      props: { ...domain, advancedSecurityOptions: { enabled: true, anonymousAuthEnabled: false } },
    },
  ],
  invalid: [
    { name: "left out", props: domain, finds: "advancedSecurityOptions.enabled" },
    {
      name: "off",
      props: { ...domain, advancedSecurityOptions: { enabled: false } },
      finds: "advancedSecurityOptions.enabled",
    },
    {
      name: "callers without a name",
      props: { ...domain, advancedSecurityOptions: { enabled: true, anonymousAuthEnabled: true } },
      finds: "advancedSecurityOptions.anonymousAuthEnabled",
    },
  ],
  alike: [ELASTICSEARCH],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { advancedSecurityOptions: { enabled: unknownValue } },
      because: "unknown",
      finds: "advancedSecurityOptions.enabled",
    },
  ],
});

testRule(opensearchInternalUserDatabaseDisabled, {
  valid: [
    {
      name: "role of IAM",
      props: {
        ...domain,
        advancedSecurityOptions: { enabled: true, internalUserDatabaseEnabled: false, masterUserOptions },
      },
    },
    { name: "left out (off)", props: { ...domain, advancedSecurityOptions: { enabled: true, masterUserOptions } } },
    { name: "no fine-grained access control", props: domain },
  ],
  invalid: [
    {
      name: "on",
      props: { ...domain, advancedSecurityOptions: { enabled: true, internalUserDatabaseEnabled: true } },
      finds: "advancedSecurityOptions.internalUserDatabaseEnabled",
    },
  ],
  alike: [ELASTICSEARCH],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { advancedSecurityOptions: { enabled: true, internalUserDatabaseEnabled: unknownValue } },
      because: "unknown",
      finds: "advancedSecurityOptions.internalUserDatabaseEnabled",
    },
  ],
});

const SAML = "aws:opensearch/domainSamlOptions:DomainSamlOptions";
const cognitoOptions = {
  enabled: true,
  userPoolId: "us-east-1_AbCdEfGhI",
  identityPoolId: "us-east-1:pool",
  roleArn: "arn:aws:iam::111122223333:role/dashboards",
};
const saml = (domainName: unknown, samlOptions: object = { enabled: true }, type = SAML) => ({
  type,
  name: "saml",
  props: { domainName, samlOptions },
});
const COGNITO = "cognitoOptions.enabled";

testRule(opensearchDashboardsFederatedLogin, {
  valid: [
    { name: "Cognito", props: { ...domain, cognitoOptions } },
    { name: "SAML", props: domain, others: [saml("notes")] },
    { name: "SAML, made in the same preview", props: domain, others: [saml(from("subject"))] },
    {
      name: "SAML of an older domain",
      type: ELASTICSEARCH,
      props: domain,
      others: [saml("notes", { enabled: true }, "aws:elasticsearch/domainSamlOptions:DomainSamlOptions")],
    },
    {
      name: "SAML, by the name that the provider gave",
      props: {},
      outputs: { domainName: "notes-1a2b3c" },
      others: [saml("notes-1a2b3c")],
    },
  ],
  invalid: [
    { name: "neither", props: domain, finds: [COGNITO, "DomainSamlOptions"] },
    {
      name: "Cognito off",
      props: { ...domain, cognitoOptions: { ...cognitoOptions, enabled: false } },
      finds: [COGNITO, "DomainSamlOptions"],
    },
    {
      name: "SAML off",
      props: domain,
      others: [saml(from("subject"), { enabled: false })],
      finds: [COGNITO, "DomainSamlOptions.samlOptions.enabled"],
    },
    {
      name: "SAML without its options",
      props: domain,
      others: [saml("notes", {})],
      finds: [COGNITO, "DomainSamlOptions.samlOptions.enabled"],
    },
    { name: "SAML of another domain", props: domain, others: [saml("visits")], finds: [COGNITO, "DomainSamlOptions"] },
    { name: "no name on either side", props: {}, others: [saml(undefined)], finds: [COGNITO, "DomainSamlOptions"] },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...domain, cognitoOptions: { ...cognitoOptions, enabled: unknownValue } },
      because: "unknown",
      finds: COGNITO,
    },
    {
      name: "SAML of a domain that is not known yet",
      props: domain,
      others: [saml(unknownString)],
      because: "unknown",
      finds: "DomainSamlOptions.domainName",
    },
  ],
});
