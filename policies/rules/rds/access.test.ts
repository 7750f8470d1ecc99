import { testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import {
  rdsClusterIamAuthenticationEnabled,
  rdsDefaultAdminCheck,
  rdsInstanceIamAuthenticationEnabled,
} from "./access";
import { CLUSTER } from "./database";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const postgres = { engine: "postgres", instanceClass: "db.m7g.large" };
const aurora = { engine: "aurora-postgresql" };

testRule(rdsInstanceIamAuthenticationEnabled, {
  valid: [
    { name: "on", props: { ...postgres, iamDatabaseAuthenticationEnabled: true } },
    { name: "MariaDB", props: { engine: "mariadb", iamDatabaseAuthenticationEnabled: true } },
  ],
  invalid: [
    { name: "left out", props: postgres, finds: "iamDatabaseAuthenticationEnabled" },
    { name: "MySQL", props: { engine: "mysql" }, finds: "iamDatabaseAuthenticationEnabled" },
    {
      name: "off",
      props: { ...postgres, iamDatabaseAuthenticationEnabled: false },
      finds: "iamDatabaseAuthenticationEnabled",
    },
    { name: "replica", props: { replicateSourceDb: "claims" }, finds: "iamDatabaseAuthenticationEnabled" },
  ],
  notJudged: [
    another,
    { name: "Oracle", props: { engine: "oracle-se2" }, because: "exempt" },
    { name: "SQL Server", props: { engine: "sqlserver-ex" }, because: "exempt" },
    { name: "Db2", props: { engine: "db2-se" }, because: "exempt" },
    { name: "RDS Custom", props: { engine: "custom-oracle-ee" }, because: "exempt" },
    { name: "Aurora instance", props: { engine: "aurora-mysql" }, because: "exempt" },
    {
      name: "not known yet",
      props: { ...postgres, iamDatabaseAuthenticationEnabled: unknownValue },
      because: "unknown",
      finds: "iamDatabaseAuthenticationEnabled",
    },
  ],
});

testRule(rdsClusterIamAuthenticationEnabled, {
  valid: [{ name: "on", props: { ...aurora, iamDatabaseAuthenticationEnabled: true } }],
  invalid: [
    { name: "left out", props: aurora, finds: "iamDatabaseAuthenticationEnabled" },
    {
      name: "off",
      props: { ...aurora, iamDatabaseAuthenticationEnabled: false },
      finds: "iamDatabaseAuthenticationEnabled",
    },
    {
      name: "provisioned",
      props: { ...aurora, engineMode: "provisioned" },
      finds: "iamDatabaseAuthenticationEnabled",
    },
  ],
  notJudged: [
    another,
    { name: "Serverless v1", props: { ...aurora, engineMode: "serverless" }, because: "exempt" },
    {
      name: "not known yet",
      props: { ...aurora, iamDatabaseAuthenticationEnabled: unknownValue },
      because: "unknown",
      finds: "iamDatabaseAuthenticationEnabled",
    },
  ],
});

testRule(rdsDefaultAdminCheck, {
  valid: [
    { name: "a name of its own", props: { ...postgres, username: "claims_owner" } },
    { name: "cluster", type: CLUSTER, props: { ...aurora, masterUsername: "claims_owner" } },
    {
      name: "admin where other names are refused",
      props: { ...postgres, username: "admin" },
      config: { refusedNames: ["dba"] },
    },
  ],
  invalid: [
    { name: "postgres", props: { ...postgres, username: "postgres" }, finds: "username" },
    { name: "admin", props: { engine: "mysql", username: "admin" }, finds: "username" },
    { name: "in capitals", props: { engine: "mysql", username: "Admin" }, finds: "username" },
    { name: "root", props: { engine: "mysql", username: "root" }, finds: "username" },
    { name: "sa", props: { engine: "sqlserver-se", username: "sa" }, finds: "username" },
    { name: "cluster", type: CLUSTER, props: { ...aurora, masterUsername: "postgres" }, finds: "masterUsername" },
    {
      name: "refused by the team",
      props: { ...postgres, username: "dba" },
      config: { refusedNames: ["dba"] },
      finds: "username",
    },
  ],
  notJudged: [
    another,
    { name: "replica", props: { replicateSourceDb: "claims" }, because: "exempt" },
    {
      name: "from the configuration",
      props: { ...postgres, username: unknownString },
      because: "unknown",
      finds: "username",
    },
  ],
});
