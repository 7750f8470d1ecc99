import { from, testRule, unknownString, unknownValue } from "../../testing/rule-tester";
import { CLUSTER, CLUSTER_INSTANCE, INSTANCE, NATIVE_CLUSTER, NATIVE_INSTANCE } from "./database";
import { rdsInstancePublicAccessCheck, rdsInVpcPrivateSubnets, rdsNoDefaultPorts } from "./exposure";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;
const postgres = { engine: "postgres", instanceClass: "db.m7g.large" };
const aurora = { engine: "aurora-postgresql" };

testRule(rdsInstancePublicAccessCheck, {
  valid: [
    { name: "private", props: { ...postgres, publiclyAccessible: false } },
    { name: "left out (private)", props: postgres },
    { name: "Cloud Control", type: NATIVE_INSTANCE, props: { ...postgres, publiclyAccessible: false } },
    { name: "Cloud Control Aurora cluster", type: NATIVE_CLUSTER, props: aurora },
    {
      name: "Cloud Control Multi-AZ cluster",
      type: NATIVE_CLUSTER,
      props: { engine: "postgres", dbClusterInstanceClass: "db.m6gd.large", publiclyAccessible: false },
    },
  ],
  invalid: [
    { name: "public", props: { ...postgres, publiclyAccessible: true }, finds: "publiclyAccessible" },
    {
      name: "Cloud Control, left out (AWS decides)",
      type: NATIVE_INSTANCE,
      props: postgres,
      finds: "publiclyAccessible",
    },
    {
      name: "Cloud Control Multi-AZ cluster, left out",
      type: NATIVE_CLUSTER,
      props: { engine: "postgres", dbClusterInstanceClass: "db.m6gd.large" },
      finds: "publiclyAccessible",
    },
    {
      name: "Cloud Control cluster",
      type: NATIVE_CLUSTER,
      props: { ...aurora, publiclyAccessible: true },
      finds: "publiclyAccessible",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { ...postgres, publiclyAccessible: unknownValue },
      because: "unknown",
      finds: "publiclyAccessible",
    },
  ],
  alike: [CLUSTER_INSTANCE],
});

const GROUP = "aws:rds/subnetGroup:SubnetGroup";
const SUBNET = "aws:ec2/subnet:Subnet";
const DEFAULT_SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet";
const inGroup = { ...postgres, dbSubnetGroupName: from("group") };
const group = { type: GROUP, name: "group", props: { name: "claims", subnetIds: [from("a"), from("b")] } };
const a = { type: SUBNET, name: "a", props: { mapPublicIpOnLaunch: false } };
const b = { type: SUBNET, name: "b", props: {} };
const open = { type: SUBNET, name: "b", props: { mapPublicIpOnLaunch: true } };
const source = (region: string) => ({ type: INSTANCE, name: "source", props: { ...postgres, region } });

testRule(rdsInVpcPrivateSubnets, {
  valid: [
    {
      name: "private subnets by id",
      props: { ...postgres, dbSubnetGroupName: "claims" },
      others: [
        { type: GROUP, name: "group", props: { name: "claims", subnetIds: ["subnet-a", "subnet-b"] } },
        { type: SUBNET, name: "a", props: { mapPublicIpOnLaunch: false }, outputs: { id: "subnet-a" } },
        { type: SUBNET, name: "b", props: {}, outputs: { id: "subnet-b" } },
      ],
    },
    { name: "private subnets", props: inGroup, others: [group, a, b] },
    { name: "cluster", type: CLUSTER, props: { ...aurora, dbSubnetGroupName: from("group") }, others: [group, a, b] },
    {
      name: "default subnet with its addresses off",
      props: inGroup,
      others: [
        { ...group, props: { subnetIds: [from("a")] } },
        { ...a, type: DEFAULT_SUBNET },
      ],
    },
    {
      name: "a list that is not known yet, all private",
      props: inGroup,
      others: [{ ...group, props: { subnetIds: from("a", "b") } }, a, b],
    },
    {
      name: "replica in subnets of its own",
      props: { replicateSourceDb: from("source"), dbSubnetGroupName: from("group") },
      others: [group, a, b, source("us-east-1")],
    },
  ],
  invalid: [
    { name: "left out (default VPC)", props: postgres, finds: "dbSubnetGroupName" },
    { name: "default group", props: { ...postgres, dbSubnetGroupName: "default" }, finds: "dbSubnetGroupName" },
    { name: "one is public", props: inGroup, others: [group, a, open], finds: "Subnet.mapPublicIpOnLaunch" },
    {
      name: "one is public, another made elsewhere",
      props: inGroup,
      others: [{ ...group, props: { subnetIds: [from("b"), "subnet-x"] } }, open],
      finds: "Subnet.mapPublicIpOnLaunch",
    },
    {
      name: "a list that is not known yet, all public",
      props: inGroup,
      others: [{ ...group, props: { subnetIds: from("b") } }, open],
      finds: "Subnet.mapPublicIpOnLaunch",
    },
    {
      name: "default subnet",
      props: inGroup,
      others: [
        { ...group, props: { subnetIds: [from("a")] } },
        { ...b, name: "a", type: DEFAULT_SUBNET },
      ],
      finds: "DefaultSubnet.mapPublicIpOnLaunch",
    },
    {
      name: "replica of another region, left out",
      props: { replicateSourceDb: from("source") },
      others: [source("us-west-2")],
      finds: "dbSubnetGroupName",
    },
    {
      name: "replica of another region by ARN, left out",
      props: { replicateSourceDb: "arn:aws:rds:us-west-2:111122223333:db:claims" },
      finds: "dbSubnetGroupName",
    },
    {
      name: "replica cluster, left out",
      type: CLUSTER,
      props: { ...aurora, replicationSourceIdentifier: "arn:aws:rds:us-west-2:111122223333:cluster:claims" },
      finds: "dbSubnetGroupName",
    },
  ],
  notJudged: [
    another,
    {
      name: "replica of the same region",
      props: { replicateSourceDb: from("source") },
      others: [source("us-east-1")],
      because: "exempt",
    },
    { name: "replica by identifier", props: { replicateSourceDb: "claims" }, because: "exempt" },
    {
      name: "replica of a database made elsewhere",
      props: { replicateSourceDb: unknownString },
      because: "unknown",
      finds: "replicateSourceDb",
    },
    {
      name: "group made elsewhere",
      props: { ...postgres, dbSubnetGroupName: unknownString },
      because: "unknown",
      finds: "dbSubnetGroupName",
    },
    {
      name: "group of another name",
      props: { ...postgres, dbSubnetGroupName: "shared" },
      others: [group, a, b],
      because: "unknown",
      finds: "dbSubnetGroupName",
    },
    {
      name: "subnets made elsewhere",
      props: inGroup,
      others: [{ ...group, props: { subnetIds: ["subnet-x", "subnet-y"] } }],
      because: "unknown",
      finds: "SubnetGroup.subnetIds",
    },
    {
      name: "subnets from another stack",
      props: inGroup,
      others: [{ ...group, props: { subnetIds: unknownValue } }],
      because: "unknown",
      finds: "SubnetGroup.subnetIds",
    },
    {
      name: "one is private, another made elsewhere",
      props: inGroup,
      others: [{ ...group, props: { subnetIds: [from("a"), "subnet-x"] } }, a],
      because: "unknown",
      finds: "SubnetGroup.subnetIds",
    },
    {
      name: "a list made from private and public ones",
      props: inGroup,
      others: [{ ...group, props: { subnetIds: from("a", "b") } }, a, open],
      because: "unknown",
      finds: "SubnetGroup.subnetIds",
    },
    {
      name: "one of three, two of them private",
      props: inGroup,
      others: [{ ...group, props: { subnetIds: [from("a", "b")] } }, a, open],
      because: "unknown",
      finds: "SubnetGroup.subnetIds",
    },
    {
      name: "a list that is not known yet, one subnet's setting neither",
      props: inGroup,
      others: [
        { ...group, props: { subnetIds: from("a", "b") } },
        a,
        { ...b, props: { mapPublicIpOnLaunch: unknownValue } },
      ],
      because: "unknown",
      finds: "Subnet.mapPublicIpOnLaunch",
    },
    {
      name: "subnet's setting not known yet",
      props: inGroup,
      others: [group, a, { ...b, props: { mapPublicIpOnLaunch: unknownValue } }],
      because: "unknown",
      finds: "Subnet.mapPublicIpOnLaunch",
    },
  ],
});

