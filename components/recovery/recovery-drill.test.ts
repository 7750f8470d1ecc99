import { expect } from "chai";
import { ofType, only, plan, type Planned, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import {
  drillRestoreStatements,
  imageReplayDataStatements,
  imageReplayStatements,
  measureStatements,
  promoteStatements,
  replayStatements,
  type ReplayTenant,
} from "./drill-access";
import { drillRoles } from "./drill-roles";
import { RecoveryDrill, type RecoveryDrillArgs } from "./recovery-drill";

const there = testSite({ region: "us-west-2" });
const place = { project: "phiguard", environment: "test", region: "us-west-2", accountId: "123456789012" };
const FUNCTION = "aws:lambda/function:Function";

const STORE = "0123456789abcdef0123456789abcdef";
const TENANTS = [
  { id: "north", roles: ["north-gateway"], replayDatastoreId: STORE },
  { id: "south", roles: ["south-gateway"] },
];

function make(changes: Partial<RecoveryDrillArgs> = {}): RecoveryDrill {
  const site = changes.site ?? there;
  const roles = drillRoles(
    "drill",
    {
      site,
      tags: {},
      vaultName: "phiguard-test-recovery",
      replicaIdentifier: "phiguard-test-records-replica",
      restoreRole: "restore",
      journalBucket: () => "journal",
      tenants: TENANTS,
      homeRegion: "us-east-1",
    },
    {},
  );
  return new RecoveryDrill(
    "drill",
    {
      site,
      homeRegion: "us-east-1",
      tags: {},
      roles,
      restoreRoleArn: "arn:restore",
      vaultName: "phiguard-test-recovery",
      schedule: "cron(0 8 1 1,4,7,10 ? *)",
      mode: "simulated",
      stepTimeoutMinutes: 120,
      place: { kmsKeyArn: "arn:key", subnetGroup: "subnets", securityGroupId: "sg-1" },
      kmsKeyArn: "arn:drill-key",
      logRetentionDays: 731,
      alarmTopicArn: "arn:topic",
      ...changes,
    },
    {},
  );
}
const built = (changes: Partial<RecoveryDrillArgs> = {}): Promise<Planned[]> => plan(() => make(changes));
const environment = (planned: readonly Planned[], name: string): Record<string, string> =>
  ofType(planned, FUNCTION).find(({ inputs }) => inputs.name === `phiguard-test-${name}`)?.inputs.environment.variables;

describe("RecoveryDrill", () => {
  it("starts by itself, and makes nothing unless it is told to", async () => {
    const { inputs } = only(await built(), "aws:scheduler/schedule:Schedule");
    expect(inputs).to.deep.include({
      scheduleExpression: "cron(0 8 1 1,4,7,10 ? *)",
      scheduleExpressionTimezone: "UTC",
      kmsKeyArn: "arn:drill-key",
    });
    expect(JSON.parse(inputs.target.input)).to.deep.equal({ mode: "simulated" });
    expect(inputs.target.arn).to.equal(
      "arn:aws:states:us-west-2:123456789012:stateMachine:phiguard-test-recovery-drill",
    );
  });

  it("carries its evidence to the home region's bus, and keeps what can't be carried", async () => {
    const target = only(await built(), "aws:cloudwatch/eventTarget:EventTarget").inputs;
    expect(target.arn).to.equal("arn:aws:events:us-east-1:123456789012:event-bus/default");
    expect(target.deadLetterConfig.arn).to.contain("drill-dlq");
    const { eventPattern } = only(await built(), "aws:cloudwatch/eventRule:EventRule").inputs;
    expect(JSON.parse(eventPattern)).to.deep.equal({ source: ["phiguard.recovery"] });
  });

  it("needs no carrying at home", async () => {
    expect(ofType(await built({ site: testSite() }), "aws:cloudwatch/eventRule:EventRule")).to.be.empty;
  });

  it("tells its functions what there is", async () => {
    const planned = await built({
      replica: { identifier: "phiguard-test-records-replica", backupDays: 35 },
      journal: { bucket: "journal", kmsKeyArn: "arn:phi" },
      images: { inputBucket: "images", outputBucket: "results" },
    });
    expect(environment(planned, "database-promote")).to.deep.equal({
      BACKUP_DAYS: "35",
      REPLICA_IDENTIFIER: "phiguard-test-records-replica",
    });
    expect(environment(planned, "fhir-replay")).to.include({
      DATASTORE_ID: "none",
      JOURNAL_BUCKET: "journal",
      KMS_KEY_ARN: "arn:phi",
    });
    expect(environment(planned, "image-replay")).to.include({ INPUT_BUCKET: "images", OUTPUT_BUCKET: "results" });
    const restore = environment(planned, "recovery-restore");
    expect(restore).to.include({ DRILL_PREFIX: "phiguard-test-drill-", HOME_REGION: "us-east-1" });
    expect(JSON.parse(restore["RESTORE_PLACE"] ?? "")).to.deep.equal({
      kmsKeyArn: "arn:key",
      subnetGroup: "subnets",
      securityGroupId: "sg-1",
    });
  });

  it("tells them where there is nothing", async () => {
    const planned = await built();
    expect(environment(planned, "database-promote")).to.include({ REPLICA_IDENTIFIER: "none" });
    expect(environment(planned, "fhir-replay")).to.include({ JOURNAL_BUCKET: "none" });
    expect(environment(planned, "image-replay")).to.include({ INPUT_BUCKET: "none" });
  });

  it("gives each organisation with a data store a role of its own, which reads its images alone", async () => {
    const planned = await built();
    const targets = JSON.parse(environment(planned, "image-replay")["TENANTS"] ?? "");
    expect(Object.keys(targets)).to.deep.equal(["north", "south"]);
    expect(targets.north.datastoreId).to.equal(STORE);
    expect(targets.south).to.equal(null);
    const ours = ofType(planned, "aws:iam/role:Role").filter(({ inputs }) => /image-replay-/.test(inputs.name));
    expect(ours.map(({ inputs }) => inputs.name)).to.deep.equal(["phiguard-test-image-replay-north"]);
    const [trust] = JSON.parse(ours[0]?.inputs.assumeRolePolicy).Statement;
    expect(trust.Principal).to.deep.equal({ Service: "medical-imaging.amazonaws.com" });
    expect(JSON.stringify(trust.Condition)).to.contain(`medical-imaging:us-west-2:123456789012:datastore/${STORE}`);
    const reads = imageReplayDataStatements(place, TENANTS[0] as ReplayTenant).filter(
      ({ Action }) => Action === "s3:GetObject",
    );
    expect(reads.flatMap(({ Resource }) => Resource)).to.deep.equal([
      "arn:aws:s3:::phiguard-test-image-input-123456789012-us-west-2/north/accepted/*",
    ]);
  });

  it("refuses steps that take no time, or a day", async () => {
    const refused = await refusal(() => make({ stepTimeoutMinutes: 9 }));
    expect(refused).to.contain("stepTimeoutMinutes must be a whole number in [10, 480]; got 9");
  });
});

describe("access of the drill", () => {
  it("promotes the one replica, and nothing else", () => {
    expect(promoteStatements(place, "phiguard-test-records-replica").map(({ Resource }) => Resource)).to.deep.equal([
      "arn:aws:rds:us-west-2:123456789012:db:phiguard-test-records-replica",
    ]);
  });

  it("removes what a drill made, and nothing else", () => {
    const removing = drillRestoreStatements(place, "v", "restore").filter(({ Action }) =>
      [Action].flat().some((action) => /:Delete/.test(action)),
    );
    expect(removing.flatMap(({ Resource }) => Resource)).to.deep.equal([
      "arn:aws:dynamodb:us-west-2:123456789012:table/phiguard-test-drill-*",
      "arn:aws:rds:us-west-2:123456789012:db:phiguard-test-drill-*",
    ]);
  });

  it("starts imports of images into the named data stores alone", () => {
    const [start] = imageReplayStatements(place, TENANTS);
    expect(start?.Resource).to.deep.equal([
      `arn:aws:medical-imaging:us-west-2:123456789012:datastore/${STORE}`,
      "arn:aws:medical-imaging:us-west-2:123456789012:datastore/none",
    ]);
  });

  it("hands each of its roles to the one service that takes it", () => {
    const passed = [
      ...drillRestoreStatements(place, "v", "restore"),
      ...replayStatements(place, "b", "data"),
      ...imageReplayStatements(place, TENANTS),
    ].filter(({ Action }) => [Action].flat().includes("iam:PassRole"));
    expect(passed.map(({ Condition }) => Condition?.StringEquals?.["iam:PassedToService"])).to.deep.equal([
      "backup.amazonaws.com",
      "healthlake.amazonaws.com",
      "medical-imaging.amazonaws.com",
    ]);
  });

  it("only reads where it measures", () => {
    const actions = measureStatements(place, "v").flatMap(({ Action }) => [Action].flat());
    for (const action of actions) expect(action).to.match(/:(Describe|Get|List)/);
  });
});
