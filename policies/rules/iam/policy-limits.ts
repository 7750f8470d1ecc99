import { all, any, not, unnamed } from "../../answer";
import {
  allows,
  boundBy,
  coversAction,
  everyStatement,
  reaches,
  someResource,
  type Statement,
} from "../../policy-document";
import { pathOf, valueOf, type Reading } from "../../reading";
import { everyDocument, identityPolicy, onEverything, refuses } from "./grants";

/** Every trail of an account or of all: `trail/*`, `arn:aws:cloudtrail:*:*:*`. */
const EVERY_TRAIL = /:cloudtrail:[^:]*:[^:]*:(\*|trail\/\*)$/;

/** With these a trail is stopped, deleted or led elsewhere; a policy that refuses them does not give CloudTrail away. */
const TRAIL_ENDING = ["cloudtrail:StopLogging", "cloudtrail:DeleteTrail", "cloudtrail:UpdateTrail"] as const;

export const iamPolicyNoFullAccessCloudtrail = identityPolicy.rule({
  id: "iam-policy-no-full-access-cloudtrail",
  title: "No policy gives every right on CloudTrail",
  severity: "high",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(b)"],
    soc2: ["CC3.3"],
  },
  source: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/security_iam_id-based-policy-examples.html",
  says: "lets its holder stop and delete the audit trail",
  fix: 'List the actions that are needed, e.g. ["cloudtrail:LookupEvents", "cloudtrail:GetTrailStatus"].',
  requires: (p) =>
    everyDocument(p, (document) =>
      any(
        everyStatement(document, (statement) =>
          any(
            not(allows(statement)),
            not(coversAction(statement, "cloudtrail:*"), wherePermitted(statement)),
            not(
              any(
                onEverything(statement),
                someResource(statement, (pattern) => EVERY_TRAIL.test(pattern)),
              ),
            ),
          ),
        ),
        unnamed(all(...TRAIL_ENDING.map((action) => refuses(document, action)))),
      ),
    ),
});

const SUBSCRIBE = "aws-marketplace:Subscribe";

export const iamPolicyNoMarketplaceSubscribeWildcard = identityPolicy.rule({
  id: "iam-policy-no-marketplace-subscribe-wildcard",
  title: "No policy lets its holder subscribe to every product of the AWS Marketplace",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(4)(ii)(B)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)"],
    nistCsf: ["PR.AC-4"],
    soc2: ["CC6.3"],
  },
  source: "https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsmarketplace.html",
  says: "lets its holder subscribe to any vendor's product",
  fix: 'Name the products: Condition: { "ForAnyValue:StringEquals": { "aws-marketplace:ProductId": ["prod-..."] } }.',
  why: "A new vendor that may see patient data needs a contract first (45 CFR 164.308(b)).",
  requires: (p) =>
    everyDocument(p, (document) =>
      any(
        everyStatement(document, (statement) =>
          any(
            not(allows(statement)),
            not(reaches(statement, SUBSCRIBE)),
            not(onEverything(statement), pathOf(statement.Resource)),
            unnamed(
              boundBy(
                statement,
                (key) => key === "aws-marketplace:productid",
                (value) => !/[*?]/.test(value),
              ),
            ),
          ),
        ),
        unnamed(refuses(document, SUBSCRIBE)),
      ),
    ),
});

/** The list that gives a statement its actions. */
function wherePermitted(statement: Reading<Statement>): string {
  return pathOf(valueOf(statement.Action) === undefined ? statement.NotAction : statement.Action);
}
