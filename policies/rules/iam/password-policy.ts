import type { AccountPasswordPolicyArgs } from "@pulumi/aws/iam";
import { all, type Answer } from "../../answer";
import { atLeast, atMost, is } from "../../predicates";
import type { Reading } from "../../reading";
import { on } from "../../rule";
import { wholeNumber, type RuleSettings } from "../../rule-config";

const passwordPolicy = on<AccountPasswordPolicyArgs>("aws:iam/accountPasswordPolicy:AccountPasswordPolicy");

type Passwords = Reading<AccountPasswordPolicyArgs>;

const PASSWORD_POLICY = "https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_passwords_account-policy.html";

/** IAM takes 6 to 128 characters and 1 to 1095 days, and remembers 24 passwords at the most (API UpdateAccountPasswordPolicy). */
const minimumLength = wholeNumber({
  name: "minimumLength",
  description: "Characters that a password has at the least.",
  fallback: 14,
  minimum: 6,
  maximum: 128,
});
const maximumAgeDays = wholeNumber({
  name: "maximumAgeDays",
  description: "Days after which a password must be changed.",
  fallback: 90,
  minimum: 1,
  maximum: 1095,
});
const MOST_REMEMBERED = 24;

const longEnough = (p: Passwords, settings: RuleSettings): Answer =>
  atLeast(p.minimumPasswordLength, minimumLength.of(settings));

const neverReused = (p: Passwords): Answer => atLeast(p.passwordReusePrevention, MOST_REMEMBERED);

/** 0 means that passwords never expire. */
const expiring = (p: Passwords, settings: RuleSettings): Answer =>
  all(atLeast(p.maxPasswordAge, 1), atMost(p.maxPasswordAge, maximumAgeDays.of(settings)));

export const iamPasswordPolicy = passwordPolicy.rule({
  id: "iam-password-policy",
  title: "Passwords of IAM users are long, mixed, changed in time and not used again",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.308(a)(5)(ii)(D)", "164.312(d)"],
    nistCsf: ["PR.AC-1", "PR.AC-7"],
    soc2: ["CC6.1", "CC6.2"],
  },
  source: "https://docs.aws.amazon.com/config/latest/developerguide/iam-password-policy.html",
  says: "lets IAM users choose weak passwords or keep them too long",
  fix: "Set minimumPasswordLength: 14, requireLowercaseCharacters, requireUppercaseCharacters, requireNumbers and requireSymbols: true, passwordReusePrevention: 24, maxPasswordAge: 90.",
  config: [minimumLength, maximumAgeDays],
  requires: (p, settings) =>
    all(
      longEnough(p, settings),
      is(p.requireLowercaseCharacters, true),
      is(p.requireUppercaseCharacters, true),
      is(p.requireNumbers, true),
      is(p.requireSymbols, true),
      neverReused(p),
      expiring(p, settings),
    ),
});

export const iamPasswordPolicyMinimumLength14 = passwordPolicy.rule({
  id: "iam-password-policy-minimum-length-14",
  title: "Passwords of IAM users have 14 characters at least",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: PASSWORD_POLICY,
  says: "accepts passwords that are too short",
  fix: "Set minimumPasswordLength: 14 or more; AWS takes 6 where it is left out.",
  config: [minimumLength],
  requires: longEnough,
});

export const iamPasswordPolicyReuse24 = passwordPolicy.rule({
  id: "iam-password-policy-reuse-24",
  title: "IAM users can't take any of their last 24 passwords again",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(C)", "164.308(a)(5)(ii)(D)", "164.312(d)"],
    nistCsf: ["PR.AC-1"],
  },
  source: PASSWORD_POLICY,
  says: "lets users take an old password again",
  fix: "Set passwordReusePrevention: 24, the most that IAM remembers.",
  remedy: { passwordReusePrevention: MOST_REMEMBERED },
  requires: neverReused,
});

export const iamPasswordPolicyLowercase = passwordPolicy.rule({
  id: "iam-password-policy-lowercase",
  title: "Passwords of IAM users hold a lowercase letter",
  severity: "low",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: PASSWORD_POLICY,
  says: "accepts passwords without a lowercase letter",
  fix: "Set requireLowercaseCharacters: true.",
  remedy: { requireLowercaseCharacters: true },
  requires: (p) => is(p.requireLowercaseCharacters, true),
});

export const iamPasswordPolicyUppercase = passwordPolicy.rule({
  id: "iam-password-policy-uppercase",
  title: "Passwords of IAM users hold an uppercase letter",
  severity: "low",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: PASSWORD_POLICY,
  says: "accepts passwords without an uppercase letter",
  fix: "Set requireUppercaseCharacters: true.",
  remedy: { requireUppercaseCharacters: true },
  requires: (p) => is(p.requireUppercaseCharacters, true),
});

export const iamPasswordPolicyNumber = passwordPolicy.rule({
  id: "iam-password-policy-number",
  title: "Passwords of IAM users hold a digit",
  severity: "low",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: PASSWORD_POLICY,
  says: "accepts passwords without a digit",
  fix: "Set requireNumbers: true.",
  remedy: { requireNumbers: true },
  requires: (p) => is(p.requireNumbers, true),
});

export const iamPasswordPolicySymbol = passwordPolicy.rule({
  id: "iam-password-policy-symbol",
  title: "Passwords of IAM users hold a symbol",
  severity: "low",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: PASSWORD_POLICY,
  says: "accepts passwords without a symbol",
  fix: "Set requireSymbols: true.",
  remedy: { requireSymbols: true },
  requires: (p) => is(p.requireSymbols, true),
});

export const iamPasswordPolicyMaxAge90 = passwordPolicy.rule({
  id: "iam-password-policy-max-age-90",
  title: "Passwords of IAM users expire after 90 days at the latest",
  severity: "low",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: PASSWORD_POLICY,
  says: "lets passwords grow too old",
  fix: "Set maxPasswordAge: 90 or less; 0 or left out means that they never expire.",
  config: [maximumAgeDays],
  requires: expiring,
});
