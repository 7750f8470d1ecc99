import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";

export interface DatabaseAccessArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the groups' names. */
  readonly role: string;
  readonly vpcId: pulumi.Input<string>;
}

/** PostgreSQL's own port, which the requirement names. */
export const POSTGRES_PORT = 5432;

/** Two security groups: what wears the clients' one reaches the database on its port, and nothing else does. */
export class DatabaseAccess extends pulumi.ComponentResource {
  /** For whoever may connect. It opens nothing but the way to the database. */
  readonly clientGroupId: pulumi.Output<string>;
  /** For the database. */
  readonly databaseGroupId: pulumi.Output<string>;

  constructor(name: string, args: DatabaseAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:database:DatabaseAccess", name, {}, opts);
    const child = { parent: this };
    const { site, tags } = args;
    const group = (which: string, description: string): aws.ec2.SecurityGroup => {
      const groupName = nameFor(site, "other", `${args.role}-${which}`);
      return new aws.ec2.SecurityGroup(
        `${name}-${which}-group`,
        { name: groupName, description, vpcId: args.vpcId, tags: { ...tags, Name: groupName } },
        child,
      );
    };
    const clients = group("clients", "What may connect to the database; it opens nothing but the way there.");
    const database = group("database", "The database: its port for its clients, and no way out.");
    const port = { ipProtocol: "tcp", fromPort: POSTGRES_PORT, toPort: POSTGRES_PORT, tags };
    new aws.vpc.SecurityGroupIngressRule(
      `${name}-from-clients`,
      {
        ...port,
        securityGroupId: database.id,
        referencedSecurityGroupId: clients.id,
        description: "PostgreSQL from its clients alone",
      },
      child,
    );
    new aws.vpc.SecurityGroupEgressRule(
      `${name}-to-database`,
      {
        ...port,
        securityGroupId: clients.id,
        referencedSecurityGroupId: database.id,
        description: "PostgreSQL to the database",
      },
      child,
    );
    this.clientGroupId = clients.id;
    this.databaseGroupId = database.id;
    this.registerOutputs({ clientGroupId: this.clientGroupId });
  }
}
