import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  cognitoIdentityPoolNoGuestAccess,
  cognitoUserPoolAdvancedSecurityEnabled,
  cognitoUserPoolDeletionProtectionEnabled,
  cognitoUserPoolMfaEnabled,
  cognitoUserPoolPasswordPolicyCheck,
} from "./cognito";

const another = {
  name: "another type",
  type: "aws:cognito/userPoolClient:UserPoolClient",
  props: {},
  because: "other-type",
} as const;
const identityPoolName = "claims";

testRule(cognitoIdentityPoolNoGuestAccess, {
  valid: [
    { name: "no guests", props: { identityPoolName, allowUnauthenticatedIdentities: false } },
    { name: "no guests, from YAML", props: { identityPoolName, allowUnauthenticatedIdentities: "false" } },
  ],
  invalid: [
    {
      name: "guests",
      props: { identityPoolName, allowUnauthenticatedIdentities: true },
      finds: "allowUnauthenticatedIdentities",
    },
    { name: "left out", props: { identityPoolName }, finds: "allowUnauthenticatedIdentities" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { allowUnauthenticatedIdentities: unknownValue },
      because: "unknown",
      finds: "allowUnauthenticatedIdentities",
    },
  ],
});

const app = { softwareTokenMfaConfiguration: { enabled: true } };
const TOKEN = "softwareTokenMfaConfiguration.enabled";

testRule(cognitoUserPoolMfaEnabled, {
  valid: [
    { name: "an authenticator app for everyone", props: { mfaConfiguration: "ON", ...app } },
    {
      name: "passkeys for everyone",
      props: { mfaConfiguration: "ON", webAuthnConfiguration: { userVerification: "required" } },
    },
  ],
  invalid: [
    { name: "off", props: { mfaConfiguration: "OFF" }, finds: ["mfaConfiguration", TOKEN, "webAuthnConfiguration"] },
    { name: "left out (off)", props: app, finds: "mfaConfiguration" },
    { name: "for those who want it", props: { mfaConfiguration: "OPTIONAL", ...app }, finds: "mfaConfiguration" },
    {
      name: "by text message",
      props: {
        mfaConfiguration: "ON",
        smsConfiguration: { externalId: "claims", snsCallerArn: "arn:aws:iam::111122223333:role/sms" },
      },
      finds: [TOKEN, "webAuthnConfiguration"],
    },
    {
      name: "app turned off",
      props: { mfaConfiguration: "ON", softwareTokenMfaConfiguration: { enabled: false } },
      finds: [TOKEN, "webAuthnConfiguration"],
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { mfaConfiguration: unknownString, ...app },
      because: "unknown",
      finds: "mfaConfiguration",
    },
  ],
});

const strong = {
  minimumLength: 14,
  requireLowercase: true,
  requireUppercase: true,
  requireNumbers: true,
  requireSymbols: true,
};
const PARTS = Object.keys(strong).map((part) => `passwordPolicy.${part}`);

testRule(cognitoUserPoolPasswordPolicyCheck, {
  valid: [
    { name: "as strong as asked", props: { passwordPolicy: strong } },
    {
      name: "as long as the team wants",
      props: { passwordPolicy: { ...strong, minimumLength: 12 } },
      config: { minimumLength: 12 },
    },
  ],
  invalid: [
    { name: "left out (8 characters)", props: { name: "portal" }, finds: PARTS },
    {
      name: "13 characters",
      props: { passwordPolicy: { ...strong, minimumLength: 13 } },
      finds: "passwordPolicy.minimumLength",
    },
    ...["requireLowercase", "requireUppercase", "requireNumbers", "requireSymbols"].map((flag) => ({
      name: `${flag} off`,
      props: { passwordPolicy: { ...strong, [flag]: false } },
      finds: `passwordPolicy.${flag}`,
    })),
    {
      name: "shorter than the team wants",
      props: { passwordPolicy: strong },
      config: { minimumLength: 15 },
      finds: "passwordPolicy.minimumLength",
    },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { passwordPolicy: unknownValue }, because: "unknown", finds: PARTS },
  ],
});

testRule(cognitoUserPoolDeletionProtectionEnabled, {
  valid: [{ name: "protected", props: { name: "portal", deletionProtection: "ACTIVE" } }],
  invalid: [
    { name: "left out", props: { name: "portal" }, finds: "deletionProtection" },
    { name: "off", props: { deletionProtection: "INACTIVE" }, finds: "deletionProtection" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { deletionProtection: unknownString },
      because: "unknown",
      finds: "deletionProtection",
    },
  ],
});

const enforced = { userPoolAddOns: { advancedSecurityMode: "ENFORCED" } };
const MODE = "userPoolAddOns.advancedSecurityMode";

testRule(cognitoUserPoolAdvancedSecurityEnabled, {
  valid: [
    { name: "enforced", props: { userPoolTier: "PLUS", ...enforced } },
    { name: "enforced, tier left to AWS", props: enforced },
  ],
  invalid: [
    { name: "left out", props: { userPoolTier: "PLUS" }, finds: MODE },
    {
      name: "only watches",
      props: { userPoolTier: "PLUS", userPoolAddOns: { advancedSecurityMode: "AUDIT" } },
      finds: MODE,
    },
    { name: "off", props: { userPoolAddOns: { advancedSecurityMode: "OFF" } }, finds: MODE },
    { name: "a tier without it", props: { userPoolTier: "ESSENTIALS", ...enforced }, finds: "userPoolTier" },
    { name: "the lowest tier", props: { userPoolTier: "LITE", ...enforced }, finds: "userPoolTier" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { userPoolTier: "PLUS", userPoolAddOns: { advancedSecurityMode: unknownString } },
      because: "unknown",
      finds: MODE,
    },
  ],
});
