import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { boundedRole } from "../access/bounded-role";
import type { Statement } from "../access/policy-document";
import { ArgumentError } from "../errors";
import { iamArn, nameFor } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import { IMAGE_READS, tenantStatements } from "./image-access";
import { tenantRole, type Tenant } from "./image-names";

export interface TenantRoleArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly tenant: Tenant;
}

/**
 * The role by which an organisation uploads its images and reads them: for the named roles of its account alone, and for a foreign
 * account only with the external id that was agreed on (IAM User Guide, "The confused deputy problem").
 */
export class TenantRole extends pulumi.ComponentResource {
  readonly roleName: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
  /** The ARN made from its name: known at preview, and depends on the role. */
  readonly namedArn: pulumi.Output<string>;

  constructor(name: string, args: TenantRoleArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:clinical:TenantRole", name, {}, opts);
    const { site, tags, tenant } = args;
    assertTenant(name, tenant);
    const { role, namedArn } = boundedRole(
      name,
      {
        site,
        tags,
        role: tenantRole(tenant.id),
        description: `Uploads and reads images for the tenant ${tenant.id}.`,
        policyDescription: `Objects of the tenant ${tenant.id}.`,
        trust: (place) => tenantTrust(place, tenant),
        statements: (place) => tenantStatements(place, tenant),
      },
      { parent: this },
    );
    this.roleName = role.name;
    this.arn = role.arn;
    this.namedArn = namedArn;
    this.registerOutputs({ arn: this.arn });
  }

  /** Lets the role read the images of the tenant's data store, whose ARN is known once it has been made. */
  reads(name: string, args: TenantRoleArgs, datastoreArn: pulumi.Output<string>): void {
    const child = { parent: this };
    const { site, tags, tenant } = args;
    const policy = new aws.iam.Policy(
      `${name}-images-policy`,
      {
        name: nameFor(site, "policy", `${tenantRole(tenant.id)}-images`),
        description: `Images of the tenant ${tenant.id}.`,
        // As an object, so that all but the ARN is known at preview.
        policy: {
          Version: "2012-10-17",
          Statement: [
            {
              Sid: "ReadImages",
              Effect: "Allow",
              Action: [...IMAGE_READS],
              Resource: [datastoreArn, pulumi.interpolate`${datastoreArn}/imageset/*`],
            },
          ],
        },
        tags,
      },
      child,
    );
    new aws.iam.RolePolicyAttachment(
      `${name}-images-attachment`,
      { role: this.roleName, policyArn: policy.arn },
      child,
    );
  }
}

/** Who may take a tenant's role. */
export function tenantTrust(place: Place, tenant: Tenant): Statement {
  const account = { region: place.region, accountId: tenant.accountId ?? place.accountId };
  return {
    Sid: "TrustTenant",
    Effect: "Allow",
    // The account, narrowed by the condition: IAM refuses a role here that does not exist, and forgets one that is made anew.
    Principal: { AWS: iamArn(account, "root") },
    Action: "sts:AssumeRole",
    Resource: [],
    Condition: {
      ArnEquals: { "aws:PrincipalArn": tenant.roles.map((role) => iamArn(account, `role/${role}`)) },
      ...(tenant.externalId !== undefined && { StringEquals: { "sts:ExternalId": tenant.externalId } }),
    },
  };
}

function assertTenant(name: string, { id, roles, accountId, externalId }: Tenant): void {
  const refuse = (argument: string, wanted: string, got: unknown): never => {
    throw new ArgumentError("TenantRole", name, `tenant.${argument}`, wanted, got);
  };
  if (!/^[a-z][a-z0-9-]{1,15}$/.test(id)) refuse("id", "2 to 16 small letters, digits and hyphens", id);
  if (roles.length === 0) refuse("roles", "one role's name at least", roles);
  if (accountId !== undefined && externalId === undefined)
    refuse("externalId", "set for a foreign account", externalId);
}
