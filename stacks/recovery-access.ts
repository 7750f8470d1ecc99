import { backupStatements, restoreStatements } from "../components/recovery/backup-access";
import { ServiceRole } from "../components/access/service-role";
import { CustomerKey } from "../components/keys/customer-key";
import type { KeyUse } from "../components/keys/key-policy";
import type { Site } from "../components/site";
import type { Tags } from "../components/tags";
import type * as pulumi from "@pulumi/pulumi";

export const WORKLOAD = "recovery";

/** Last part of the names of vaults, plan and keys. */
export const RECOVERY_ROLE = "recovery";

export interface BackupRoles {
  readonly backs: ServiceRole;
  readonly restores: ServiceRole;
}

const SERVICE = "backup.amazonaws.com";
/** Last part of the name of the role that restores. */
export const RESTORE_ROLE = "restore";

/** The roles of AWS Backup. They are made before the keys, whose policies name them. */
export function backupRoles(site: Site, tags: Tags, opts: pulumi.ComponentResourceOptions): BackupRoles {
  return {
    backs: new ServiceRole(
      `${WORKLOAD}-backs-up`,
      {
        site,
        tags,
        role: "backup",
        description: "Backs up databases and tables, and copies the backups.",
        service: SERVICE,
        statements: backupStatements,
      },
      opts,
    ),
    restores: new ServiceRole(
      `${WORKLOAD}-restores`,
      {
        site,
        tags,
        role: RESTORE_ROLE,
        description: "Restores databases and tables for tests and drills, under names of their own.",
        service: SERVICE,
        statements: restoreStatements,
      },
      opts,
    ),
  };
}

/** A region's key for backups: AWS Backup's two roles, and what the workload runs there. */
export function recoveryKey(
  name: string,
  args: { site: Site; tags: Tags; roles: BackupRoles },
  opts: pulumi.ComponentResourceOptions,
): CustomerKey {
  const use = (sid: string, role: ServiceRole): pulumi.Output<KeyUse> =>
    role.namedArn.apply((roleArn): KeyUse => ({ kind: "backups", sid, roleArn }));
  return new CustomerKey(
    name,
    {
      site: args.site,
      tags: args.tags,
      role: RECOVERY_ROLE,
      description: "Backups and what recovers from them",
      uses: [use("Backup", args.roles.backs), use("Restore", args.roles.restores), { kind: "logs" }],
    },
    opts,
  );
}
