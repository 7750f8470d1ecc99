import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { CLUSTER, CLUSTER_INSTANCE, NATIVE_INSTANCE } from "./database";
import { rdsEnhancedMonitoringEnabled, rdsPerformanceInsightsEnabled } from "./monitoring";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const postgres = { engine: "postgres", instanceClass: "db.m7g.large" };
const aurora = { engine: "aurora-postgresql" };
const monitoringRoleArn = "arn:aws:iam::111122223333:role/rds-monitoring";
const monitored = { monitoringInterval: 60, monitoringRoleArn };
const member = (name: string, props: object) => ({ type: CLUSTER_INSTANCE, name, props: { ...aurora, ...props } });
const cluster = (props: object) => ({ type: CLUSTER, name: "cluster", props: { ...aurora, ...props } });

testRule(rdsEnhancedMonitoringEnabled, {
  valid: [
    { name: "every minute", props: { ...postgres, ...monitored } },
    { name: "an interval alone", props: { ...postgres, monitoringInterval: 15 } },
    { name: "every second", props: { ...postgres, ...monitored, monitoringInterval: 1 } },
    {
      name: "role made in the same preview",
      props: { ...postgres, monitoringInterval: 5, monitoringRoleArn: unknownString },
    },
    { name: "member", type: CLUSTER_INSTANCE, props: { ...aurora, clusterIdentifier: "claims", ...monitored } },
    {
      name: "member of a cluster that is monitored",
      type: CLUSTER_INSTANCE,
      props: { ...aurora, clusterIdentifier: from("cluster") },
      others: [cluster(monitored)],
    },
    {
      name: "member of a cluster that is monitored, by identifier",
      type: CLUSTER_INSTANCE,
      props: { ...aurora, clusterIdentifier: "claims" },
      others: [cluster({ clusterIdentifier: "claims", ...monitored })],
    },
    { name: "cluster", type: CLUSTER, props: { ...aurora, ...monitored } },
    {
      name: "cluster whose instances are monitored",
      type: CLUSTER,
      props: aurora,
      others: [
        member("a", { clusterIdentifier: from("subject"), ...monitored }),
        member("b", { clusterIdentifier: from("subject"), ...monitored }),
      ],
    },
  ],
  invalid: [
    { name: "left out", props: postgres, finds: "monitoringInterval" },
    { name: "off", props: { ...postgres, monitoringInterval: 0, monitoringRoleArn }, finds: "monitoringInterval" },
    {
      name: "member of a cluster made elsewhere",
      type: CLUSTER_INSTANCE,
      props: { ...aurora, clusterIdentifier: "claims" },
      finds: "monitoringInterval",
    },
    {
      name: "member of a cluster without",
      type: CLUSTER_INSTANCE,
      props: { ...aurora, clusterIdentifier: from("cluster") },
      others: [cluster({})],
      finds: "monitoringInterval",
    },
    {
      name: "member of another cluster than the one monitored",
      type: CLUSTER_INSTANCE,
      props: { ...aurora, clusterIdentifier: "intake" },
      others: [cluster({ clusterIdentifier: "claims", ...monitored })],
      finds: "monitoringInterval",
    },
    {
      name: "cluster without instances",
      type: CLUSTER,
      props: aurora,
      finds: "monitoringInterval",
    },
    {
      name: "cluster beside instances of another",
      type: CLUSTER,
      props: aurora,
      others: [{ ...cluster({}), name: "other" }, member("a", { clusterIdentifier: from("other") })],
      finds: "monitoringInterval",
    },
    {
      name: "instance beside a cluster that is monitored",
      props: postgres,
      others: [cluster(monitored)],
      finds: "monitoringInterval",
    },
  ],
  notJudged: [
    another,
    { name: "RDS Custom", props: { engine: "custom-oracle-ee" }, because: "exempt" },
    { name: "RDS Custom, monitored", props: { engine: "custom-oracle-ee", ...monitored }, because: "exempt" },
    {
      name: "cluster, one of whose instances is not monitored",
      type: CLUSTER,
      props: aurora,
      others: [
        member("a", { clusterIdentifier: from("subject"), ...monitored }),
        member("b", { clusterIdentifier: from("subject") }),
      ],
      because: "exempt",
    },
    {
      name: "cluster whose only instance is not monitored, by identifier",
      type: CLUSTER,
      props: { ...aurora, clusterIdentifier: "claims", monitoringInterval: 0 },
      others: [member("a", { clusterIdentifier: "claims" })],
      because: "exempt",
    },
    {
      name: "cluster, one of whose instances is not known to be monitored",
      type: CLUSTER,
      props: aurora,
      others: [member("a", { clusterIdentifier: from("subject"), monitoringInterval: unknownValue })],
      because: "exempt",
    },
    {
      name: "instance of a cluster that is not known to be monitored",
      type: CLUSTER_INSTANCE,
      props: { ...aurora, clusterIdentifier: from("cluster") },
      others: [cluster({ monitoringInterval: unknownValue })],
      because: "unknown",
    },
    {
      name: "not known yet",
      props: { ...postgres, monitoringInterval: unknownValue, monitoringRoleArn },
      because: "unknown",
      finds: "monitoringInterval",
    },
    {
      name: "cluster, an instance that is not known yet",
      type: CLUSTER,
      props: aurora,
      others: [member("a", { clusterIdentifier: unknownString })],
      because: "unknown",
      finds: "ClusterInstance.clusterIdentifier",
    },
  ],
});

