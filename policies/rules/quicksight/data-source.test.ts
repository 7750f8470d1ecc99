import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { quicksightDatasourceSecret, quicksightDatasourceTlsAndVpc } from "./data-source";

const another = {
  name: "another type",
  type: "aws:quicksight/dataSet:DataSet",
  props: {},
  because: "other-type",
} as const;
const vpcConnectionProperties = { vpcConnectionArn: "arn:aws:quicksight:us-east-1:111122223333:vpcConnection/clinic" };
const database = {
  dataSourceId: "claims",
  type: "POSTGRESQL",
  parameters: { postgresql: { database: "claims", host: "claims.clinic.example", port: 5432 } },
};
const connection = "vpcConnectionProperties.vpcConnectionArn";

testRule(quicksightDatasourceTlsAndVpc, {
  valid: [
    { name: "database in a VPC", props: { ...database, vpcConnectionProperties } },
    { name: "TLS said", props: { ...database, vpcConnectionProperties, sslProperties: { disableSsl: false } } },
    {
      name: "connection made here",
      props: { ...database, vpcConnectionProperties: { vpcConnectionArn: from("connection") } },
      others: [{ type: "aws:quicksight/vpcConnection:VpcConnection", name: "connection" }],
    },
    { name: "Athena", props: { type: "ATHENA", parameters: { athena: { workGroup: "claims" } } } },
    { name: "kind not known, in a VPC", props: { type: unknownString, vpcConnectionProperties } },
  ],
  invalid: [
    {
      name: "no TLS",
      props: { ...database, vpcConnectionProperties, sslProperties: { disableSsl: true } },
      finds: "sslProperties.disableSsl",
    },
    {
      name: "no TLS, no database",
      props: { type: "SNOWFLAKE", sslProperties: { disableSsl: true } },
      finds: "sslProperties.disableSsl",
    },
    ...[
      "AURORA",
      "AURORA_POSTGRESQL",
      "EXASOL",
      "MARIADB",
      "MYSQL",
      "ORACLE",
      "POSTGRESQL",
      "PRESTO",
      "REDSHIFT",
      "SPARK",
      "SQLSERVER",
      "STARBURST",
      "TERADATA",
      "TRINO",
    ].map((type) => ({ name: `${type} outside a VPC`, props: { type }, finds: connection, mended: false }) as const),
  ],
  notJudged: [
    another,
    {
      name: "TLS not known",
      props: { type: "ATHENA", sslProperties: unknownValue },
      because: "unknown",
      finds: "sslProperties.disableSsl",
    },
    { name: "kind not known", props: { type: unknownString }, because: "unknown", finds: "type" },
    {
      name: "connection that nobody can trace",
      props: { ...database, vpcConnectionProperties: unknownValue },
      because: "unknown",
      finds: connection,
    },
  ],
});

const credentialPair = { username: "reader", password: "synthetic" };
const secretArn = "arn:aws:secretsmanager:us-east-1:111122223333:secret:claims-reader";
const pair = "credentials.credentialPair";

testRule(quicksightDatasourceSecret, {
  valid: [
    { name: "from Secrets Manager", props: { ...database, credentials: { secretArn } } },
    { name: "none needed", props: { type: "ATHENA" } },
    {
      name: "of another source",
      props: {
        ...database,
        credentials: { copySourceArn: "arn:aws:quicksight:us-east-1:111122223333:datasource/claims" },
      },
    },
  ],
  invalid: [
    { name: "password in the program", props: { ...database, credentials: { credentialPair } }, finds: pair },
    { name: "both", props: { ...database, credentials: { credentialPair, secretArn } }, finds: pair },
    {
      name: "password not known",
      props: { credentials: { credentialPair: { username: "reader", password: unknownString } } },
      finds: pair,
    },
  ],
  notJudged: [another, { name: "not known", props: { credentials: unknownValue }, because: "unknown", finds: pair }],
});
