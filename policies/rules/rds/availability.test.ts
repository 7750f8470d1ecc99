import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { rdsClusterMultiAzEnabled, rdsMultiAzSupport } from "./availability";
import { CLUSTER_INSTANCE, NATIVE_CLUSTER, NATIVE_INSTANCE } from "./database";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const postgres = { engine: "postgres", instanceClass: "db.m7g.large" };
const aurora = { engine: "aurora-postgresql" };

testRule(rdsMultiAzSupport, {
  valid: [{ name: "on", props: { ...postgres, multiAz: true } }],
  invalid: [
    { name: "left out", props: postgres, finds: "multiAz" },
    { name: "off", props: { ...postgres, multiAz: false }, finds: "multiAz" },
    { name: "tied to a zone", props: { ...postgres, availabilityZone: "us-east-1a" }, finds: "multiAz" },
    { name: "SQL Server", props: { engine: "sqlserver-se" }, finds: "multiAz" },
  ],
  notJudged: [
    another,
    { name: "read replica", props: { replicateSourceDb: "claims" }, because: "exempt" },
    { name: "Aurora instance", props: { engine: "aurora-mysql" }, because: "exempt" },
    { name: "SQL Server Express", props: { engine: "sqlserver-ex" }, because: "exempt" },
    { name: "not known yet", props: { ...postgres, multiAz: unknownValue }, because: "unknown", finds: "multiAz" },
  ],
});

const member = (name: string, props: object) => ({ type: CLUSTER_INSTANCE, name, props });
const nativeMember = (name: string, props: object) => ({ type: NATIVE_INSTANCE, name, props });

testRule(rdsClusterMultiAzEnabled, {
  valid: [
    {
      name: "two instances by identifier",
      props: { ...aurora, clusterIdentifier: "claims" },
      others: [
        member("a", { ...aurora, clusterIdentifier: "claims" }),
        member("b", { ...aurora, clusterIdentifier: "claims" }),
      ],
    },
    {
      name: "two instances",
      props: aurora,
      others: [
        member("a", { clusterIdentifier: from("subject") }),
        member("b", { clusterIdentifier: from("subject") }),
      ],
    },
    {
      name: "two instances, each tied to a zone",
      props: aurora,
      others: [
        member("a", { clusterIdentifier: from("subject"), availabilityZone: "us-east-1a" }),
        member("b", { clusterIdentifier: from("subject"), availabilityZone: "us-east-1b" }),
      ],
    },
    {
      name: "two instances, one of them tied",
      props: aurora,
      others: [
        member("a", { clusterIdentifier: from("subject"), availabilityZone: "us-east-1a" }),
        member("b", { clusterIdentifier: from("subject") }),
      ],
    },
    {
      name: "one instance by reference, one by identifier",
      props: { ...aurora, clusterIdentifier: "claims" },
      others: [member("a", { clusterIdentifier: from("subject") }), member("b", { clusterIdentifier: "claims" })],
    },
    { name: "two zones", props: { ...aurora, availabilityZones: ["us-east-1a", "us-east-1b"] } },
    {
      name: "one zone, but two instances",
      props: { ...aurora, availabilityZones: ["us-east-1a"] },
      others: [
        member("a", { clusterIdentifier: from("subject") }),
        member("b", { clusterIdentifier: from("subject") }),
      ],
    },
    { name: "Multi-AZ cluster", props: { engine: "postgres", dbClusterInstanceClass: "db.m6gd.large" } },
    {
      name: "Cloud Control, two instances",
      type: NATIVE_CLUSTER,
      props: { ...aurora, dbClusterIdentifier: "claims" },
      others: [
        nativeMember("a", { dbClusterIdentifier: "claims" }),
        nativeMember("b", { dbClusterIdentifier: from("subject") }),
      ],
    },
  ],
  invalid: [
    { name: "no instance", props: { ...aurora, clusterIdentifier: "claims" }, finds: "ClusterInstance" },
    {
      name: "one instance",
      props: aurora,
      others: [member("a", { clusterIdentifier: from("subject") })],
      finds: "ClusterInstance",
    },
    {
      name: "two instances, both tied to one zone",
      props: aurora,
      others: [
        member("a", { clusterIdentifier: from("subject"), availabilityZone: "us-east-1a" }),
        member("b", { clusterIdentifier: from("subject"), availabilityZone: "us-east-1a" }),
      ],
      finds: "ClusterInstance",
    },
    {
      name: "two instances of another cluster",
      props: { ...aurora, clusterIdentifier: "claims" },
      others: [member("a", { clusterIdentifier: "intake" }), member("b", { clusterIdentifier: "intake" })],
      finds: "ClusterInstance",
    },
    {
      name: "one zone",
      props: { ...aurora, availabilityZones: ["us-east-1a"] },
      finds: ["availabilityZones", "ClusterInstance"],
    },
    {
      name: "Cloud Control, one instance",
      type: NATIVE_CLUSTER,
      props: aurora,
      others: [nativeMember("a", { dbClusterIdentifier: from("subject") })],
      finds: "ClusterInstance",
    },
  ],
  notJudged: [
    another,
    {
      name: "zones not known yet",
      props: { ...aurora, availabilityZones: unknownValue },
      because: "unknown",
      finds: "availabilityZones",
    },
    {
      name: "an instance of a cluster that is not known yet",
      props: aurora,
      others: [member("a", { clusterIdentifier: from("subject") }), member("b", { clusterIdentifier: unknownString })],
      because: "unknown",
      finds: "ClusterInstance.clusterIdentifier",
    },
  ],
});