testRule(rdsNoDefaultPorts, {
  valid: [
    { name: "another port", props: { ...postgres, port: 6543 } },
    { name: "a port below", props: { ...postgres, port: 5431 } },
    { name: "a port above", props: { ...postgres, port: 5433 } },
    { name: "as a text", props: { ...postgres, port: "6543" } },
    { name: "RDS Custom on another port", props: { engine: "custom-oracle-ee", port: 1522 } },
    { name: "another engine's", props: { engine: "mysql", port: 5432 } },
    { name: "engine not known yet", props: { engine: unknownString, port: 6543 } },
    { name: "cluster", type: CLUSTER, props: { ...aurora, port: 6543 } },
    { name: "an engine whose port is not known", props: { engine: "neptune", port: 5432 } },
  ],
  invalid: [
    { name: "left out", props: postgres, finds: "port" },
    { name: "PostgreSQL's", props: { ...postgres, port: 5432 }, finds: "port" },
    { name: "as a text", props: { ...postgres, port: "5432" }, finds: "port" },
    { name: "MySQL's", props: { engine: "mysql", port: 3306 }, finds: "port" },
    { name: "MariaDB's", props: { engine: "mariadb", port: 3306 }, finds: "port" },
    { name: "Oracle's", props: { engine: "oracle-ee", port: 1521 }, finds: "port" },
    { name: "SQL Server's", props: { engine: "sqlserver-web", port: 1433 }, finds: "port" },
    { name: "RDS Custom for Oracle's", props: { engine: "custom-oracle-ee", port: 1521 }, finds: "port" },
    { name: "RDS Custom for SQL Server's", props: { engine: "custom-sqlserver-se", port: 1433 }, finds: "port" },
    { name: "Db2's", props: { engine: "db2-ae", port: 50000 }, finds: "port" },
    { name: "Aurora MySQL's", type: CLUSTER, props: { engine: "aurora-mysql", port: 3306 }, finds: "port" },
    { name: "RDS Custom, left out", props: { engine: "custom-oracle-ee" }, finds: "port" },
    { name: "Aurora's first", type: CLUSTER, props: { engine: "aurora", port: 3306 }, finds: "port" },
    { name: "Aurora PostgreSQL's", type: CLUSTER, props: { ...aurora, port: 5432 }, finds: "port" },
    { name: "replica on an engine's own", props: { replicateSourceDb: "claims", port: 5432 }, finds: "port" },
    { name: "no engine and no port", props: { snapshotIdentifier: "claims" }, finds: "port" },
  ],
  notJudged: [
    another,
    { name: "replica", props: { replicateSourceDb: "claims" }, because: "exempt" },
    { name: "port not known yet", props: { ...postgres, port: unknownValue }, because: "unknown", finds: "port" },
    {
      name: "engine not known yet",
      props: { engine: unknownString, port: 3306 },
      because: "unknown",
      finds: "engine",
    },
  ],
});
