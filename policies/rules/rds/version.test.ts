import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { CLUSTER, CLUSTER_INSTANCE } from "./database";
import {
  rdsAutomaticMinorVersionUpgradeEnabled,
  rdsEngineVersionSupported,
  rdsInstanceCaCertModern,
  rdsPostgresNotVulnerableVersion,
} from "./version";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const postgres = { engine: "postgres", instanceClass: "db.m7g.large" };
const runs = (engine: string, engineVersion: string | number) => ({ engine, engineVersion });

testRule(rdsAutomaticMinorVersionUpgradeEnabled, {
  valid: [
    { name: "on", props: { ...postgres, autoMinorVersionUpgrade: true } },
    { name: "left out (on)", props: postgres },
  ],
  invalid: [{ name: "off", props: { ...postgres, autoMinorVersionUpgrade: false }, finds: "autoMinorVersionUpgrade" }],
  notJudged: [
    another,
    {
      name: "RDS Custom",
      props: { engine: "custom-sqlserver-se", autoMinorVersionUpgrade: false },
      because: "exempt",
    },
    {
      name: "not known yet",
      props: { ...postgres, autoMinorVersionUpgrade: unknownValue },
      because: "unknown",
      finds: "autoMinorVersionUpgrade",
    },
  ],
  alike: [CLUSTER, CLUSTER_INSTANCE],
});

testRule(rdsInstanceCaCertModern, {
  valid: [
    { name: "RSA 2048", props: { ...postgres, caCertIdentifier: "rds-ca-rsa2048-g1" } },
    { name: "left out", props: postgres },
    { name: "RSA 4096", props: { caCertIdentifier: "rds-ca-rsa4096-g1" } },
    { name: "elliptic curve", props: { caCertIdentifier: "rds-ca-ecc384-g1" } },
    { name: "a later generation", props: { caCertIdentifier: "rds-ca-rsa2048-g12" } },
    { name: "member", type: CLUSTER_INSTANCE, props: { caCertIdentifier: "rds-ca-rsa2048-g1" } },
    { name: "cluster", type: CLUSTER, props: { caCertificateIdentifier: "rds-ca-rsa2048-g1" } },
  ],
  invalid: [
    { name: "2019", props: { ...postgres, caCertIdentifier: "rds-ca-2019" }, finds: "caCertIdentifier" },
    { name: "2015", type: CLUSTER_INSTANCE, props: { caCertIdentifier: "rds-ca-2015" }, finds: "caCertIdentifier" },
    {
      name: "cluster",
      type: CLUSTER,
      props: { caCertificateIdentifier: "rds-ca-2019" },
      finds: "caCertificateIdentifier",
    },
    { name: "no such kind", props: { caCertIdentifier: "my-rds-ca-rsa2048-g1" }, finds: "caCertIdentifier" },
    { name: "no generation", props: { caCertIdentifier: "rds-ca-rsa2048-g" }, finds: "caCertIdentifier" },
    { name: "more behind it", props: { caCertIdentifier: "rds-ca-rsa2048-g1-old" }, finds: "caCertIdentifier" },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...postgres, caCertIdentifier: unknownString },
      because: "unknown",
      finds: "caCertIdentifier",
    },
  ],
});

testRule(rdsPostgresNotVulnerableVersion, {
  valid: [
    { name: "16", props: { ...postgres, engineVersion: "16.4" } },
    { name: "first mended 13", props: runs("postgres", "13.3") },
    { name: "first mended 12", props: runs("postgres", "12.7") },
    { name: "first mended 11", props: runs("postgres", "11.12") },
    { name: "first mended 10", props: runs("postgres", "10.17") },
    { name: "first mended 9.6", props: runs("postgres", "9.6.22") },
    { name: "the newest 13", props: runs("postgres", "13") },
    { name: "as a number", props: runs("postgres", 15) },
    { name: "first mended Aurora 11", type: CLUSTER, props: runs("aurora-postgresql", "11.9") },
    { name: "first mended Aurora 10", type: CLUSTER, props: runs("aurora-postgresql", "10.14") },
    { name: "Aurora 12", type: CLUSTER, props: runs("aurora-postgresql", "12.4") },
  ],
  invalid: [
    { name: "13.2", props: { ...postgres, engineVersion: "13.2" }, finds: "engineVersion" },
    { name: "12.6", props: runs("postgres", "12.6"), finds: "engineVersion" },
    { name: "11.11", props: runs("postgres", "11.11"), finds: "engineVersion" },
    { name: "10.16", props: runs("postgres", "10.16"), finds: "engineVersion" },
    { name: "9.6.21", props: runs("postgres", "9.6.21"), finds: "engineVersion" },
    { name: "9.5", props: runs("postgres", "9.5.25"), finds: "engineVersion" },
    { name: "8.4", props: runs("postgres", "8.4"), finds: "engineVersion" },
    { name: "Aurora 11.8", type: CLUSTER, props: runs("aurora-postgresql", "11.8"), finds: "engineVersion" },
    { name: "Aurora 10.13", type: CLUSTER, props: runs("aurora-postgresql", "10.13"), finds: "engineVersion" },
    { name: "Aurora 9.6", type: CLUSTER, props: runs("aurora-postgresql", "9.6.22"), finds: "engineVersion" },
  ],
  notJudged: [
    another,
    { name: "left out", props: postgres, because: "exempt" },
    { name: "MySQL", props: runs("mysql", "8.0.36"), because: "exempt" },
    { name: "an engine of a like name", props: runs("custom-postgres", "8.4"), because: "exempt" },
    { name: "not known yet", props: runs("postgres", unknownString), because: "unknown", finds: "engineVersion" },
    { name: "engine not known yet", props: runs(unknownString, "9.5"), because: "unknown", finds: "engine" },
  ],
});

