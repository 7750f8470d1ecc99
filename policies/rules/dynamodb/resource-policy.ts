import type { ResourcePolicyArgs } from "@pulumi/aws/dynamodb";
import { all } from "../../answer";
import { noOpenStatement } from "../../policy-document";
import { valueOf } from "../../reading";
import { on } from "../../rule";
import { noForeignPrincipal } from "../../trusted-accounts";

const resourcePolicy = on<ResourcePolicyArgs>("aws:dynamodb/resourcePolicy:ResourcePolicy");

export const dynamodbResourcePolicyNoCrossAccount = resourcePolicy.rule({
  id: "dynamodb-resource-policy-no-cross-account",
  title: "Policies of tables let no account in that is not trusted",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/access-control-resource-based.html",
  says: "lets another account into the table",
  fix: "Name principals of the table's own account, or list the account under trustedAccounts.",
  requires: (p, settings, resource) => {
    // The account of `arn:aws:dynamodb:<region>:<account>:table/<name>`.
    const arn = valueOf(p.resourceArn);
    const [, , , , own = ""] = typeof arn === "string" ? arn.split(":") : [];
    return all(noOpenStatement(p.policy), noForeignPrincipal(p.policy, settings, resource, { services: [own] }));
  },
});
