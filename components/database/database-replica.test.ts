import { expect } from "chai";
import { ofType, only, plan, type Planned, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { DatabaseReplica, type DatabaseReplicaArgs } from "./database-replica";
import { PostgresDatabase } from "./postgres-database";

const size = {
  majorVersion: 17,
  instanceClass: "db.m7g.large",
  storageGiB: 100,
  maxStorageGiB: 1000,
  multiAz: true,
  backupDays: 35,
  insights: "advanced",
} as const;
const common = {
  tags: { t: "phi" },
  internalTags: { t: "internal" },
  size,
  databaseGroupId: "sg",
  logRetentionDays: 731,
};

function make(changes: Partial<DatabaseReplicaArgs> = {}): DatabaseReplica {
  const source = new PostgresDatabase("db", {
    ...common,
    site: testSite(),
    role: "records",
    kmsKeyArn: "arn:home",
    subnetIds: ["subnet-1"],
    alarmTopicArn: "arn:home-topic",
  });
  return new DatabaseReplica(
    "replica",
    {
      ...common,
      site: testSite({ region: "us-west-2" }),
      role: "records-replica",
      source,
      instanceClass: "db.m7g.large",
      kmsKeyArn: "arn:there",
      subnetIds: ["subnet-2"],
      alarmTopicArn: "arn:topic",
      ...changes,
    },
    {},
  );
}
const built = async (changes: Partial<DatabaseReplicaArgs> = {}): Promise<Planned[]> =>
  (await plan(() => make(changes))).filter(({ name }) => name.startsWith("replica"));

describe("DatabaseReplica", () => {
  it("follows its source under a key of its own region, and could take its place", async () => {
    const { inputs } = only(await built(), "aws:rds/instance:Instance");
    expect(inputs).to.deep.include({
      identifier: "phiguard-test-records-replica",
      replicateSourceDb: "arn:aws:test:us-east-1:123456789012:db-instance",
      kmsKeyId: "arn:there",
      storageEncrypted: true,
      multiAz: true,
      deletionProtection: true,
      publiclyAccessible: false,
      backupRetentionPeriod: 35,
      dbSubnetGroupName: "phiguard-test-records-replica",
      performanceInsightsKmsKeyId: "arn:there",
      maxAllocatedStorage: 1000,
    });
    // RDS takes these from the source, and refuses a final snapshot of a replica.
    expect(inputs).to.not.have.any.keys(
      "engine",
      "engineVersion",
      "username",
      "password",
      "dbName",
      "allocatedStorage",
    );
    expect(inputs.skipFinalSnapshot).to.equal(true);
  });

  it("rings at fifteen minutes of lag, and when it says nothing", async () => {
    const alarms = ofType(await built(), "aws:cloudwatch/metricAlarm:MetricAlarm").map(({ inputs }) => inputs);
    expect(alarms.find(({ metricName }) => metricName === "ReplicaLag")).to.deep.include({
      dimensions: { DBInstanceIdentifier: "phiguard-test-records-replica" },
      threshold: 900,
      treatMissingData: "breaching",
    });
  });

  it("refuses a class that RDS has not", async () => {
    expect(await refusal(() => make({ instanceClass: "db.t4g.micro" }))).to.contain("instanceClass must be");
  });
});
