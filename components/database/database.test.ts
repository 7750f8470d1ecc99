import { expect } from "chai";
import type { Statement } from "../access/policy-document";
import { contract } from "../../lambdas/password-rotation/contract";
import { ofType, only, plan, type Planned, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { DatabaseAccess } from "./database-access";
import { copyKey, DatabaseCopy } from "./database-copy";
import { secretArnPattern } from "./database-secret";
import { monitoringStatements } from "./monitoring-role";
import { PasswordRotation, rotationRole, rotationStatements } from "./password-rotation";
import type { DatabaseSize } from "./database-size";
import { PostgresDatabase, type PostgresDatabaseArgs } from "./postgres-database";
import { postgresParameters } from "./postgres-parameters";

const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const size: DatabaseSize = {
  majorVersion: 17,
  instanceClass: "db.m7g.large",
  storageGiB: 100,
  maxStorageGiB: 1000,
  multiAz: true,
  backupDays: 35,
  insights: "advanced",
};
const args: PostgresDatabaseArgs = {
  site: testSite(),
  tags: { t: "phi" },
  internalTags: { t: "internal" },
  role: "records",
  size,
  kmsKeyArn: "arn:key",
  subnetIds: ["subnet-1", "subnet-2"],
  databaseGroupId: "sg-1",
  logRetentionDays: 731,
  alarmTopicArn: "arn:topic",
};
const INSTANCE = "aws:rds/instance:Instance";
const built = (changes: Partial<PostgresDatabaseArgs> = {}): Promise<Planned[]> =>
  plan(() => new PostgresDatabase("db", { ...args, ...changes }));

describe("PostgresDatabase", () => {
  it("is private, encrypted, backed up, and watched", async () => {
    const { inputs } = only(await built(), INSTANCE);
    expect(inputs).to.deep.include({
      identifier: "phiguard-test-records",
      engine: "postgres",
      engineVersion: "17",
      autoMinorVersionUpgrade: true,
      multiAz: true,
      storageEncrypted: true,
      kmsKeyId: "arn:key",
      iamDatabaseAuthenticationEnabled: true,
      publiclyAccessible: false,
      vpcSecurityGroupIds: ["sg-1"],
      port: 5432,
      enabledCloudwatchLogsExports: ["postgresql", "upgrade"],
      performanceInsightsEnabled: true,
      performanceInsightsKmsKeyId: "arn:key",
      performanceInsightsRetentionPeriod: 465,
      databaseInsightsMode: "advanced",
      monitoringInterval: 60,
      backupRetentionPeriod: 35,
      copyTagsToSnapshot: true,
      deletionProtection: true,
      deleteAutomatedBackups: false,
      skipFinalSnapshot: false,
    });
    expect(inputs.finalSnapshotIdentifier).to.match(/^phiguard-test-records-final-[a-z0-9]+$/);
    expect(inputs).to.not.have.any.keys("manageMasterUserPassword", "availabilityZone");
  });

  it("leaves its windows apart from each other", async () => {
    const { inputs } = only(await built(), INSTANCE);
    expect([inputs.backupWindow, inputs.maintenanceWindow]).to.deep.equal(["06:00-06:30", "sun:07:00-sun:08:00"]);
  });

  it("can be torn down where nothing is protected, still with a last snapshot", async () => {
    const planned = await built({ site: testSite({ deletionProtection: false }) });
    const { inputs } = only(planned, INSTANCE);
    expect(inputs).to.include({ deletionProtection: false, deleteAutomatedBackups: true, skipFinalSnapshot: false });
    expect(only(planned, "aws:secretsmanager/secret:Secret").inputs.recoveryWindowInDays).to.equal(0);
  });

  it("has its logs' groups made before it, encrypted, with identifiers masked", async () => {
    const planned = await built();
    expect(ofType(planned, "aws:cloudwatch/logGroup:LogGroup").map(({ inputs }) => inputs.name)).to.have.members(
      ["postgresql", "upgrade"].map((log) => `/aws/rds/instance/phiguard-test-records/${log}`),
    );
    expect(ofType(planned, "aws:cloudwatch/logDataProtectionPolicy:LogDataProtectionPolicy")).to.have.length(2);
  });

  it("keeps its password in a secret of its own that a copy can follow", async () => {
    const planned = await built({ secretCopy: { region: "us-west-2", kmsKeyArn: "arn:there" } });
    expect(only(planned, "aws:secretsmanager/secret:Secret").inputs).to.deep.include({
      name: "phiguard-test-records-database",
      kmsKeyId: "arn:key",
      recoveryWindowInDays: 30,
      replicas: [{ region: "us-west-2", kmsKeyId: "arn:there" }],
    });
    expect(only(planned, "aws:secretsmanager/secretVersion:SecretVersion").inputs).to.have.property("secretString");
  });

  it("tells people of its events and of what runs out", async () => {
    const planned = await built();
    expect(only(planned, "aws:rds/eventSubscription:EventSubscription").inputs).to.deep.include({
      snsTopic: "arn:topic",
      sourceType: "db-instance",
      sourceIds: ["phiguard-test-records"],
    });
    expect(
      ofType(planned, "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => inputs.metricName),
    ).to.deep.equal(["CPUUtilization", "FreeStorageSpace", "FreeableMemory"]);
  });

  const refused: [Partial<DatabaseSize>, string][] = [
    [{ majorVersion: 14 }, 'PostgresDatabase "db": size.majorVersion must be one of 15, 16, 17; got 14'],
    [{ storageGiB: 19 }, "size.storageGiB must be a whole number in [20, 65536]; got 19"],
    [{ maxStorageGiB: 109 }, "size.maxStorageGiB must be a whole number in [110, 65536]; got 109"],
    [{ backupDays: 6 }, "size.backupDays must be a whole number in [7, 35]; got 6"],
    [{ backupDays: 36 }, "size.backupDays"],
    [{ instanceClass: "db.t4g.micro" }, "size.instanceClass must be a Graviton class of 4 GiB or more"],
  ];
  for (const [change, message] of refused) {
    it(`refuses ${JSON.stringify(change)}`, async () => {
      const wrong = { ...args, size: { ...size, ...change } };
      expect(await refusal(() => new PostgresDatabase("db", wrong))).to.contain(message);
    });
  }
});

describe("postgresParameters", () => {
  const values = Object.fromEntries(postgresParameters().map(({ name, value }) => [name, value]));

  it("lets nobody in without TLS or with an MD5 password", () => {
    expect(values).to.include({
      "rds.force_ssl": "1",
      "rds.accepted_password_auth_method": "scram",
      password_encryption: "scram-sha-256",
    });
  });

  it("audits reading and changing, and writes no value into the log", () => {
    expect(values).to.include({
      "pgaudit.log": "ddl,read,role,write",
      "pgaudit.log_parameter": "0",
      log_error_verbosity: "terse",
      log_min_duration_statement: "-1",
      log_min_error_statement: "panic",
      log_parameter_max_length: "0",
      log_parameter_max_length_on_error: "0",
      log_statement: "none",
    });
    expect(values["shared_preload_libraries"]?.split(",")).to.include("pgaudit");
  });

  it("waits for a restart with what is read at the start alone", () => {
    const waiting = postgresParameters().filter(({ applyMethod }) => applyMethod === "pending-reboot");
    expect(waiting.map(({ name }) => name)).to.deep.equal(["shared_preload_libraries"]);
  });
});

describe("DatabaseAccess", () => {
  it("opens the database's port to its clients' group, and nothing else to anybody", async () => {
    const planned = await plan(
      () => new DatabaseAccess("a", { site: testSite(), tags: {}, role: "records", vpcId: "vpc-1" }),
    );
    const rule = { fromPort: 5432, toPort: 5432, ipProtocol: "tcp" };
    expect(only(planned, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").inputs).to.include({
      ...rule,
      securityGroupId: "a-database-group-id",
      referencedSecurityGroupId: "a-clients-group-id",
    });
    expect(only(planned, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").inputs).to.include({
      ...rule,
      securityGroupId: "a-clients-group-id",
      referencedSecurityGroupId: "a-database-group-id",
    });
    for (const { inputs } of ofType(planned, "aws:ec2/securityGroup:SecurityGroup")) {
      expect(inputs).to.not.have.any.keys("ingress", "egress");
    }
  });
});

describe("monitoringStatements", () => {
  it("write the one group that RDS names, here", () => {
    const group = "arn:aws:logs:us-east-1:123456789012:log-group:RDSOSMetrics";
    expect(monitoringStatements(place).map(({ Resource }) => Resource)).to.deep.equal([group, `${group}:log-stream:*`]);
  });
});

describe("PasswordRotation", () => {
  const tags = { t: "v" };
  const network = { vpcId: "vpc-1", subnetIds: ["s-1", "s-2"], vpcCidr: "10.0.0.0/16", s3PrefixListId: "pl-1" };
  const rotation = (everyDays: number): PasswordRotation =>
    new PasswordRotation("r", {
      site: testSite(),
      tags,
      database: new PostgresDatabase("db", args),
      role: rotationRole("r", { site: testSite(), tags, databaseRole: "records" }, {}),
      everyDays,
      kmsKeyArn: "arn:key",
      logRetentionDays: 731,
      network,
      alarmTopicArn: "arn:topic",
    });

  it("rotates at once and then every few days, by a function that one secret alone may call", async () => {
    const planned = await plan(() => rotation(30));
    expect(only(planned, "aws:secretsmanager/secretRotation:SecretRotation").inputs).to.deep.include({
      rotationLambdaArn: "arn:aws:lambda:us-east-1:123456789012:function:phiguard-test-password-rotation",
      rotationRules: { automaticallyAfterDays: 30 },
      rotateImmediately: true,
    });
    expect(only(planned, "aws:lambda/permission:Permission").inputs).to.include({
      principal: "secretsmanager.amazonaws.com",
      sourceAccount: "123456789012",
      sourceArn: "arn:aws:test:us-east-1:123456789012:db-secret-secret",
    });
  });

  for (const days of [0, 91]) {
    it(`refuses to rotate every ${days} days`, async () => {
      expect(await refusal(() => rotation(days))).to.contain("everyDays must be a whole number in [1, 90]");
    });
  }

  it("may do what its contract says, to one database and one secret", () => {
    const statements: Statement[] = rotationStatements(place, "records");
    expect(statements.flatMap(({ Action }) => [Action].flat()).sort()).to.deep.equal([...contract.actions]);
    expect(statements.map(({ Resource }) => Resource)).to.deep.equal([
      "arn:aws:rds:us-east-1:123456789012:db:phiguard-test-records",
      secretArnPattern(place, "records-database"),
      "*",
    ]);
    expect(secretArnPattern(place, "records-database")).to.match(/secret:phiguard-test-records-database-\?{6}$/);
  });
});

describe("DatabaseCopy", () => {
  it("copies backups under a key of the second region, which the rotation writes the secret's copy with", async () => {
    const site = testSite({ region: "us-west-2" });
    const planned = await plan(() => {
      const rotator = rotationRole("r", { site: testSite(), tags: {}, databaseRole: "records" }, {});
      const key = copyKey("c", { site, tags: {}, role: "records", rotator }, {});
      const database = new PostgresDatabase("db", args);
      new DatabaseCopy("c", { database, key, backupDays: 35 }, {});
    });
    expect(
      only(planned, "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication").inputs,
    ).to.include({
      sourceDbInstanceArn: "arn:aws:test:us-east-1:123456789012:db-instance",
      kmsKeyId: "arn:aws:test:us-east-1:123456789012:c-key-key",
      retentionPeriod: 35,
    });
    const { Statement } = JSON.parse(only(planned, "aws:kms/key:Key").inputs.policy) as { Statement: Statement[] };
    expect(Statement[1]?.Condition).to.deep.equal({
      StringEquals: { "kms:ViaService": ["secretsmanager.us-west-2.amazonaws.com"] },
    });
  });
});
