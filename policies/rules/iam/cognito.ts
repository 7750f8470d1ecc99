import type { IdentityPoolArgs, UserPoolArgs } from "@pulumi/aws/cognito";
import { all, any, not } from "../../answer";
import { atLeast, is, oneOf, present } from "../../predicates";
import { pathOf } from "../../reading";
import { on } from "../../rule";
import { wholeNumber } from "../../rule-config";

const identityPool = on<IdentityPoolArgs>("aws:cognito/identityPool:IdentityPool");
const userPool = on<UserPoolArgs>("aws:cognito/userPool:UserPool");

const COGNITO = "https://docs.aws.amazon.com/cognito/latest/developerguide";

export const cognitoIdentityPoolNoGuestAccess = identityPool.rule({
  id: "cognito-identity-pool-no-guest-access",
  title: "Identity pools give credentials to nobody who has not signed in",
  severity: "high",
  controls: { hipaa: ["164.312(d)"] },
  source: `${COGNITO}/identity-pools.html`,
  says: "gives AWS credentials to guests who have not signed in",
  fix: "Set allowUnauthenticatedIdentities: false.",
  remedy: { allowUnauthenticatedIdentities: false },
  requires: (p) => is(p.allowUnauthenticatedIdentities, false),
});

export const cognitoUserPoolMfaEnabled = userPool.rule({
  id: "cognito-user-pool-mfa-enabled",
  title: "User pools ask every user for a second factor that is no text message",
  severity: "high",
  controls: { hipaa: ["164.312(d)"] },
  source: `${COGNITO}/user-pool-settings-mfa.html`,
  says: "lets users in without an authenticator app or a passkey",
  fix: 'Set mfaConfiguration: "ON" and softwareTokenMfaConfiguration: { enabled: true }.',
  why: "A text message can be read on a phone that was taken over (NIST SP 800-63B restricts it), so it does not count as the factor.",
  requires: (p) =>
    all(
      is(p.mfaConfiguration, "ON"),
      any(is(p.softwareTokenMfaConfiguration.enabled, true), present(p.webAuthnConfiguration)),
    ),
});

/** Cognito takes 6 to 99 characters. */
const minimumLength = wholeNumber({
  name: "minimumLength",
  description: "Characters that a password has at the least.",
  fallback: 14,
  minimum: 6,
  maximum: 99,
});

export const cognitoUserPoolPasswordPolicyCheck = userPool.rule({
  id: "cognito-user-pool-password-policy-check",
  title: "Passwords of user pools have 14 characters of all four kinds",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: `${COGNITO}/managing-users-passwords.html`,
  says: "accepts weak passwords",
  fix: "Set passwordPolicy: { minimumLength: 14, requireLowercase: true, requireUppercase: true, requireNumbers: true, requireSymbols: true }.",
  config: [minimumLength],
  requires: ({ passwordPolicy }, settings) =>
    all(
      atLeast(passwordPolicy.minimumLength, minimumLength.of(settings)),
      is(passwordPolicy.requireLowercase, true),
      is(passwordPolicy.requireUppercase, true),
      is(passwordPolicy.requireNumbers, true),
      is(passwordPolicy.requireSymbols, true),
    ),
});

export const cognitoUserPoolDeletionProtectionEnabled = userPool.rule({
  id: "cognito-user-pool-deletion-protection-enabled",
  title: "User pools are protected against deletion",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: `${COGNITO}/user-pool-settings-deletion-protection.html`,
  says: "can be deleted, with all its users, by one call",
  fix: 'Set deletionProtection: "ACTIVE".',
  remedy: { deletionProtection: "ACTIVE" },
  requires: (p) => is(p.deletionProtection, "ACTIVE"),
});

export const cognitoUserPoolAdvancedSecurityEnabled = userPool.rule({
  id: "cognito-user-pool-advanced-security-enabled",
  title: "User pools act on stolen passwords and unusual sign-ins",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(5)(ii)(C)"] },
  source: `${COGNITO}/cognito-user-pool-settings-threat-protection.html`,
  says: "does not act on stolen passwords and unusual sign-ins",
  fix: 'Set userPoolTier: "PLUS" and userPoolAddOns: { advancedSecurityMode: "ENFORCED" }.',
  why: "With the tier left out AWS refuses the mode for a pool that can't have it; a lower tier that is written out is a breach.",
  requires: (p) =>
    all(
      is(p.userPoolAddOns.advancedSecurityMode, "ENFORCED"),
      not(oneOf(p.userPoolTier, ["LITE", "ESSENTIALS"]), pathOf(p.userPoolTier)),
    ),
});
