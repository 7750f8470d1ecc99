import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { policyDocument, type Statement } from "../access/policy-document";
import { assertOneOf, assertWhole } from "../errors";
import { arnOf, nameFor } from "../names";
import { alarm } from "../observability/alarm";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { vaultAlarms } from "./backup-alarms";
import { VAULT_DAYS } from "./backup-days";

export interface BackupVaultArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Tags of the alarms, which carry no PHI. */
  readonly internalTags: Tags;
  /** Last part of the vault's name; `recovery` gives phiguard-prod-recovery. */
  readonly role: string;
  /** Customer key, which admits AWS Backup's role. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly lock: VaultLock;
  /** Topic of the same region, whose policy and key admit AWS Backup. */
  readonly topicArn: pulumi.Input<string>;
  /** What has to be there before AWS Backup tells the topic: its policy. */
  readonly topicReady: readonly pulumi.Resource[];
}

/**
 * In `compliance` mode nobody takes the lock off once its days of grace are over, the root user and AWS included; in `governance`
 * mode those who may still can, so that a stack can be torn down.
 */
export type VaultLock =
  | {
      readonly mode: "compliance";
      /** Days in which the lock can still be taken back, in [3, 36500]. */
      readonly graceDays: number;
    }
  | { readonly mode: "governance" };

/** What went wrong with backups, in the words of AWS Backup that it still sends (AWS Backup Developer Guide, "Notification options"). */
const EVENTS = ["COPY_JOB_FAILED", "RECOVERY_POINT_MODIFIED", "S3_BACKUP_OBJECT_FAILED", "S3_RESTORE_OBJECT_FAILED"];

/** A place for backups: customer key, locked, with a policy that lets nobody delete by hand, and notices of what went wrong. */
export class BackupVault extends pulumi.ComponentResource {
  readonly arn: pulumi.Output<string>;
  /** The ARN made from the name: known at preview, and depends on the vault. */
  readonly namedArn: pulumi.Output<string>;
  readonly vaultName: pulumi.Output<string>;
  /** What has to be there before backups come: lock and policy. */
  readonly ready: readonly pulumi.Resource[];

  constructor(name: string, args: BackupVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:recovery:BackupVault", name, {}, opts);
    const { site, lock } = args;
    assertOneOf("BackupVault", name, "lock.mode", lock.mode, ["compliance", "governance"]);
    const grace = lock.mode === "compliance" ? lock.graceDays : undefined;
    if (grace !== undefined) assertWhole("BackupVault", name, "lock.graceDays", grace, 3, 36_500);
    const child = { parent: this };
    const vault = new aws.backup.Vault(
      `${name}-vault`,
      {
        name: nameFor(site, "backup", args.role),
        kmsKeyArn: args.kmsKeyArn,
        forceDestroy: !site.deletionProtection,
        tags: args.tags,
      },
      { ...child, protect: site.deletionProtection },
    );
    const locked = new aws.backup.VaultLockConfiguration(
      `${name}-lock`,
      {
        backupVaultName: vault.name,
        changeableForDays: grace,
        minRetentionDays: VAULT_DAYS.least,
        maxRetentionDays: VAULT_DAYS.most,
      },
      { ...child, protect: site.deletionProtection },
    );
    const policy = new aws.backup.VaultPolicy(
      `${name}-policy`,
      { backupVaultName: vault.name, policy: policyDocument([nobodyDeletes()]) },
      child,
    );
    new aws.backup.VaultNotifications(
      `${name}-notices`,
      { backupVaultName: vault.name, snsTopicArn: args.topicArn, backupVaultEvents: EVENTS },
      { ...child, dependsOn: [...args.topicReady] },
    );
    const scene = { site, tags: args.internalTags, topicArn: args.topicArn };
    for (const spec of vaultAlarms(args.role, vault.name)) alarm(name, scene, spec, child);
    this.arn = vault.arn;
    this.vaultName = vault.name;
    this.namedArn = pulumi
      .all([site.accountId, vault.name])
      .apply(([accountId, made]) => arnOf({ region: site.region, accountId }, "backup", `backup-vault:${made}`));
    this.ready = [locked, policy];
    this.registerOutputs({ arn: this.arn });
  }
}

/**
 * Backups go when their days are over, and in no other way: AWS Backup's own expiry is not asked. In a vault's policy `*` means what
 * is in the vault (AWS Backup Developer Guide, "Vault access policies").
 */
function nobodyDeletes(): Statement {
  return {
    Sid: "NobodyDeletes",
    Effect: "Deny",
    Principal: "*",
    Action: ["backup:DeleteRecoveryPoint", "backup:DisassociateRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"],
    Resource: "*",
  };
}
