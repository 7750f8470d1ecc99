import { CustomerKey } from "../components/keys/customer-key";
import { bucketName, nameFor } from "../components/names";
import type { Topic } from "../components/observability/topic";
import { BackupPlan } from "../components/recovery/backup-plan";
import { BackupVault, type VaultLock } from "../components/recovery/backup-vault";
import { drillKeyUses, drillRoles } from "../components/recovery/drill-roles";
import { FailoverRecords } from "../components/recovery/failover-records";
import { RecoveryDrill, type RecoveryDrillArgs } from "../components/recovery/recovery-drill";
import { RestoreTests } from "../components/recovery/restore-tests";
import { replicaIdentifier } from "../components/database/database-replica";
import type { Site } from "../components/site";
import { tagsFor, type Tags } from "../components/tags";
import type * as pulumi from "@pulumi/pulumi";
import { boundedSite } from "./bounded-site";
import type { Context, Region } from "./context";
import type { Foundation } from "./foundation";
import type { HealthLake } from "./healthlake";
import { backupRoles, RECOVERY_ROLE, recoveryKey, RESTORE_ROLE, WORKLOAD } from "./recovery-access";
import { REPLICA_ROLE, replicaDatabase } from "./recovery-replica";
import type { Imaging } from "./imaging";
import type { Streaming } from "./streaming";

export interface Recovery {
  readonly vault: BackupVault;
  /** In the second region, where there is one. */
  readonly copies: BackupVault | undefined;
  readonly drill: RecoveryDrill;
}

/** What is recovered, where the stack has it. */
export interface Recovered {
  readonly streaming?: Streaming | undefined;
  readonly healthLake?: HealthLake | undefined;
  readonly imaging?: Imaging | undefined;
}

/** A region of the recovery: its site with the workload's boundary, its key, its vault, and who hears of it. */
interface Side {
  readonly site: Site;
  readonly region: Region;
  readonly notices: Topic;
  readonly key: CustomerKey;
  readonly vault: BackupVault;
}

