import type { ProviderArgs } from "@pulumi/aws";
import { all } from "../../answer";
import { absent } from "../../predicates";
import { on } from "../../rule";

const provider = on<ProviderArgs>("pulumi:providers:aws");

export const providerNoStaticCredentials = provider.rule({
  id: "provider-no-static-credentials",
  title: "AWS providers get their credentials from outside the program",
  severity: "critical",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)", "164.312(a)(2)(i)"] },
  source: "https://docs.aws.amazon.com/IAM/latest/UserGuide/securing_access-keys.html",
  says: "carries AWS credentials of its own, which end up in code or in the state",
  fix: "Leave accessKey, secretKey and token out; use assumeRoles, assumeRoleWithWebIdentity, a profile or the environment.",
  why: "A policy sees a value, not where it came from: a key from a secret setting is kept in the state as well and does not expire.",
  requires: (p) => all(absent(p.accessKey), absent(p.secretKey), absent(p.token)),
});
