import { all, any, fromBoolean, not, unnamed, type Answer } from "../../answer";
import { atLeast, is, oneOf } from "../../predicates";
import { resourceOf } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import {
  CLUSTER,
  cluster,
  CLUSTER_INSTANCE,
  databasesNamed,
  INSTANCE,
  instanceOrMember,
  isCustom,
  membersOf,
  NATIVE_INSTANCE,
  runs,
  type Database,
  type DatabaseArgs,
} from "./database";

const watched = on<DatabaseArgs>(INSTANCE, CLUSTER_INSTANCE, CLUSTER, NATIVE_INSTANCE);

export const rdsEnhancedMonitoringEnabled = instanceOrMember.relation({
  id: "rds-enhanced-monitoring-enabled",
  title: "Databases report the state of their operating system",
  severity: "low",
  controls: {
    hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"],
    nistCsf: ["DE.CM-2", "ID.RA-1", "ID.RA-5", "ID.SC-4", "PR.DS-4", "PR.PT-1"],
  },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.html",
  says: "reports nothing of its operating system",
  fix: "Set monitoringInterval: 60 and monitoringRoleArn: role.arn.",
  why: "Set on a cluster it counts for its instances; a cluster without it is judged by the instances that the program makes for it.",
  appliesWhen: (p, stack) => not(any(isCustom(p), isLeftToItsMembers(p, stack))),
  otherwise:
    "The cluster's instances are judged in its place; on RDS Custom the customer watches the operating system.",
  requires: (p, stack) => byItselfOrItsCluster(p, stack, isMonitored),
});

/** A cluster that does not pass and whose instances the program makes: what is missing is said of them, once. */
function isLeftToItsMembers(p: Database, stack: StackView): Answer {
  return fromBoolean(
    resourceOf(p).type === CLUSTER &&
      membersOf(p, stack).count() > 0 &&
      byItselfOrItsCluster(p, stack, isMonitored).truth !== true,
  );
}

function isMonitored(p: Database): Answer {
  // RDS refuses an interval without a role, so the interval tells.
  return atLeast(p.monitoringInterval, 1);
}

/** "Amazon RDS DB engine and instance class support for Performance Insights". */
const TOO_SMALL = ["db.t2.micro", "db.t2.small", "db.t3.micro", "db.t3.small", "db.t4g.micro", "db.t4g.small"];

export const rdsPerformanceInsightsEnabled = watched.relation({
  id: "rds-performance-insights-enabled",
  title: "Databases record their load by statement and user",
  severity: "low",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_PerfInsights.html",
  says: "does not record who loads it with what",
  fix: "Set performanceInsightsEnabled: true (enablePerformanceInsights in aws-native).",
  why: "Set on a cluster it counts for its instances; set on all instances it counts for the cluster.",
  appliesWhen: (p) =>
    not(any(isCustom(p), runs(p, ["db2-"]), all(runs(p, ["mysql", "mariadb"]), oneOf(p.instanceClass, TOO_SMALL)))),
  otherwise: "RDS Custom, Db2 and the smallest classes of MySQL and MariaDB have no Performance Insights.",
  requires: (p, stack) => byItselfOrItsCluster(p, stack, hasInsights),
});

function hasInsights(p: Database): Answer {
  const native = resourceOf(p).type === NATIVE_INSTANCE;
  return is(native ? p.enablePerformanceInsights : p.performanceInsightsEnabled, true);
}

/** A cluster and its instances share a setting: the cluster's goes for all of them. */
function byItselfOrItsCluster(p: Database, stack: StackView, holds: (database: Database) => Answer): Answer {
  if (resourceOf(p).type === CLUSTER) return any(holds(p), unnamed(membersOf(p, stack).satisfies(holds)));
  return any(holds(p), ...databasesNamed(stack, p.clusterIdentifier, cluster).map((own) => unnamed(holds(own))));
}