testRule(rdsPerformanceInsightsEnabled, {
  valid: [
    { name: "on", props: { ...postgres, performanceInsightsEnabled: true } },
    {
      name: "member",
      type: CLUSTER_INSTANCE,
      props: { clusterIdentifier: "claims", performanceInsightsEnabled: true },
    },
    {
      name: "member of a cluster that has it",
      type: CLUSTER_INSTANCE,
      props: { ...aurora, clusterIdentifier: from("cluster") },
      others: [cluster({ performanceInsightsEnabled: true })],
    },
    { name: "cluster", type: CLUSTER, props: { ...aurora, performanceInsightsEnabled: true } },
    {
      name: "cluster whose instance has it",
      type: CLUSTER,
      props: aurora,
      others: [member("a", { clusterIdentifier: from("subject"), performanceInsightsEnabled: true })],
    },
    { name: "Cloud Control", type: NATIVE_INSTANCE, props: { ...postgres, enablePerformanceInsights: true } },
  ],
  invalid: [
    { name: "left out", props: postgres, finds: "performanceInsightsEnabled" },
    {
      name: "MySQL on a larger class",
      props: { engine: "mysql", instanceClass: "db.t3.medium" },
      finds: "performanceInsightsEnabled",
    },
    {
      name: "PostgreSQL on a small class",
      props: { engine: "postgres", instanceClass: "db.t3.micro" },
      finds: "performanceInsightsEnabled",
    },
    { name: "off", props: { ...postgres, performanceInsightsEnabled: false }, finds: "performanceInsightsEnabled" },
    {
      name: "member",
      type: CLUSTER_INSTANCE,
      props: { ...aurora, clusterIdentifier: "claims" },
      finds: "performanceInsightsEnabled",
    },
    {
      name: "cluster of another cluster's instance",
      type: CLUSTER,
      props: { ...aurora, clusterIdentifier: "claims" },
      others: [member("a", { clusterIdentifier: "intake", performanceInsightsEnabled: true })],
      finds: "performanceInsightsEnabled",
    },
    { name: "Cloud Control", type: NATIVE_INSTANCE, props: postgres, finds: "enablePerformanceInsights" },
  ],
  notJudged: [
    another,
    { name: "RDS Custom", props: { engine: "custom-oracle-ee" }, because: "exempt" },
    { name: "Db2", props: { engine: "db2-se" }, because: "exempt" },
    ...["db.t2.micro", "db.t2.small", "db.t3.micro", "db.t3.small", "db.t4g.micro", "db.t4g.small"].map(
      (instanceClass) => ({
        name: `MySQL on ${instanceClass}`,
        props: { engine: "mysql", instanceClass },
        because: "exempt" as const,
      }),
    ),
    { name: "MariaDB on a small class", props: { engine: "mariadb", instanceClass: "db.t3.small" }, because: "exempt" },
    {
      name: "not known yet",
      props: { ...postgres, performanceInsightsEnabled: unknownValue },
      because: "unknown",
      finds: "performanceInsightsEnabled",
    },
    {
      name: "cluster, an instance that is not known yet",
      type: CLUSTER,
      props: aurora,
      others: [member("a", { clusterIdentifier: unknownString })],
      because: "unknown",
      finds: "ClusterInstance.clusterIdentifier",
    },
  ],
});
