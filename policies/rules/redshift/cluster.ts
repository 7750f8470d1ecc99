import { all, any, fromBoolean, no, unknown, type Answer } from "../../answer";
import { absent, atLeast, atMost, customerKey, given, is, notFalse, notTrue, present } from "../../predicates";
import { pathOf, valueOf, type Reading } from "../../reading";
import { texts, wholeNumber } from "../../rule-config";
import { UNKNOWN } from "../../value";
import { cluster, clusterOrWorkgroup, type AnyClusterArgs } from "./kinds";

const SNAPSHOTS = "https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-snapshots.html";
const MAINTENANCE = "https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-considerations.html";
const CREATE_CLUSTER = "https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html";

/** Redshift keeps automated snapshots for at most 35 days, and for one day where nothing is said. */
const MAXIMUM_DAYS = 35;
const DEFAULT_DAYS = 1;

const minimumDays = wholeNumber({
  name: "minimumDays",
  description: "Days that automated snapshots are kept at least.",
  fallback: 1,
  minimum: 1,
  maximum: MAXIMUM_DAYS,
});

export const redshiftBackupEnabled = cluster.rule({
  id: "redshift-backup-enabled",
  title: "Redshift clusters take automated snapshots and keep them",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(7)(i)",
      "164.308(a)(7)(ii)(A)",
      "164.308(a)(7)(ii)(B)",
      "164.308(a)(7)(ii)(C)",
      "164.310(d)(2)(iv)",
      "164.312(a)(2)(ii)",
    ],
    nistCsf: ["ID.BE-5", "PR.DS-4", "PR.IP-4", "PR.IP-9", "PR.PT-5", "RC.RP-1", "RS.RP-1"],
    soc2: ["A1.1", "A1.2", "CC7.4", "CC7.5"],
  },
  source: SNAPSHOTS,
  says: "keeps no automated snapshots, or not for long enough",
  fix: "Set automatedSnapshotRetentionPeriod to a number of days in [1, 35].",
  why: "Redshift keeps automated snapshots for one day where nothing is said.",
  config: [minimumDays],
  requires: ({ automatedSnapshotRetentionPeriod: days }, settings) =>
    any(
      all(absent(days), fromBoolean(minimumDays.of(settings) <= DEFAULT_DAYS, pathOf(days))),
      all(atLeast(days, minimumDays.of(settings)), atMost(days, MAXIMUM_DAYS)),
    ),
});

export const redshiftClusterKmsEnabled = cluster.rule({
  id: "redshift-cluster-kms-enabled",
  title: "Redshift clusters are encrypted with a customer managed key",
  severity: "medium",
  controls: { hipaa: ["164.312(a)(2)(iv)", "164.312(c)(1)", "164.312(e)(2)(ii)"], nistCsf: ["PR.DS-1"] },
  source: "https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-db-encryption.html",
  says: "is not encrypted with a key of its own",
  fix: "Set kmsKeyId to the ARN of a customer managed key.",
  requires: (p) => customerKey(p.kmsKeyId),
});

export const redshiftClusterMaintenanceSettingsCheck = cluster.rule({
  id: "redshift-cluster-maintenancesettings-check",
  title: "Redshift clusters take upgrades in a window that somebody chose, with a snapshot to go back to",
  severity: "medium",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(5)(ii)(A)",
      "164.308(a)(5)(ii)(B)",
      "164.308(a)(7)(ii)(A)",
      "164.310(d)(2)(iv)",
    ],
    nistCsf: ["PR.DS-4", "PR.IP-1", "PR.IP-4"],
  },
  source: MAINTENANCE,
  says: "takes no upgrades, has no maintenance window of its own, or keeps no automated snapshots",
  fix: 'Leave allowVersionUpgrade out or true, set preferredMaintenanceWindow, e.g. "sun:05:00-sun:06:00", and keep automatedSnapshotRetentionPeriod above 0.',
  requires: (p) =>
    all(
      notFalse(p.allowVersionUpgrade),
      present(p.preferredMaintenanceWindow),
      any(absent(p.automatedSnapshotRetentionPeriod), atLeast(p.automatedSnapshotRetentionPeriod, 1)),
    ),
});

