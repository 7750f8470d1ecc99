import type { SecretArgs, SecretPolicyArgs } from "@pulumi/aws/secretsmanager";
import { all, yes } from "../../answer";
import { noOpenStatement } from "../../policy-document";
import { is } from "../../predicates";
import { on } from "../../rule";

const POLICY = "aws:secretsmanager/secretPolicy:SecretPolicy";

const withPolicy = on<SecretPolicyArgs & SecretArgs>(POLICY, "aws:secretsmanager/secret:Secret");

export const secretsmanagerPolicyRestrictive = withPolicy.rule({
  id: "secretsmanager-policy-restrictive",
  title: "Policies of secrets let nobody in who is not named, and AWS checks that they don't",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
  says: "may let anyone read a secret",
  fix: "Name the principals of each Allow, or narrow it with a condition such as aws:PrincipalOrgID; set blockPublicPolicy: true on the SecretPolicy.",
  why: "A policy inline in the secret has no blockPublicPolicy: there its statements are judged alone.",
  requires: (p, _settings, { type }) =>
    all(noOpenStatement(p.policy), type === POLICY ? is(p.blockPublicPolicy, true) : yes),
});
