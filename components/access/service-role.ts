import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { iamArn, nameFor } from "../names";
import { atPlace, type Place, type Site } from "../site";
import type { Tags } from "../tags";
import { policyDocument, serviceTrust, trustDocument, type Statement } from "./policy-document";

export interface ServiceRoleArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the role's and the policy's name. */
  readonly role: string;
  readonly description: string;
  /** Service principal such as cloudtrail.amazonaws.com. */
  readonly service: string;
  /** ARN, or pattern of it, of the resource for which the service may use the role; left out for services that name only the account. */
  readonly sourceArn?: (place: Place) => string | readonly string[];
  /** What the role may do. Key use is granted by the key's own policy, which names the role. */
  readonly statements: (place: Place) => readonly Statement[];
}

/** A role for one AWS service: trust bound to its source, one managed policy, one-hour sessions, boundary where there is one. */
export class ServiceRole extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;
  /** The role's ARN made from its name: known at preview, and depends on the role. */
  readonly namedArn: pulumi.Output<string>;

  constructor(name: string, args: ServiceRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:access:ServiceRole", name, {}, opts);
    const child = { parent: this };
    const { site, tags } = args;
    const role = new aws.iam.Role(
      `${name}-role`,
      {
        name: nameFor(site, "role", args.role),
        description: args.description,
        assumeRolePolicy: atPlace(site, (place) =>
          trustDocument([serviceTrust(args.service, place.accountId, args.sourceArn?.(place))]),
        ),
        maxSessionDuration: 3600,
        permissionsBoundary: site.permissionsBoundaryArn,
        tags,
      },
      child,
    );
    const policy = new aws.iam.Policy(
      `${name}-policy`,
      {
        name: nameFor(site, "policy", args.role),
        description: `What ${args.service} may do here. ${args.description}`,
        policy: atPlace(site, (place) => policyDocument(args.statements(place))),
        tags,
      },
      child,
    );
    new aws.iam.RolePolicyAttachment(`${name}-attachment`, { role: role.name, policyArn: policy.arn }, child);
    this.arn = role.arn;
    this.roleName = role.name;
    this.namedArn = pulumi
      .all([site.accountId, role.name])
      .apply(([accountId, roleName]) => iamArn({ region: site.region, accountId }, `role/${roleName}`));
    this.registerOutputs({ arn: this.arn });
  }
}
