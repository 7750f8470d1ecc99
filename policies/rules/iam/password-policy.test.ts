import type { Rule } from "../../rule";
import { testRule, unknownValue } from "../../testing/rule-tester";
import {
  iamPasswordPolicy,
  iamPasswordPolicyLowercase,
  iamPasswordPolicyMaxAge90,
  iamPasswordPolicyMinimumLength14,
  iamPasswordPolicyNumber,
  iamPasswordPolicyReuse24,
  iamPasswordPolicySymbol,
  iamPasswordPolicyUppercase,
} from "./password-policy";

const another = { name: "another type", type: "aws:iam/user:User", props: {}, because: "other-type" } as const;

const strong = {
  minimumPasswordLength: 14,
  requireLowercaseCharacters: true,
  requireUppercaseCharacters: true,
  requireNumbers: true,
  requireSymbols: true,
  passwordReusePrevention: 24,
  maxPasswordAge: 90,
};

testRule(iamPasswordPolicy, {
  valid: [
    { name: "as strong as asked", props: strong },
    { name: "stronger", props: { ...strong, minimumPasswordLength: 20, maxPasswordAge: 1 } },
    {
      name: "as the team wants it",
      props: { ...strong, minimumPasswordLength: 8, maxPasswordAge: 365 },
      config: { minimumLength: 8, maximumAgeDays: 365 },
    },
  ],
  invalid: [
    { name: "nothing set", props: {}, finds: Object.keys(strong) },
    { name: "too short", props: { ...strong, minimumPasswordLength: 13 }, finds: "minimumPasswordLength" },
    ...["requireLowercaseCharacters", "requireUppercaseCharacters", "requireNumbers", "requireSymbols"].map((flag) => ({
      name: `${flag} off`,
      props: { ...strong, [flag]: false },
      finds: flag,
    })),
    { name: "reused after 23", props: { ...strong, passwordReusePrevention: 23 }, finds: "passwordReusePrevention" },
    { name: "too old", props: { ...strong, maxPasswordAge: 91 }, finds: "maxPasswordAge" },
    { name: "never expires", props: { ...strong, maxPasswordAge: 0 }, finds: "maxPasswordAge" },
    {
      name: "too short for the team",
      props: { ...strong, minimumPasswordLength: 15 },
      config: { minimumLength: 16 },
      finds: "minimumPasswordLength",
    },
  ],
  notJudged: [
    another,
    {
      name: "length not known yet",
      props: { ...strong, minimumPasswordLength: unknownValue },
      because: "unknown",
      finds: "minimumPasswordLength",
    },
  ],
});

testRule(iamPasswordPolicyMinimumLength14, {
  valid: [
    { name: "14", props: { minimumPasswordLength: 14 } },
    { name: "16, from YAML", props: { minimumPasswordLength: "16" } },
    { name: "as long as the team wants", props: { minimumPasswordLength: 12 }, config: { minimumLength: 12 } },
  ],
  invalid: [
    { name: "13", props: { minimumPasswordLength: 13 }, finds: "minimumPasswordLength" },
    { name: "left out (6)", props: { requireSymbols: true }, finds: "minimumPasswordLength" },
    {
      name: "shorter than the team wants",
      props: { minimumPasswordLength: 14 },
      config: { minimumLength: 15 },
      finds: "minimumPasswordLength",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { minimumPasswordLength: unknownValue },
      because: "unknown",
      finds: "minimumPasswordLength",
    },
  ],
});

testRule(iamPasswordPolicyReuse24, {
  valid: [{ name: "24", props: { passwordReusePrevention: 24 } }],
  invalid: [
    { name: "23", props: { passwordReusePrevention: 23 }, finds: "passwordReusePrevention" },
    { name: "left out", props: { minimumPasswordLength: 14 }, finds: "passwordReusePrevention" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { passwordReusePrevention: unknownValue },
      because: "unknown",
      finds: "passwordReusePrevention",
    },
  ],
});

const flags: readonly (readonly [Rule, string])[] = [
  [iamPasswordPolicyLowercase, "requireLowercaseCharacters"],
  [iamPasswordPolicyUppercase, "requireUppercaseCharacters"],
  [iamPasswordPolicyNumber, "requireNumbers"],
  [iamPasswordPolicySymbol, "requireSymbols"],
];
for (const [rule, flag] of flags) {
  testRule(rule, {
    valid: [
      { name: "required", props: { minimumPasswordLength: 14, [flag]: true } },
      { name: "required, from YAML", props: { [flag]: "true" } },
    ],
    invalid: [
      { name: "not required", props: { minimumPasswordLength: 14, [flag]: false }, finds: flag },
      { name: "left out", props: { minimumPasswordLength: 14 }, finds: flag },
    ],
    notJudged: [another, { name: "not known yet", props: { [flag]: unknownValue }, because: "unknown", finds: flag }],
  });
}

testRule(iamPasswordPolicyMaxAge90, {
  valid: [
    { name: "90 days", props: { maxPasswordAge: 90 } },
    { name: "a day", props: { maxPasswordAge: 1 } },
    { name: "as old as the team wants", props: { maxPasswordAge: 180 }, config: { maximumAgeDays: 180 } },
  ],
  invalid: [
    { name: "91 days", props: { maxPasswordAge: 91 }, finds: "maxPasswordAge" },
    { name: "never", props: { maxPasswordAge: 0 }, finds: "maxPasswordAge" },
    { name: "left out (never)", props: { minimumPasswordLength: 14 }, finds: "maxPasswordAge" },
    {
      name: "older than the team wants",
      props: { maxPasswordAge: 61 },
      config: { maximumAgeDays: 60 },
      finds: "maxPasswordAge",
    },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { maxPasswordAge: unknownValue }, because: "unknown", finds: "maxPasswordAge" },
  ],
});
