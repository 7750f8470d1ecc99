import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { CLUSTER, INSTANCE } from "./database";
import { rdsInstanceTransportEncrypted } from "./transport";

const GROUP = "aws:rds/parameterGroup:ParameterGroup";
const CLUSTER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const PROXY = "aws:rds/proxy:Proxy";
const sets = (name: unknown, value: unknown) => ({
  parameters: [
    { name: "work_mem", value: "64" },
    { name, value },
  ],
});
const group = (props: object) => ({ type: GROUP, name: "group", props });
const inGroup = (engine: string, engineVersion?: string) => ({
  engine,
  ...(engineVersion === undefined ? {} : { engineVersion }),
  parameterGroupName: from("group"),
});
const source = (props: object) => ({ type: INSTANCE, name: "source", props });

testRule(rdsInstanceTransportEncrypted, {
  valid: [
    {
      name: "PostgreSQL 14 with rds.force_ssl",
      props: { engine: "postgres", engineVersion: "14.12", parameterGroupName: "claims" },
      others: [group({ name: "claims", family: "postgres14", parameters: [{ name: "rds.force_ssl", value: "1" }] })],
    },
    { name: "PostgreSQL 15 (on)", props: { engine: "postgres", engineVersion: "15.7" } },
    { name: "newest PostgreSQL", props: { engine: "postgres" } },
    {
      name: "PostgreSQL 16 in AWS's own group",
      props: { engine: "postgres", engineVersion: "16", parameterGroupName: "default.postgres16" },
    },
    {
      name: "PostgreSQL 16 in a group that says nothing of it",
      props: inGroup("postgres", "16.3"),
      others: [group({ parameters: [] })],
    },
    {
      name: "by reference, as a number",
      props: inGroup("postgres", "13.15"),
      others: [group(sets("rds.force_ssl", 1))],
    },
    { name: "SQL Server", props: inGroup("sqlserver-se"), others: [group(sets("rds.force_ssl", "1"))] },
    { name: "MySQL", props: inGroup("mysql", "8.0"), others: [group(sets("require_secure_transport", "ON"))] },
    { name: "MySQL, as true", props: inGroup("mysql"), others: [group(sets("require_secure_transport", true))] },
    { name: "MariaDB", props: inGroup("mariadb", "10.11"), others: [group(sets("Require_Secure_Transport", "1"))] },
    { name: "MariaDB 11.8 (on)", props: { engine: "mariadb", engineVersion: "11.8.3" } },
    { name: "Db2", props: inGroup("db2-ae", "11.5"), others: [group(sets("DB2COMM", "SSL"))] },
    {
      name: "Aurora PostgreSQL 16",
      type: CLUSTER,
      props: {
        engine: "aurora-postgresql",
        engineVersion: "16.4",
        dbClusterParameterGroupName: from("group"),
      },
      others: [{ type: CLUSTER_GROUP, name: "group", props: sets("rds.force_ssl", "1") }],
    },
    {
      name: "Aurora PostgreSQL 17 (on)",
      type: CLUSTER,
      props: { engine: "aurora-postgresql", engineVersion: "17.4" },
    },
    {
      name: "Aurora MySQL",
      type: CLUSTER,
      props: { engine: "aurora-mysql", dbClusterParameterGroupName: "claims" },
      others: [
        { type: CLUSTER_GROUP, name: "group", props: { name: "claims", ...sets("require_secure_transport", "1") } },
      ],
    },
    {
      name: "replica with its source's group",
      props: { replicateSourceDb: from("source") },
      others: [source(inGroup("mysql")), group(sets("require_secure_transport", "1"))],
    },
    {
      name: "replica with its source's group, by identifier",
      props: { replicateSourceDb: "claims" },
      others: [source({ identifier: "claims", ...inGroup("mysql") }), group(sets("require_secure_transport", "1"))],
    },
    {
      name: "replica of another region with a group of its own",
      props: { replicateSourceDb: from("source"), parameterGroupName: from("group") },
      others: [source({ engine: "mysql", region: "us-west-2" }), group(sets("require_secure_transport", "1"))],
    },
    { name: "proxy", type: PROXY, props: { engineFamily: "POSTGRESQL", requireTls: true } },
  ],
  invalid: [
    {
      name: "MySQL without a group (off)",
      props: { engine: "mysql", engineVersion: "8.0.36" },
      finds: "parameterGroupName",
    },
    {
      name: "PostgreSQL 14 in AWS's own group",
      props: { engine: "postgres", engineVersion: "14.12", parameterGroupName: "default.postgres14" },
      finds: "parameterGroupName",
    },
    {
      name: "PostgreSQL 16, turned off",
      props: inGroup("postgres", "16.3"),
      others: [group(sets("rds.force_ssl", "0"))],
      finds: "ParameterGroup.parameters[1].value",
    },
    {
      name: "PostgreSQL 14 in a group that says nothing of it",
      props: inGroup("postgres", "14.12"),
      others: [group({ family: "postgres14", parameters: [{ name: "work_mem", value: "64" }] })],
      finds: "ParameterGroup.parameters",
    },
    { name: "SQL Server", props: { engine: "sqlserver-se", engineVersion: "16.00" }, finds: "parameterGroupName" },
    {
      name: "MySQL, turned off",
      props: inGroup("mysql"),
      others: [group(sets("require_secure_transport", "OFF"))],
      finds: "ParameterGroup.parameters[1].value",
    },
    { name: "MariaDB 11.4", props: { engine: "mariadb", engineVersion: "11.4.5" }, finds: "parameterGroupName" },
    { name: "MariaDB 11.7", props: { engine: "mariadb", engineVersion: "11.7.2" }, finds: "parameterGroupName" },
    { name: "MariaDB 10.11", props: { engine: "mariadb", engineVersion: "10.11" }, finds: "parameterGroupName" },
    {
      name: "Db2, both ways",
      props: inGroup("db2-se"),
      others: [group(sets("db2comm", "TCPIP,SSL"))],
      finds: "ParameterGroup.parameters[1].value",
    },
    {
      name: "a value that holds a 1",
      props: inGroup("mysql"),
      others: [group(sets("require_secure_transport", "10"))],
      finds: "ParameterGroup.parameters[1].value",
    },
    {
      name: "Aurora PostgreSQL 16 without a group",
      type: CLUSTER,
      props: { engine: "aurora-postgresql", engineVersion: "16.4" },
      finds: "dbClusterParameterGroupName",
    },
    { name: "Aurora MySQL", type: CLUSTER, props: { engine: "aurora-mysql" }, finds: "dbClusterParameterGroupName" },
    { name: "Aurora's first", type: CLUSTER, props: { engine: "aurora" }, finds: "dbClusterParameterGroupName" },
    {
      name: "replica of another region without a group",
      props: { replicateSourceDb: from("source") },
      others: [source({ ...inGroup("mysql"), region: "us-west-2" }), group(sets("require_secure_transport", "1"))],
      finds: "parameterGroupName",
    },
    {
      name: "replica of a source without",
      props: { replicateSourceDb: from("source") },
      others: [source({ engine: "mysql" })],
      finds: "Instance.parameterGroupName",
    },
    { name: "proxy, left out", type: PROXY, props: { engineFamily: "POSTGRESQL" }, finds: "requireTls" },
    { name: "proxy, off", type: PROXY, props: { engineFamily: "MYSQL", requireTls: false }, finds: "requireTls" },
  ],
  notJudged: [
    { name: "another type", type: GROUP, props: {}, because: "other-type" },
    { name: "Oracle", props: { engine: "oracle-ee" }, because: "exempt" },
    { name: "RDS Custom", props: { engine: "custom-sqlserver-se" }, because: "exempt" },
    {
      name: "group of another name",
      props: { engine: "mysql", parameterGroupName: "shared" },
      others: [group({ name: "claims", ...sets("require_secure_transport", "1") })],
      because: "unknown",
      finds: "parameterGroupName",
    },
    {
      name: "group made elsewhere",
      props: { engine: "mysql", parameterGroupName: unknownString },
      because: "unknown",
      finds: "parameterGroupName",
    },
    {
      name: "version not known yet",
      props: { engine: "postgres", engineVersion: unknownString },
      because: "unknown",
      finds: "engineVersion",
    },
    { name: "engine not known yet", props: { engine: unknownString }, because: "unknown", finds: "engine" },
    {
      name: "restored from a snapshot",
      props: { snapshotIdentifier: "claims" },
      because: "unknown",
      finds: "engine",
    },
    {
      name: "replica of a database made elsewhere",
      props: { replicateSourceDb: unknownString },
      because: "unknown",
      finds: "engine",
    },
    {
      name: "parameters not known yet",
      props: inGroup("mysql"),
      others: [group({ parameters: unknownValue })],
      because: "unknown",
      finds: "ParameterGroup.parameters",
    },
    {
      name: "parameter's name not known yet",
      props: inGroup("mysql"),
      others: [group(sets(unknownString, "1"))],
      because: "unknown",
      finds: "ParameterGroup.parameters[1].name",
    },
    {
      name: "parameter's value not known yet",
      props: inGroup("mysql"),
      others: [group(sets("require_secure_transport", unknownString))],
      because: "unknown",
      finds: "ParameterGroup.parameters[1].value",
    },
    {
      name: "proxy, not known yet",
      type: PROXY,
      props: { requireTls: unknownValue },
      because: "unknown",
      finds: "requireTls",
    },
  ],
});
