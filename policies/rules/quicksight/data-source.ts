import type { DataSourceArgs } from "@pulumi/aws/quicksight";
import { all, any, not, unnamed } from "../../answer";
import { absent, given, notTrue, oneOf } from "../../predicates";
import { on } from "../../rule";

const dataSource = on<DataSourceArgs>("aws:quicksight/dataSource:DataSource");

/** Kinds of source that are databases with a network address of their own (QuickSight API, `CreateDataSource`). */
const DATABASES = [
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
] as const;

export const quicksightDatasourceTlsAndVpc = dataSource.rule({
  id: "quicksight-datasource-tls-and-vpc",
  title: "QuickSight reaches its sources by TLS, and databases through a VPC connection",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/quicksight/latest/user/working-with-aws-vpc.html",
  says: "is read without TLS, or is a database reached outside a VPC",
  fix: "Leave sslProperties out and set vpcConnectionProperties: { vpcConnectionArn: vpcConnection.arn }.",
  why: "Athena, S3 and software services have no address in a VPC, so they need no VPC connection.",
  remedy: { sslProperties: undefined },
  requires: (p) =>
    all(
      notTrue(p.sslProperties.disableSsl),
      any(unnamed(not(oneOf(p.type, DATABASES))), given(p.vpcConnectionProperties.vpcConnectionArn)),
    ),
});

export const quicksightDatasourceSecret = dataSource.rule({
  id: "quicksight-datasource-secret",
  title: "QuickSight takes database passwords from Secrets Manager",
  severity: "high",
  controls: { hipaa: ["164.308(a)(5)(ii)(D)"] },
  source: "https://docs.aws.amazon.com/quicksight/latest/user/secrets-manager-integration.html",
  says: "carries a user name and password of its own",
  fix: "Set credentials: { secretArn: secret.arn } and take credentialPair out.",
  requires: (p) => absent(p.credentials.credentialPair),
});
