import * as aws from "@pulumi/aws";
import { expect } from "chai";
import { ofType, only, plan, type Planned, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { RecordTable, type RecordTableArgs } from "./record-table";
import { tableChangeReads, tableReads, tableStatements, tableWrites } from "./table-access";

const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const args: RecordTableArgs = {
  site: testSite(),
  tags: { t: "phi" },
  internalTags: { t: "internal" },
  role: "consents",
  kmsKeyArn: "arn:key",
  keys: { partition: { name: "patient" }, sort: { name: "at", type: "N" } },
  alarmTopicArn: "arn:topic",
};
const TABLE = "aws:dynamodb/table:Table";
const REPLICA = "aws:dynamodb/tableReplica:TableReplica";
const ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm";
const built = (changes: Partial<RecordTableArgs> = {}): Promise<Planned[]> =>
  plan(() => new RecordTable("t", { ...args, ...changes }));

describe("RecordTable", () => {
  it("is encrypted, restorable, protected, and billed by request", async () => {
    const planned = await built();
    const { inputs } = only(planned, TABLE);
    expect(inputs).to.deep.include({
      name: "phiguard-test-consents",
      billingMode: "PAY_PER_REQUEST",
      attributes: [
        { name: "patient", type: "S" },
        { name: "at", type: "N" },
      ],
      hashKey: "patient",
      rangeKey: "at",
      serverSideEncryption: { enabled: true, kmsKeyArn: "arn:key" },
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 35 },
      deletionProtectionEnabled: true,
      tags: { t: "phi" },
    });
    expect(inputs).to.not.have.any.keys("ttl", "streamEnabled", "globalSecondaryIndexes");
    expect(ofType(planned, REPLICA)).to.be.empty;
  });

  it("can be torn down where the site can", async () => {
    const { inputs } = only(await built({ site: testSite({ deletionProtection: false }) }), TABLE);
    expect(inputs.deletionProtectionEnabled).to.equal(false);
  });

  it("takes indexes, with each attribute of a key once", async () => {
    const { inputs } = only(
      await built({
        indexes: [
          { name: "by-purpose", partition: { name: "purpose" }, sort: { name: "at", type: "N" } },
          { name: "by-recipient", partition: { name: "recipient" }, attributes: ["purpose"] },
          { name: "by-day", partition: { name: "day" }, attributes: [] },
        ],
      }),
      TABLE,
    );
    expect(inputs.attributes.map(({ name }: { name: string }) => name)).to.deep.equal([
      "patient",
      "at",
      "purpose",
      "recipient",
      "day",
    ]);
    expect(inputs.globalSecondaryIndexes).to.deep.equal([
      {
        name: "by-purpose",
        hashKey: "purpose",
        rangeKey: "at",
        projectionType: "ALL",
      },
      {
        name: "by-recipient",
        hashKey: "recipient",
        projectionType: "INCLUDE",
        nonKeyAttributes: ["purpose"],
      },
      { name: "by-day", hashKey: "day", projectionType: "KEYS_ONLY" },
    ]);
  });

  it("removes items by a time, and tells of changes, where it is asked to", async () => {
    const { inputs } = only(await built({ expiresAt: "expires", changes: true, restorableDays: 7 }), TABLE);
    expect(inputs).to.deep.include({
      ttl: { enabled: true, attributeName: "expires" },
      streamEnabled: true,
      streamViewType: "NEW_AND_OLD_IMAGES",
      pointInTimeRecovery: { enabled: true, recoveryPeriodInDays: 7 },
    });
  });

  it("has a copy in a second region, guarded as it is and watched", async () => {
    const there = testSite({ region: "us-west-2" });
    const planned = await plan(() => {
      const provider = new aws.Provider("there", { region: "us-west-2" });
      return new RecordTable("t", { ...args, replica: { site: there, kmsKeyArn: "arn:key-there", provider } });
    });
    expect(only(planned, TABLE).inputs).to.include({ streamEnabled: true, streamViewType: "NEW_AND_OLD_IMAGES" });
    const replica = only(planned, REPLICA);
    expect(replica.provider).to.contain("there");
    expect(replica.inputs).to.deep.include({
      kmsKeyArn: "arn:key-there",
      pointInTimeRecovery: true,
      deletionProtectionEnabled: true,
      tags: { t: "phi" },
    });
    const lag = ofType(planned, ALARM).find(({ inputs }) => inputs.metricName === "ReplicationLatency");
    expect(lag?.inputs).to.deep.include({
      dimensions: { TableName: "phiguard-test-consents", ReceivingRegion: "us-west-2" },
      threshold: 900_000,
    });
  });

  it("rings when requests are refused, and when DynamoDB fails by itself", async () => {
    const alarms = ofType(await built(), ALARM).map(({ inputs }) => inputs);
    expect(alarms.map(({ name }) => name)).to.deep.equal([
      "phiguard-test-consents-table-read-refused",
      "phiguard-test-consents-table-write-refused",
      "phiguard-test-consents-table-faults",
    ]);
    const [sum, ...parts] = alarms[2]?.metricQueries ?? [];
    expect(sum).to.include({ expression: "SUM(FILL(METRICS(), 0))", returnData: true });
    expect(parts).to.have.length(8);
    expect(parts[0].metric).to.deep.equal({
      namespace: "AWS/DynamoDB",
      metricName: "SystemErrors",
      dimensions: { TableName: "phiguard-test-consents", Operation: "BatchGetItem" },
      period: 300,
      stat: "Sum",
    });
  });

  it("refuses what DynamoDB would", async () => {
    const refused = (changes: Partial<RecordTableArgs>): Promise<string> =>
      refusal(() => new RecordTable("t", { ...args, ...changes }));
    expect(await refused({ restorableDays: 36 })).to.contain("restorableDays must be a whole number in [1, 35]");
    const one = { name: "i", partition: { name: "patient" } };
    expect(await refused({ indexes: Array(21).fill(one) })).to.contain("indexes must be a whole number in [0, 20]");
    expect(await refused({ indexes: [{ ...one, partition: { name: "patient", type: "N" } }] })).to.contain(
      "type of patient must be the same in each key",
    );
  });
});

