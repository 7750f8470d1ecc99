import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { CLUSTER, INSTANCE } from "./database";
import { rdsPostgresQueryLogging } from "./query-logging";

const GROUP = "aws:rds/parameterGroup:ParameterGroup";
const CLUSTER_GROUP = "aws:rds/clusterParameterGroup:ClusterParameterGroup";
const postgres = { engine: "postgres", instanceClass: "db.m7g.large" };
const inGroup = { ...postgres, parameterGroupName: from("group") };
const audit = { shared_preload_libraries: "pgaudit", "pgaudit.log": "ddl,role,write" };

function parameters(values: Record<string, unknown>) {
  return { parameters: Object.entries(values).map(([name, value]) => ({ name, value })) };
}

function group(values: Record<string, unknown>, type = GROUP) {
  return { type, name: "group", props: { name: "claims", ...parameters(values) } };
}

const value = (position: number): string => `ParameterGroup.parameters[${position}].value`;

testRule(rdsPostgresQueryLogging, {
  valid: [
    {
      name: "pgaudit without values",
      props: { ...postgres, parameterGroupName: "claims" },
      others: [group({ ...audit, "pgaudit.log_parameter": "0" })],
    },
    { name: "parameters left out (off)", props: inGroup, others: [group(audit)] },
    {
      name: "among other libraries",
      props: inGroup,
      others: [group({ shared_preload_libraries: "pg_stat_statements, PGAUDIT", "pgaudit.log": "all" })],
    },
    { name: "all but one class", props: inGroup, others: [group({ ...audit, "pgaudit.log": "ALL, -misc" })] },
    {
      name: "with one more class",
      props: inGroup,
      others: [group({ ...audit, "pgaudit.log": "ddl, role, write, read" })],
    },
    {
      name: "a class left out and taken in again",
      props: inGroup,
      others: [group({ ...audit, "pgaudit.log": "-write,all" })],
    },
    { name: "structure alone in the plain log", props: inGroup, others: [group({ ...audit, log_statement: "ddl" })] },
    { name: "nothing in the plain log", props: inGroup, others: [group({ ...audit, log_statement: "none" })] },
    {
      name: "slow statements off",
      props: inGroup,
      others: [
        group({
          ...audit,
          log_min_duration_statement: "-1",
          log_min_duration_sample: -1,
          "auto_explain.log_min_duration": "-1",
        }),
      ],
    },
    ...["off", "OFF", "false", "no"].map((off) => ({
      name: `values ${off}`,
      props: inGroup,
      others: [group({ ...audit, "pgaudit.log_parameter": off })],
    })),
    {
      name: "Aurora PostgreSQL",
      type: CLUSTER,
      props: { engine: "aurora-postgresql", dbClusterParameterGroupName: from("group") },
      others: [group(audit, CLUSTER_GROUP)],
    },
    {
      name: "replica with its source's group",
      props: { replicateSourceDb: from("source") },
      others: [{ type: INSTANCE, name: "source", props: inGroup }, group(audit)],
    },
  ],
  invalid: [
    { name: "no group", props: postgres, finds: "parameterGroupName" },
    {
      name: "AWS's own group",
      props: { ...postgres, parameterGroupName: "default.postgres16" },
      finds: "parameterGroupName",
    },
    { name: "an empty group", props: inGroup, others: [group({})], finds: "ParameterGroup.parameters" },
    {
      name: "library not loaded",
      props: inGroup,
      others: [group({ shared_preload_libraries: "pg_stat_statements", "pgaudit.log": "all" })],
      finds: value(0),
    },
    {
      name: "a library of a like name",
      props: inGroup,
      others: [group({ shared_preload_libraries: "pgaudit_analyze", "pgaudit.log": "all" })],
      finds: value(0),
    },
    {
      name: "loaded, but says nothing of what to log",
      props: inGroup,
      others: [group({ shared_preload_libraries: "pgaudit" })],
      finds: "ParameterGroup.parameters",
    },
    ...["role,write", "ddl,write", "ddl,role", "all,-write", "all,-ddl", "all,-role", "none"].map((log) => ({
      name: `logs ${log} alone`,
      props: inGroup,
      others: [group({ ...audit, "pgaudit.log": log })],
      finds: value(1),
    })),
    {
      name: "values too",
      props: inGroup,
      others: [group({ ...audit, "pgaudit.log_parameter": "1" })],
      finds: value(2),
    },
    ...["all", "mod"].map((log) => ({
      name: `plain log of ${log} statements`,
      props: inGroup,
      others: [group({ ...audit, log_statement: log })],
      finds: value(2),
    })),
    ...["log_min_duration_statement", "log_min_duration_sample", "auto_explain.log_min_duration"].map((name) => ({
      name: `slow statements by ${name}`,
      props: inGroup,
      others: [group({ ...audit, [name]: "1000" })],
      finds: value(2),
    })),
    {
      name: "a limit that ends in -1",
      props: inGroup,
      others: [group({ ...audit, log_min_duration_statement: "-10" })],
      finds: value(2),
    },
    {
      name: "plain statement log alone",
      props: inGroup,
      others: [group({ log_statement: "all", log_min_duration_statement: "1" })],
      finds: ["ParameterGroup.parameters", value(0), value(1)],
    },
    {
      name: "Aurora PostgreSQL without a group",
      type: CLUSTER,
      props: { engine: "aurora-postgresql" },
      finds: "dbClusterParameterGroupName",
    },
  ],
  notJudged: [
    { name: "another type", type: GROUP, props: {}, because: "other-type" },
    { name: "MySQL", props: { engine: "mysql" }, because: "exempt" },
    { name: "Aurora MySQL", type: CLUSTER, props: { engine: "aurora-mysql" }, because: "exempt" },
    { name: "engine not known yet", props: { engine: unknownString }, because: "unknown", finds: "engine" },
    { name: "restored from a snapshot", props: { snapshotIdentifier: "claims" }, because: "unknown", finds: "engine" },
    {
      name: "group of another name",
      props: { ...postgres, parameterGroupName: "shared" },
      others: [group(audit)],
      because: "unknown",
      finds: "parameterGroupName",
    },
    {
      name: "group made elsewhere",
      props: { ...postgres, parameterGroupName: unknownString },
      because: "unknown",
      finds: "parameterGroupName",
    },
    {
      name: "parameters not known yet",
      props: inGroup,
      others: [{ type: GROUP, name: "group", props: { parameters: unknownValue } }],
      because: "unknown",
      finds: "ParameterGroup.parameters",
    },
  ],
});
