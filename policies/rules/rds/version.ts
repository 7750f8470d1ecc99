import { all, any, fromBoolean, not, unknown, yes, type Answer } from "../../answer";
import { absent, is, matches, notFalse, present } from "../../predicates";
import { pathOf, valueOf } from "../../reading";
import { texts, type RuleSettings } from "../../rule-config";
import { instanceOrCluster, instanceOrMember, isCustom, runs, type Database } from "./database";
import { isVersionAtLeast, versionOf } from "./engine-version";
import { UNKNOWN } from "../../value";

export const rdsAutomaticMinorVersionUpgradeEnabled = instanceOrMember.rule({
  id: "rds-automatic-minor-version-upgrade-enabled",
  title: "Databases take minor versions by themselves",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(5)(ii)(A)", "164.308(a)(5)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.Upgrading.html",
  says: "waits for someone to install its security fixes",
  fix: "Set autoMinorVersionUpgrade: true or leave it out.",
  remedy: { autoMinorVersionUpgrade: true },
  appliesWhen: (p) => not(isCustom(p)),
  otherwise: "On RDS Custom the customer installs new versions.",
  requires: (p) => notFalse(p.autoMinorVersionUpgrade),
});

export const rdsInstanceCaCertModern = instanceOrMember.rule({
  id: "rds-instance-ca-cert-modern",
  title: "Databases show a certificate of an authority that is in force",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
  says: "shows a certificate of an authority that has ended",
  fix: 'Set caCertIdentifier: "rds-ca-rsa2048-g1" (caCertificateIdentifier on a cluster).',
  requires: (p) => all(isModernAuthority(p.caCertIdentifier), isModernAuthority(p.caCertificateIdentifier)),
});

/** The authorities of 2024 and their successors; the older ones are named for a year, such as `rds-ca-2019`. */
function isModernAuthority(authority: Database["caCertIdentifier"]): Answer {
  return any(absent(authority), matches(authority, /^rds-ca-(rsa2048|rsa4096|ecc384)-g\d+$/));
}

/** First minor version without the flaw, by engine. AWS-2022-004. */
const MENDED: readonly (readonly [engine: string, versions: readonly (readonly number[])[]])[] = [
  [
    "postgres",
    [
      [9, 6, 22],
      [10, 17],
      [11, 12],
      [12, 7],
      [13, 3],
    ],
  ],
  [
    "aurora-postgresql",
    [
      [10, 14],
      [11, 9],
    ],
  ],
];

export const rdsPostgresNotVulnerableVersion = instanceOrCluster.rule({
  id: "rds-postgres-not-vulnerable-version",
  title: "PostgreSQL databases run a version whose log_fdw extension reads no foreign files",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(5)(ii)(B)"] },
  source: "https://aws.amazon.com/security/security-bulletins/AWS-2022-004/",
  says: "runs a version whose log_fdw extension can read files of the host",
  fix: 'Set engineVersion to a mended one, e.g. engineVersion: "16".',
  appliesWhen: (p) => all(runs(p, ["postgres", "aurora-postgresql"]), present(p.engineVersion)),
  otherwise: "Not PostgreSQL, or AWS chooses the version.",
  requires: (p) => {
    const mended = MENDED.find(([engine]) => engine === valueOf(p.engine))?.[1];
    if (mended === undefined) return unknown(pathOf(p.engine));
    const version = valueOf(p.engineVersion);
    if (version === UNKNOWN) return unknown(pathOf(p.engineVersion));
    return fromBoolean(!isBefore(versionOf(String(version)), mended), pathOf(p.engineVersion));
  },
});

/** Before the first mended version of its own major version, or older than all of them. */
function isBefore(version: readonly number[], mended: readonly (readonly number[])[]): boolean {
  const own = mended.find(([major]) => major === version[0]);
  const [oldest] = mended;
  return own === undefined
    ? oldest !== undefined && !isVersionAtLeast(version, oldest)
    : !isVersionAtLeast(version, own);
}

/** A version stays on the list for a year after its standard support, the time that a move takes. */
const oldestVersions = texts({
  name: "oldestVersions",
  description:
    'The oldest version of each engine that may run, e.g. "postgres 13"; an engine that is not named may run any',
  fallback: [
    "postgres 13",
    "aurora-postgresql 13",
    "mysql 8.0",
    "aurora-mysql 8.0",
    "mariadb 10.6",
    "oracle 19",
    "sqlserver 13",
    "db2 11.5",
  ],
});

export const rdsEngineVersionSupported = instanceOrCluster.rule({
  id: "rds-engine-version-supported",
  title: "Databases run a major version that is in standard support",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)", "164.308(a)(5)(ii)(B)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/extended-support.html",
  says: "runs, or may go on running, a major version past its support",
  fix: 'Set engineVersion to a supported one and engineLifecycleSupport: "open-source-rds-extended-support-disabled" or leave it out.',
  why: "Extended Support lets an old major version run on at a price; without it AWS moves the database on.",
  config: [oldestVersions],
  appliesWhen: (p) => any(all(present(p.engine), present(p.engineVersion)), present(p.engineLifecycleSupport)),
  otherwise: "AWS chooses the version.",
  requires: (p, settings) =>
    all(
      isSupported(p, settings),
      not(is(p.engineLifecycleSupport, "open-source-rds-extended-support"), pathOf(p.engineLifecycleSupport)),
    ),
});

/** An engine or a version that the program does not name is AWS's choice. */
function isSupported(p: Database, settings: RuleSettings): Answer {
  const [engine, version] = [valueOf(p.engine), valueOf(p.engineVersion)];
  if (version === undefined) return yes;
  if (version === UNKNOWN || engine === UNKNOWN)
    return unknown(pathOf(engine === UNKNOWN ? p.engine : p.engineVersion));
  const oldest = typeof engine === "string" ? oldestOf(engine, oldestVersions.of(settings)) : undefined;
  return fromBoolean(
    oldest === undefined || isVersionAtLeast(versionOf(String(version)), versionOf(oldest)),
    pathOf(p.engineVersion),
  );
}

/** `oracle 19` is about `oracle-ee`, `oracle-se2` and so on; an exact name goes first. */
function oldestOf(engine: string, list: readonly string[]): string | undefined {
  const entries = list.map((entry) => entry.trim().split(/\s+/));
  const exact = entries.find(([name]) => name === engine);
  const family = entries.find(([name]) => engine.startsWith(`${name}-`));
  return (exact ?? family)?.[1];
}
