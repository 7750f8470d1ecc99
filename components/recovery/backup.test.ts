import { expect } from "chai";
import { ServiceRole } from "../access/service-role";
import { ofType, only, plan, type Planned, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { backupStatements, restoreStatements } from "./backup-access";
import { BackupPlan } from "./backup-plan";
import { BackupSettings } from "./backup-settings";
import { BackupVault, type VaultLock } from "./backup-vault";
import { RestoreTests, type RestoreTestsArgs } from "./restore-tests";

const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const site = testSite();
const LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration";
const vaultOf = (lock: VaultLock, of = site, name = "v"): BackupVault =>
  new BackupVault(name, {
    site: of,
    tags: { t: "phi" },
    internalTags: { t: "internal" },
    role: "recovery",
    kmsKeyArn: "arn:key",
    lock,
    topicArn: "arn:topic",
    topicReady: [],
  });
const role = (name: string): ServiceRole =>
  new ServiceRole(name, {
    site,
    tags: {},
    role: name,
    description: "d",
    service: "backup.amazonaws.com",
    statements: () => [],
  });

describe("BackupVault", () => {
  it("is under a customer key, locked for ever, and lets nobody delete by hand", async () => {
    const planned = await plan(() => vaultOf({ mode: "compliance", graceDays: 7 }));
    expect(only(planned, "aws:backup/vault:Vault").inputs).to.deep.include({
      name: "phiguard-test-recovery",
      kmsKeyArn: "arn:key",
      forceDestroy: false,
    });
    expect(only(planned, LOCK).inputs).to.deep.equal({
      backupVaultName: "phiguard-test-recovery",
      changeableForDays: 7,
      minRetentionDays: 35,
      maxRetentionDays: 3650,
    });
    const [statement, ...more] = JSON.parse(
      only(planned, "aws:backup/vaultPolicy:VaultPolicy").inputs.policy,
    ).Statement;
    expect(more).to.be.empty;
    expect(statement).to.deep.include({ Effect: "Deny", Principal: "*", Resource: "*" });
    expect(statement.Action).to.include.members(["backup:DeleteRecoveryPoint", "backup:UpdateRecoveryPointLifecycle"]);
  });

  it("can be torn down in governance mode, which has no days of grace", async () => {
    const planned = await plan(() => vaultOf({ mode: "governance" }, testSite({ deletionProtection: false })));
    expect(only(planned, LOCK).inputs).to.not.have.property("changeableForDays");
    expect(only(planned, "aws:backup/vault:Vault").inputs.forceDestroy).to.equal(true);
  });

  it("tells of jobs that failed, in words that AWS Backup still sends", async () => {
    const planned = await plan(() => vaultOf({ mode: "governance" }));
    const { inputs } = only(planned, "aws:backup/vaultNotifications:VaultNotifications");
    expect(inputs.snsTopicArn).to.equal("arn:topic");
    expect(inputs.backupVaultEvents).to.include("COPY_JOB_FAILED").and.not.include("BACKUP_JOB_FAILED");
    const alarms = ofType(planned, "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs: of }) => of.metricName);
    expect(alarms).to.deep.equal(["NumberOfBackupJobsFailed", "NumberOfCopyJobsFailed", "NumberOfBackupJobsExpired"]);
  });

  it("refuses less grace than AWS Backup does", async () => {
    expect(await refusal(() => vaultOf({ mode: "compliance", graceDays: 2 }))).to.contain(
      "lock.graceDays must be a whole number in [3, 36500]; got 2",
    );
  });
});

describe("BackupPlan", () => {
  const built = (keepDays = 35, copyDays?: number): Promise<Planned[]> =>
    plan(() => {
      const vault = vaultOf({ mode: "governance" });
      const copies = vaultOf({ mode: "governance" }, testSite({ region: "us-west-2" }), "w");
      return new BackupPlan("p", {
        site,
        tags: { t: "phi" },
        recoveryPointTags: { t: "phi" },
        role: "recovery",
        vault,
        keepDays,
        copy: copyDays === undefined ? undefined : { vault: copies, keepDays: copyDays },
        runsAs: role("backup"),
      });
    });

  it("runs every night and copies to the second region", async () => {
    const { rules } = only(await built(35, 90), "aws:backup/plan:Plan").inputs;
    expect(rules).to.have.length(1);
    expect(rules[0]).to.deep.include({
      schedule: "cron(0 3 ? * * *)",
      enableContinuousBackup: false,
      lifecycle: { deleteAfter: 35 },
      recoveryPointTags: { t: "phi" },
    });
    expect(rules[0].copyActions).to.deep.equal([
      { destinationVaultArn: "arn:aws:test:us-east-1:123456789012:w-vault", lifecycle: { deleteAfter: 90 } },
    ]);
  });

  it("picks the databases and tables of its own environment that have a tier", async () => {
    const planned = await built();
    expect(only(planned, "aws:backup/plan:Plan").inputs.rules[0].copyActions).to.deep.equal([]);
    const { resources, conditions } = only(planned, "aws:backup/selection:Selection").inputs;
    expect(resources).to.deep.equal(["arn:aws:dynamodb:*:*:table/*", "arn:aws:rds:*:*:db:*"]);
    expect(conditions).to.deep.equal([
      {
        stringEquals: [{ key: "aws:ResourceTag/phiguard:environment", value: "test" }],
        stringLikes: [{ key: "aws:ResourceTag/BackupTier", value: "*" }],
        stringNotEquals: [{ key: "aws:ResourceTag/BackupTier", value: "none" }],
      },
    ]);
  });

  it("keeps no backup for less than the vaults let it", async () => {
    const late = (keepDays: number, copyDays: number): Promise<string> =>
      refusal(() => {
        const vault = vaultOf({ mode: "governance" });
        return new BackupPlan("p", {
          site,
          tags: {},
          recoveryPointTags: {},
          role: "r",
          vault,
          keepDays,
          copy: { vault, keepDays: copyDays },
          runsAs: role("backup"),
        });
      });
    expect(await late(34, 35)).to.contain("keepDays must be a whole number in [35, 3650]; got 34");
    expect(await late(35, 3651)).to.contain("copy.keepDays must be a whole number in [35, 3650]; got 3651");
  });
});

describe("RestoreTests", () => {
  const make = (changes: Partial<RestoreTestsArgs>): RestoreTests =>
    new RestoreTests("t", {
      site,
      tags: {},
      vault: vaultOf({ mode: "governance" }),
      schedule: "cron(0 9 2 * ? *)",
      lookHours: 1,
      runsAs: role("restore"),
      ...changes,
    });
  const built = (changes: Partial<RestoreTestsArgs> = {}): Promise<Planned[]> => plan(() => make(changes));
  const SELECTION = "aws:backup/restoreTestingSelection:RestoreTestingSelection";

  it("restores the newest backup of each table, and of each database into the database's own subnets", async () => {
    const planned = await built({ database: { subnetGroup: "subnets", securityGroupId: "sg-1" } });
    const { name, recoveryPointSelection } = only(planned, "aws:backup/restoreTestingPlan:RestoreTestingPlan").inputs;
    expect(name).to.match(/^\w{1,50}$/);
    expect(recoveryPointSelection.algorithm).to.equal("LATEST_WITHIN_WINDOW");
    const [tables, databases] = ofType(planned, SELECTION).map(({ inputs }) => inputs);
    expect(tables).to.include({ protectedResourceType: "DynamoDB", validationWindowHours: 1 });
    expect(tables).to.not.have.property("protectedResourceArns");
    expect(tables?.protectedResourceConditions.stringEquals).to.deep.equal([
      { key: "aws:ResourceTag/phiguard:environment", value: "test" },
    ]);
    expect(databases?.restoreMetadataOverrides).to.deep.equal({
      dbSubnetGroupName: "subnets",
      vpcSecurityGroupIds: '["sg-1"]',
    });
  });

  it("restores no database where there is none", async () => {
    expect(ofType(await built(), SELECTION)).to.have.length(1);
  });

  it("refuses more time to look than AWS Backup gives", async () => {
    const refused = await refusal(() => make({ lookHours: 169 }));
    expect(refused).to.contain("lookHours must be a whole number in [1, 168]; got 169");
  });
});

describe("BackupSettings", () => {
  it("lets plans back up databases and tables, and AWS Backup keep the tables' backups", async () => {
    const { inputs } = only(await plan(() => new BackupSettings("b")), "aws:backup/regionSettings:RegionSettings");
    expect(inputs.resourceTypeOptInPreference).to.include({ DynamoDB: true, RDS: true });
    expect(inputs.resourceTypeManagementPreference).to.deep.equal({ DynamoDB: true });
  });
});

describe("access of AWS Backup", () => {
  const actions = (statements: ReturnType<typeof backupStatements>): string[] =>
    statements.flatMap(({ Action }) => [Action].flat());

  it("backs up without being able to delete a store, and restores without being able to touch one that is in use", () => {
    expect(actions(backupStatements(place))).to.not.include.members(["rds:DeleteDBInstance", "dynamodb:DeleteTable"]);
    for (const { Sid, Resource } of restoreStatements(place).filter(({ Sid: sid }) => sid.startsWith("Restore"))) {
      const stores = [Resource].flat().filter((arn) => /:(table\/|db:)/.test(arn));
      expect(stores, Sid).to.not.be.empty;
      for (const arn of stores) expect(arn, Sid).to.match(/(awsbackup-restore-test|phiguard-test-drill)-\*$/);
    }
  });

  it("uses the stack's keys alone, through AWS Backup and the stores' services", () => {
    const keys = backupStatements(place).filter(({ Action }) => [Action].flat().some((of) => of.startsWith("kms:")));
    expect(keys).to.have.length(2);
    for (const { Condition } of keys) {
      expect(Condition?.["ForAnyValue:StringLike"]).to.deep.equal({ "kms:ResourceAliases": "alias/phiguard-test-*" });
    }
  });
});