export const redshiftClusterPublicAccessCheck = clusterOrWorkgroup.rule({
  id: "redshift-cluster-public-access-check",
  title: "Redshift is not reachable from the internet",
  severity: "critical",
  controls: {
    hipaa: [
      "164.308(a)(1)(ii)(B)",
      "164.308(a)(3)(i)",
      "164.308(a)(4)(ii)(A)",
      "164.308(a)(4)(ii)(C)",
      "164.312(a)(1)",
      "164.312(e)(1)",
    ],
    nistCsf: ["PR.AC-3", "PR.AC-4", "PR.AC-5", "PR.DS-5", "PR.IP-8", "PR.PT-3", "PR.PT-4"],
    soc2: ["CC6.1", "CC6.2", "CC6.6"],
  },
  source: "https://docs.aws.amazon.com/redshift/latest/mgmt/rs-security-group-public-private.html",
  says: "has a public address",
  fix: "Set publiclyAccessible: false or leave it out.",
  remedy: { publiclyAccessible: false },
  requires: (p) => notTrue(p.publiclyAccessible),
});

export const redshiftEnhancedVpcRoutingEnabled = clusterOrWorkgroup.rule({
  id: "redshift-enhanced-vpc-routing-enabled",
  title: "Redshift loads and unloads data through the VPC",
  severity: "medium",
  controls: {
    hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"],
    nistCsf: ["PR.AC-3", "PR.AC-5", "PR.PT-3"],
  },
  source: "https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html",
  says: "copies data past the VPC, where no security group, endpoint policy or flow log sees it",
  fix: "Set enhancedVpcRouting: true, and give the VPC an S3 endpoint.",
  remedy: { enhancedVpcRouting: true },
  requires: (p) => is(p.enhancedVpcRouting, true),
});

export const redshiftInVpc = cluster.rule({
  id: "redshift-in-vpc",
  title: "Redshift clusters stand in subnets that somebody chose",
  severity: "medium",
  controls: { hipaa: ["164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/redshift/latest/mgmt/working-with-cluster-subnet-groups.html",
  says: "names no subnet group, so AWS chooses its network",
  fix: "Set clusterSubnetGroupName to an aws.redshift.SubnetGroup of private subnets.",
  requires: (p) => given(p.clusterSubnetGroupName),
});

/** Redshift takes names without regard to case. */
function isNoneOf(name: Reading<string>, refused: readonly string[]): Answer {
  const value = valueOf(name);
  if (value === UNKNOWN) return unknown(pathOf(name));
  if (value === undefined) return no(pathOf(name));
  return fromBoolean(!refused.includes(String(value).toLowerCase()), pathOf(name));
}

function isNew(p: Reading<AnyClusterArgs>): Answer {
  return all(absent(p.snapshotIdentifier), absent(p.snapshotArn));
}

const RESTORED = "A cluster restored from a snapshot has the snapshot's.";

export const redshiftDefaultDbNameCheck = cluster.rule({
  id: "redshift-default-db-name-check",
  title: "The first database of a Redshift cluster has a name of its own",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(B)"] },
  source: CREATE_CLUSTER,
  says: "calls its first database dev, the name that everyone tries",
  fix: 'Set databaseName, e.g. "claims".',
  appliesWhen: isNew,
  otherwise: RESTORED,
  requires: (p) => isNoneOf(p.databaseName, ["dev"]),
});

const refusedNames = texts({
  name: "refusedNames",
  description: "Names that the first user of a cluster must not have, in lower case.",
  fallback: ["awsuser", "admin", "administrator"],
});

export const redshiftDefaultAdminCheck = cluster.rule({
  id: "redshift-default-admin-check",
  title: "The first user of a Redshift cluster has no name that everyone tries",
  severity: "low",
  controls: { hipaa: ["164.312(a)(2)(i)"] },
  source: CREATE_CLUSTER,
  says: "gives its first user no name, or one that everyone tries",
  fix: 'Set masterUsername, e.g. "claims_owner".',
  config: [refusedNames],
  appliesWhen: isNew,
  otherwise: RESTORED,
  requires: (p, settings) => isNoneOf(p.masterUsername, refusedNames.of(settings)),
});

export const redshiftClusterMultiAzEnabled = cluster.rule({
  id: "redshift-cluster-multi-az-enabled",
  title: "Redshift clusters run in two availability zones",
  severity: "low",
  controls: { hipaa: ["164.308(a)(7)(i)", "164.308(a)(7)(ii)(C)"] },
  source: "https://docs.aws.amazon.com/redshift/latest/mgmt/managing-cluster-multi-az.html",
  says: "stands in one availability zone and goes down with it",
  fix: "Set multiAz: true, on RA3 nodes and with a subnet group of three zones.",
  requires: (p) => is(p.multiAz, true),
});