describe("access to a table", () => {
  const scope = { sid: "Consents", role: "consents", indexes: ["by-purpose"] };
  const table = "arn:aws:dynamodb:us-east-1:123456789012:table/phiguard-test-consents";

  it("reads the table by key, and its indexes by query alone", () => {
    expect(tableReads(place, scope)).to.deep.equal([
      {
        Sid: "Consents",
        Effect: "Allow",
        Action: ["dynamodb:BatchGetItem", "dynamodb:GetItem", "dynamodb:Query"],
        Resource: table,
      },
      {
        Sid: "ConsentsByIndex",
        Effect: "Allow",
        Action: ["dynamodb:Query"],
        Resource: [`${table}/index/by-purpose`],
      },
    ]);
  });

  it("writes items of the table, and never the table", () => {
    const [statement, ...more] = tableWrites(place, scope);
    expect(more).to.be.empty;
    expect(statement?.Resource).to.equal(table);
    expect(statement?.Action).to.have.members(
      ["BatchWrite", "ConditionCheck", "Delete", "Put", "Update"].map((what) => `dynamodb:${what}Item`),
    );
  });

  it("grants exactly what is asked for", () => {
    expect(tableStatements(place, { sid: "S", role: "consents" }, ["dynamodb:PutItem"])).to.deep.equal([
      { Sid: "S", Effect: "Allow", Action: ["dynamodb:PutItem"], Resource: table },
    ]);
  });

  it("reads changes of the one table", () => {
    const [reads] = tableChangeReads(place, scope);
    expect(reads?.Resource).to.equal(`${table}/stream/*`);
  });
});
