import { any, fromBoolean, not, unknown } from "../../answer";
import { first, is, present } from "../../predicates";
import { pathOf, valueOf } from "../../reading";
import { texts } from "../../rule-config";
import { UNKNOWN } from "../../value";
import { cluster, instance, instanceOrCluster, isCustom, isMember, runs } from "./database";

const SIGN_IN = "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.IAMDBAuth.html";

export const rdsInstanceIamAuthenticationEnabled = instance.rule({
  id: "rds-instance-iam-authentication-enabled",
  title: "Database instances let users sign in by IAM",
  severity: "medium",
  controls: {
    hipaa: ["164.308(a)(3)(ii)(A)", "164.308(a)(4)(i)", "164.312(a)(2)(i)", "164.312(d)"],
    nistCsf: ["PR.AC-1", "PR.AC-4"],
    soc2: ["CC1.3"],
  },
  source: SIGN_IN,
  says: "knows its users by passwords alone",
  fix: "Set iamDatabaseAuthenticationEnabled: true.",
  remedy: { iamDatabaseAuthenticationEnabled: true },
  appliesWhen: (p) => not(any(runs(p, ["oracle-", "sqlserver-", "db2-"]), isCustom(p), isMember(p))),
  otherwise:
    "IAM sign-in exists for MySQL, MariaDB and PostgreSQL alone; an Aurora instance takes it from its cluster.",
  requires: (p) => is(p.iamDatabaseAuthenticationEnabled, true),
});

export const rdsClusterIamAuthenticationEnabled = cluster.rule({
  id: "rds-cluster-iam-authentication-enabled",
  title: "Database clusters let users sign in by IAM",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(i)", "164.312(d)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/UsingWithRDS.IAMDBAuth.html",
  says: "knows its users by passwords alone",
  fix: "Set iamDatabaseAuthenticationEnabled: true.",
  remedy: { iamDatabaseAuthenticationEnabled: true },
  appliesWhen: (p) => not(is(p.engineMode, "serverless")),
  otherwise: "Aurora Serverless v1 has no IAM sign-in.",
  requires: (p) => is(p.iamDatabaseAuthenticationEnabled, true),
});

const refusedNames = texts({
  name: "refusedNames",
  description: "Names that the first user of a database must not have, in lower case",
  fallback: ["admin", "postgres", "root", "sa"],
});

export const rdsDefaultAdminCheck = instanceOrCluster.rule({
  id: "rds-default-admin-check",
  title: "The first user of a database has no name that everyone tries",
  severity: "low",
  controls: { hipaa: ["164.312(a)(2)(i)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.MasterAccounts.html",
  says: "calls its first user by a name that everyone tries",
  fix: 'Choose another name, e.g. username: "claims_owner" (masterUsername on a cluster).',
  config: [refusedNames],
  appliesWhen: (p) => present(first(p.username, p.masterUsername)),
  otherwise: "It names no first user: a replica or a restored database has its source's.",
  requires: (p, settings) => {
    const name = first(p.username, p.masterUsername);
    const value = valueOf(name);
    if (value === UNKNOWN) return unknown(pathOf(name));
    return fromBoolean(!refusedNames.of(settings).includes(String(value).toLowerCase()), pathOf(name));
  },
});
