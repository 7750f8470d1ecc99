import { iamArn } from "../names";
import type { Place } from "../site";
import type { Statement } from "./policy-document";

/**
 * Lets the named roles of the account take a role. The account is the principal and the condition narrows it: IAM refuses a role here
 * that does not exist, and forgets one that is made anew.
 */
export function namedTrust(place: Place, roles: readonly string[]): Statement {
  return {
    Sid: "TrustNamedRoles",
    Effect: "Allow",
    Principal: { AWS: iamArn(place, "root") },
    Action: "sts:AssumeRole",
    Resource: [],
    Condition: { ArnEquals: { "aws:PrincipalArn": roles.map((role) => iamArn(place, `role/${role}`)) } },
  };
}
