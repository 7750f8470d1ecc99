import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { iamArn, nameFor } from "../names";
import { atPlace, type Place, type Site } from "../site";
import type { Tags } from "../tags";
import { policyDocument, trustDocument, type Statement } from "./policy-document";

export interface BoundedRoleArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Tags of the role alone, in place of `tags`. */
  readonly roleTags?: Tags;
  /** Last part of the role's and the policy's name. */
  readonly role: string;
  readonly description: string;
  readonly policyDescription: string;
  /** Who may take the role. */
  readonly trust: (place: Place) => Statement;
  readonly statements: (place: Place) => readonly Statement[];
}

export interface BoundedRole {
  readonly role: aws.iam.Role;
  /** The role's ARN made from its name: known at preview, and depends on the role. */
  readonly namedArn: pulumi.Output<string>;
  /** Without it the role may do nothing: for services that try a role when they are given it. */
  readonly attachment: aws.iam.RolePolicyAttachment;
}

/** Sessions of every role end after an hour, the shortest limit that IAM has. */
export const SESSION_SECONDS = 3600;

/** A role with one managed policy, one-hour sessions, and the site's permissions boundary. */
export function boundedRole(name: string, args: BoundedRoleArgs, opts: pulumi.CustomResourceOptions): BoundedRole {
  const { site, tags } = args;
  const role = new aws.iam.Role(
    `${name}-role`,
    {
      name: nameFor(site, "role", args.role),
      description: args.description,
      assumeRolePolicy: atPlace(site, (place) => trustDocument([args.trust(place)])),
      maxSessionDuration: SESSION_SECONDS,
      permissionsBoundary: site.permissionsBoundaryArn,
      tags: args.roleTags ?? tags,
    },
    opts,
  );
  const policy = new aws.iam.Policy(
    `${name}-policy`,
    {
      name: nameFor(site, "policy", args.role),
      description: args.policyDescription,
      policy: atPlace(site, (place) => policyDocument(args.statements(place))),
      tags,
    },
    opts,
  );
  const attachment = new aws.iam.RolePolicyAttachment(
    `${name}-attachment`,
    { role: role.name, policyArn: policy.arn },
    opts,
  );
  const namedArn = pulumi
    .all([site.accountId, role.name])
    .apply(([accountId, roleName]) => iamArn({ region: site.region, accountId }, `role/${roleName}`));
  return { role, namedArn, attachment };
}
