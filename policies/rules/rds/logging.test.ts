import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { CLUSTER } from "./database";
import { rdsLoggingEnabled } from "./logging";

const finds = "enabledCloudwatchLogsExports";
const sends = (engine: string | undefined, ...logs: readonly string[]) => ({
  ...(engine === undefined ? {} : { engine }),
  enabledCloudwatchLogsExports: logs,
});

testRule(rdsLoggingEnabled, {
  valid: [
    { name: "PostgreSQL", props: sends("postgres", "postgresql", "upgrade") },
    { name: "with one more", props: sends("postgres", "iam-db-auth-error", "upgrade", "postgresql") },
    { name: "MySQL", props: sends("mysql", "audit", "error", "general", "slowquery") },
    { name: "MariaDB", props: sends("mariadb", "audit", "error", "general", "slowquery") },
    { name: "Oracle", props: sends("oracle-ee", "alert", "audit", "listener", "trace") },
    { name: "SQL Server", props: sends("sqlserver-se", "agent", "error") },
    { name: "Db2", props: sends("db2-ae", "diag.log", "notify.log") },
    { name: "Aurora PostgreSQL", type: CLUSTER, props: sends("aurora-postgresql", "postgresql") },
    { name: "Aurora MySQL", type: CLUSTER, props: sends("aurora-mysql", "audit", "error", "general", "slowquery") },
    { name: "Multi-AZ MySQL", type: CLUSTER, props: sends("mysql", "error", "general", "slowquery") },
    { name: "Multi-AZ PostgreSQL", type: CLUSTER, props: sends("postgres", "postgresql", "upgrade") },
    { name: "replica", props: { ...sends(undefined, "postgresql"), replicateSourceDb: "claims" } },
    {
      name: "statements spared",
      props: sends("mysql", "audit", "error"),
      config: { sparedLogs: ["general", "slowquery"] },
    },
    { name: "one not known yet beside all", props: sends("sqlserver-se", "agent", "error", unknownString) },
  ],
  invalid: [
    { name: "left out", props: { engine: "postgres" }, finds },
    { name: "none", props: sends("postgres"), finds },
    { name: "no upgrade log", props: sends("postgres", "postgresql"), finds },
    { name: "no PostgreSQL log", props: sends("postgres", "upgrade"), finds },
    ...["audit", "error", "general", "slowquery"].flatMap((missing) =>
      ["mysql", "mariadb"].map((engine) => ({
        name: `${engine} without ${missing}`,
        props: sends(engine, ...["audit", "error", "general", "slowquery"].filter((log) => log !== missing)),
        finds,
      })),
    ),
    ...["audit", "error", "general", "slowquery"].flatMap((missing) =>
      ["aurora", "aurora-mysql"].map((engine) => ({
        name: `${engine} without ${missing}`,
        type: CLUSTER,
        props: sends(engine, ...["audit", "error", "general", "slowquery"].filter((log) => log !== missing)),
        finds,
      })),
    ),
    ...["error", "general", "slowquery"].map((missing) => ({
      name: `Multi-AZ MySQL without ${missing}`,
      type: CLUSTER,
      props: sends("mysql", ...["error", "general", "slowquery"].filter((log) => log !== missing)),
      finds,
    })),
    ...["postgresql", "upgrade"].map((only) => ({
      name: `Multi-AZ PostgreSQL with ${only} alone`,
      type: CLUSTER,
      props: sends("postgres", only),
      finds,
    })),
    ...["alert", "audit", "listener", "trace"].map((missing) => ({
      name: `Oracle without ${missing}`,
      props: sends("oracle-se2", ...["alert", "audit", "listener", "trace"].filter((log) => log !== missing)),
      finds,
    })),
    { name: "SQL Server without agent", props: sends("sqlserver-ex", "error"), finds },
    { name: "SQL Server without error", props: sends("sqlserver-ex", "agent"), finds },
    { name: "Db2 without diag.log", props: sends("db2-se", "notify.log"), finds },
    { name: "Db2 without notify.log", props: sends("db2-se", "diag.log"), finds },
    { name: "Aurora PostgreSQL", type: CLUSTER, props: sends("aurora-postgresql", "iam-db-auth-error"), finds },
    { name: "Aurora PostgreSQL instance", props: sends("aurora-postgresql", "iam-db-auth-error"), finds },
    { name: "Aurora MySQL instance", props: sends("aurora-mysql", "error"), finds },
    { name: "replica without a log", props: { replicateSourceDb: "claims" }, finds },
    {
      name: "all spared, none sent",
      props: sends("postgres"),
      config: { sparedLogs: ["postgresql", "upgrade"] },
      finds,
    },
  ],
  notJudged: [
    { name: "another type", type: "aws:rds/clusterInstance:ClusterInstance", props: {}, because: "other-type" },
    { name: "RDS Custom", props: { engine: "custom-sqlserver-ee" }, because: "exempt" },
    {
      name: "logs not known yet",
      props: { engine: "postgres", enabledCloudwatchLogsExports: unknownValue },
      because: "unknown",
      finds,
    },
    { name: "one log not known yet", props: sends("postgres", "upgrade", unknownString), because: "unknown", finds },
    { name: "engine not known yet", props: sends(unknownString, "postgresql"), because: "unknown", finds: "engine" },
  ],
});
