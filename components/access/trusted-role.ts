import * as pulumi from "@pulumi/pulumi";
import { iamArn } from "../names";
import type { Place } from "../site";
import { boundedRole, type BoundedRoleArgs } from "./bounded-role";
import type { Statement } from "./policy-document";

/** A role that people or partners take, by a trust of its own: one managed policy, one-hour sessions, boundary where there is one. */
export class TrustedRole extends pulumi.ComponentResource {
  readonly roleName: pulumi.Output<string>;
  /** The role's ARN made from its name: known at preview, and depends on the role. */
  readonly namedArn: pulumi.Output<string>;

  constructor(name: string, args: BoundedRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:access:TrustedRole", name, {}, opts);
    const { role, namedArn } = boundedRole(name, args, { parent: this });
    this.roleName = role.name;
    this.namedArn = namedArn;
    this.registerOutputs({ arn: namedArn });
  }
}

/** Lets the named roles of this account take a role: people sign in to these by the organisation's own means. */
export function trustRoles(place: Place, roles: readonly string[]): Statement {
  return {
    Sid: "TrustRoles",
    Effect: "Allow",
    // The account, narrowed by the condition: IAM refuses a role here that does not exist, and forgets one that is made anew.
    Principal: { AWS: iamArn(place, "root") },
    Action: "sts:AssumeRole",
    Resource: [],
    Condition: { ArnEquals: { "aws:PrincipalArn": roles.map((role) => iamArn(place, `role/${role}`)) } },
  };
}
