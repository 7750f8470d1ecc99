import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceRole } from "../access/service-role";
import { CustomerKey } from "../keys/customer-key";
import type { KeyUse } from "../keys/key-policy";
import type { Site } from "../site";
import type { Tags } from "../tags";
import type { PostgresDatabase } from "./postgres-database";

export interface CopyKeyArgs {
  /** The second region. */
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the key's alias. */
  readonly role: string;
  /** Writes the secret, whose copy follows. */
  readonly rotator: ServiceRole;
}

/** The second region's key, for copies of backups and secret. It is made before the secret, which names it. */
export function copyKey(name: string, args: CopyKeyArgs, opts: pulumi.ComponentResourceOptions): CustomerKey {
  const { site } = args;
  return new CustomerKey(
    `${name}-key`,
    {
      site,
      tags: args.tags,
      role: args.role,
      description: "Copies of the database's backups and of its secret",
      uses: [
        args.rotator.namedArn.apply((roleArn): KeyUse => {
          return {
            kind: "role",
            sid: "RotationWritesCopy",
            roleArn,
            actions: ["kms:Decrypt", "kms:Encrypt", "kms:GenerateDataKey"],
            services: ["secretsmanager"],
          };
        }),
      ],
    },
    opts,
  );
}

export interface DatabaseCopyArgs {
  readonly database: PostgresDatabase;
  readonly key: CustomerKey;
  /** Days that copies stay, in [7, 35]. */
  readonly backupDays: number;
}

/**
 * Automated backups and transaction logs of a database, copied to a second region as they are made: what it can be restored
 * from there, to any second up to some minutes ago (RDS User Guide, "Replicating automated backups"). Its own provider is the
 * second region's.
 */
export class DatabaseCopy extends pulumi.ComponentResource {
  constructor(name: string, args: DatabaseCopyArgs, opts: pulumi.ComponentResourceOptions) {
    super("phiguard:database:DatabaseCopy", name, {}, opts);
    new aws.rds.InstanceAutomatedBackupsReplication(
      `${name}-backups`,
      { sourceDbInstanceArn: args.database.arn, kmsKeyId: args.key.arn, retentionPeriod: args.backupDays },
      { parent: this },
    );
    this.registerOutputs({});
  }
}