/** Backups of what keeps patients' data, their copies and a replica in the second region, and the tests and drills that show what they are worth. */
export function buildRecovery(context: Context, foundation: Foundation, recovered: Recovered): Recovery {
  const { settings, home, replica } = context;
  const { streaming, healthLake, imaging } = recovered;
  const { recovery, retention } = settings;
  const site = boundedSite(context, WORKLOAD);
  const internalTags = tagsFor(site, { workload: WORKLOAD, classification: "internal" });
  const backupTags = (keepDays: number): Tags =>
    tagsFor(site, {
      workload: WORKLOAD,
      classification: "phi",
      purpose: "recovery",
      retentionDays: keepDays,
      backupTier: "none",
    });
  const there: { site: Site; region: Region; notices: Topic } =
    replica !== undefined && foundation.replicaAlarms !== undefined
      ? {
          site: { ...replica.site, permissionsBoundaryArn: site.permissionsBoundaryArn },
          region: replica,
          notices: foundation.replicaAlarms,
        }
      : { site, region: home, notices: foundation.alarms };
  const apart = there.region !== home;
  const roles = backupRoles(site, internalTags, home.opts);
  const runsDrill = drillRoles(
    `${WORKLOAD}-drill`,
    {
      site: there.site,
      tags: internalTags,
      vaultName: nameFor(site, "backup", RECOVERY_ROLE),
      replicaIdentifier: replicaIdentifier(site, REPLICA_ROLE),
      restoreRole: RESTORE_ROLE,
      journalBucket: (place) => bucketName(place, "fhir-output"),
      tenants: settings.imaging.tenants,
      homeRegion: site.region,
    },
    home.opts,
  );
  // What the drill keeps is no patient's: it is under a key of its own.
  const drillKey = new CustomerKey(
    `${WORKLOAD}-drill-key`,
    {
      site: there.site,
      tags: internalTags,
      role: "recovery-drill",
      description: "Drills and the second region's network; no PHI",
      uses: [{ kind: "logs" }, ...drillKeyUses(runsDrill, there.site)],
    },
    there.region.opts,
  );
  const lock: VaultLock =
    recovery.vaultLock === "compliance"
      ? { mode: "compliance", graceDays: recovery.lockGraceDays }
      : { mode: "governance" };
  const side = (name: string, where: { site: Site; region: Region; notices: Topic }, keepDays: number): Side => {
    const tags = backupTags(keepDays);
    const { opts } = where.region;
    const key = recoveryKey(`${name}-key`, { site: where.site, tags, roles }, opts);
    const vault = new BackupVault(
      name,
      {
        site: where.site,
        tags,
        internalTags,
        role: RECOVERY_ROLE,
        kmsKeyArn: key.arn,
        lock,
        topicArn: where.notices.arn,
        topicReady: [where.notices.policy],
      },
      opts,
    );
    return { ...where, key, vault };
  };
  const here = side(`${WORKLOAD}-vault`, { site, region: home, notices: foundation.alarms }, recovery.backupDays);
  const second = apart ? side(`${WORKLOAD}-copies`, there, recovery.copyDays) : undefined;
  new BackupPlan(
    `${WORKLOAD}-plan`,
    {
      site,
      // Only a stack that holds no patient's data may be without a second region: the settings have been checked.
      tags: second === undefined ? internalTags : backupTags(recovery.backupDays),
      recoveryPointTags: backupTags(recovery.backupDays),
      role: RECOVERY_ROLE,
      vault: here.vault,
      keepDays: recovery.backupDays,
      copy: second && { vault: second.vault, keepDays: recovery.copyDays },
      runsAs: roles.backs,
    },
    home.opts,
  );
  new RestoreTests(
    `${WORKLOAD}-tests`,
    {
      site,
      tags: internalTags,
      vault: here.vault,
      schedule: recovery.restoreTestSchedule,
      lookHours: 1,
      runsAs: roles.restores,
      database: streaming && {
        subnetGroup: streaming.database.subnetGroup,
        securityGroupId: streaming.access.databaseGroupId,
      },
    },
    home.opts,
  );
  const follower =
    second &&
    streaming &&
    (recovery.databaseReplica
      ? replicaDatabase(context, {
          site: second.site,
          region: second.region,
          key: second.key,
          internalKey: drillKey,
          alarms: second.notices,
          streaming,
        })
      : undefined);
  const drillSide = second ?? here;
  const restoresTo = follower
    ? { subnetGroup: follower.replica.subnetGroup, securityGroupId: follower.access.databaseGroupId }
    : { subnetGroup: streaming?.database.subnetGroup, securityGroupId: streaming?.access.databaseGroupId };
  const journal = second === undefined ? healthLake && ownJournal(healthLake) : replicaJournal(healthLake);
  const drill = new RecoveryDrill(
    `${WORKLOAD}-drill`,
    {
      site: drillSide.site,
      homeRegion: site.region,
      tags: internalTags,
      roles: runsDrill,
      restoreRoleArn: roles.restores.arn,
      vaultName: drillSide.vault.vaultName,
      schedule: recovery.drillSchedule,
      mode: recovery.drillMode,
      stepTimeoutMinutes: recovery.drillStepMinutes,
      replica: follower && {
        identifier: follower.replica.identifier,
        backupDays: settings.streaming.database.backupDays,
      },
      // In a second region without a replica there is no network to restore a database into.
      place: { kmsKeyArn: drillSide.key.arn, ...(second === undefined || follower ? restoresTo : {}) },
      journal: journal && { ...journal, datastoreId: recovery.replayDatastoreId },
      images: imaging && imageJournal(imaging, second !== undefined),
      kmsKeyArn: drillKey.arn,
      logRetentionDays: retention.logDays,
      alarmTopicArn: drillSide.notices.arn,
    },
    drillSide.region.opts,
  );
  const { failover } = recovery;
  if (failover !== undefined) {
    // Route 53 counts in us-east-1 alone.
    const counted = [here, ...(second === undefined ? [] : [second])].find((of) => of.site.region === "us-east-1");
    new FailoverRecords(
      `${WORKLOAD}-failover`,
      { site: counted?.site ?? site, tags: internalTags, ...failover, alarmTopicArn: counted?.notices.arn },
      (counted ?? here).region.opts,
    );
  }
  return { vault: here.vault, copies: second?.vault, drill };
}

interface Journal {
  readonly bucket: pulumi.Input<string>;
  readonly kmsKeyArn: pulumi.Input<string>;
}

/** Without a second region the exports themselves are all there is to replay. */
function ownJournal({ store, key }: HealthLake): Journal {
  return { bucket: store.output.bucketName, kmsKeyArn: key.arn };
}

/** Without a second region the buckets themselves are all there is to replay. */
function imageJournal({ store, replicas }: Imaging, isCopied: boolean): RecoveryDrillArgs["images"] {
  const { input, output } = store.buckets;
  if (!isCopied) return { inputBucket: input.bucketName, outputBucket: output.bucketName };
  const [inputBucket, outputBucket] = [input, output].map(({ same }) => replicas?.bucketNames[same.role]);
  return inputBucket && outputBucket && { inputBucket, outputBucket };
}

function replicaJournal(healthLake: HealthLake | undefined): Journal | undefined {
  const replicas = healthLake?.replicas;
  const bucket = replicas?.bucketNames["fhir-output"];
  return replicas && bucket && { bucket, kmsKeyArn: replicas.keyArn };
}
