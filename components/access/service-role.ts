import * as pulumi from "@pulumi/pulumi";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import { boundedRole } from "./bounded-role";
import { serviceTrust, type Statement } from "./policy-document";

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
    const { role, namedArn } = boundedRole(
      name,
      {
        ...args,
        policyDescription: `What ${args.service} may do here. ${args.description}`,
        trust: (place) => serviceTrust(args.service, place.accountId, args.sourceArn?.(place)),
      },
      { parent: this },
    );
    this.arn = role.arn;
    this.roleName = role.name;
    this.namedArn = namedArn;
    this.registerOutputs({ arn: this.arn });
  }
}