const STAYS = "open-source-rds-extended-support";

testRule(rdsEngineVersionSupported, {
  valid: [
    { name: "PostgreSQL 16", props: { ...postgres, engineVersion: "16.4" } },
    { name: "first of PostgreSQL", props: runs("postgres", "13.14") },
    { name: "MySQL 8.4", props: runs("mysql", "8.4.3") },
    { name: "first of MySQL", props: runs("mysql", "8.0.36") },
    { name: "the newest MySQL 8", props: runs("mysql", 8) },
    { name: "first of MariaDB", props: runs("mariadb", "10.6.18") },
    { name: "first of Oracle", props: runs("oracle-ee", "19.0.0.0.ru-2024-01.rur-2024-01.r1") },
    { name: "first of SQL Server", props: runs("sqlserver-se", "13.00.6435.1.v1") },
    { name: "first of Db2", props: runs("db2-se", "11.5.9.0.sb00000000.r1") },
    { name: "first of Aurora PostgreSQL", type: CLUSTER, props: runs("aurora-postgresql", "13.15") },
    { name: "first of Aurora MySQL", type: CLUSTER, props: runs("aurora-mysql", "8.0.mysql_aurora.3.05.2") },
    { name: "an engine without a list", props: runs("custom-oracle-ee", "12.1") },
    {
      name: "newest of an engine not known yet",
      props: { engine: unknownString, engineLifecycleSupport: `${STAYS}-disabled` },
    },
    {
      name: "a snapshot's engine",
      props: { engineVersion: "9.6", engineLifecycleSupport: `${STAYS}-disabled` },
    },
    { name: "moved on by AWS", props: { ...postgres, engineLifecycleSupport: `${STAYS}-disabled` } },
    {
      name: "as old as the team allows",
      props: runs("mysql", "5.7.44"),
      config: { oldestVersions: ["mysql 5.7", "postgres 12"] },
    },
    {
      name: "an engine that the team does not name",
      props: runs("mariadb", "10.2"),
      config: { oldestVersions: ["mysql 5.7"] },
    },
  ],
  invalid: [
    { name: "PostgreSQL 12", props: { ...postgres, engineVersion: "12.22" }, finds: "engineVersion" },
    { name: "MySQL 5.7", props: runs("mysql", "5.7.44"), finds: "engineVersion" },
    { name: "MariaDB 10.5", props: runs("mariadb", "10.5.20"), finds: "engineVersion" },
    { name: "Oracle 12", props: runs("oracle-se2", "12.2.0.1"), finds: "engineVersion" },
    { name: "SQL Server 2014", props: runs("sqlserver-se", "12.00.6449.1.v1"), finds: "engineVersion" },
    { name: "Db2 11.1", props: runs("db2-ae", "11.1.4"), finds: "engineVersion" },
    { name: "Aurora PostgreSQL 11", type: CLUSTER, props: runs("aurora-postgresql", "11.21"), finds: "engineVersion" },
    {
      name: "Aurora MySQL 2",
      type: CLUSTER,
      props: runs("aurora-mysql", "5.7.mysql_aurora.2.11.4"),
      finds: "engineVersion",
    },
    {
      name: "stays when its time is over",
      props: { ...postgres, engineVersion: "16.4", engineLifecycleSupport: STAYS },
      finds: "engineLifecycleSupport",
    },
    {
      name: "older than the team allows",
      props: runs("postgres", "14.9"),
      config: { oldestVersions: ["postgres  15"] },
      finds: "engineVersion",
    },
  ],
  notJudged: [
    another,
    { name: "left out", props: postgres, because: "exempt" },
    { name: "no engine", props: { engineVersion: "9.6" }, because: "exempt" },
    { name: "not known yet", props: runs("postgres", unknownString), because: "unknown", finds: "engineVersion" },
    { name: "engine not known yet", props: runs(unknownString, "9.6"), because: "unknown", finds: "engine" },
    {
      name: "support not known yet",
      props: { ...postgres, engineLifecycleSupport: unknownString },
      because: "unknown",
      finds: "engineLifecycleSupport",
    },
  ],
});
