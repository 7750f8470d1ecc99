import { expect } from "chai";
import { readdirSync } from "node:fs";
import * as path from "node:path";
import { contract as intake } from "../../lambdas/evidence-intake/contract";
import { contract as report } from "../../lambdas/report-run/contract";
import { mayDo, statementsIn } from "../testing/access";
import { matchesEvent } from "../testing/event-match";
import { ofType, only, plan, testSite, type Planned } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { DailyCollection, type DailyCollectionArgs } from "./daily-collection";
import { DailyReport, type DailyReportArgs } from "./daily-report";
import { EventIntake, type EventIntakeArgs } from "./event-intake";
import { eventQueries, type EventQuery } from "./event-queries";
import { EVENT_SOURCES } from "./event-sources";
import { EVENT_COLUMNS } from "./event-table";
import { EvidenceQueries } from "./evidence-queries";
import { EvidenceRoles } from "./evidence-roles";
import { Ledger } from "./ledger";
import {
  auditorStatements,
  collectionStatements,
  intakeStatements,
  onlyWritersWrite,
  pipelineStatements,
  reportStatements,
} from "./ledger-access";

const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const site = testSite();
const LEDGER = "arn:aws:s3:::phiguard-test-ledger-123456789012-us-east-1";
const rolesArgs = { site, tags: {}, auditors: ["auditor"], pipelines: ["pipeline"] };
const roles = (): EvidenceRoles => new EvidenceRoles("evidence", rolesArgs);
const run = {
  site,
  tags: {},
  ledgerBucket: "ledger",
  kmsKeyArn: "arn:key",
  network: { vpcId: "vpc-1", subnetIds: ["a", "b"], vpcCidr: "10.0.0.0/16", s3PrefixListId: "pl-1" },
  logRetentionDays: 365,
  alarmTopicArn: "arn:topic",
};
const intakeOf = (changes: Partial<EventIntakeArgs> = {}): EventIntake =>
  new EventIntake("intake", { ...run, role: roles().intake, concurrency: 5, ...changes });
const reportOf = (changes: Partial<DailyReportArgs> = {}): DailyReport => {
  const { report: runsAs, schedule: scheduleRole } = roles();
  return new DailyReport("report", {
    ...run,
    runsAs,
    scheduleRole,
    signingKeyArn: "arn:sign",
    retentionDays: 2557,
    hour: 2,
    ...changes,
  });
};
const ledgerOf = (retentionDays = 2557): Ledger =>
  new Ledger("ledger", { site, workload: "evidence", kmsKeyArn: "arn:key", retentionDays, replicated: true });

describe("Ledger", () => {
  let planned: Planned[] = [];
  before(async () => (planned = await plan(() => ledgerOf())));

  it("locks what is added for seven years with leap days, in compliance mode", () => {
    const { inputs } = only(planned, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration");
    expect(inputs.rule.defaultRetention).to.deep.equal({ mode: "COMPLIANCE", days: 2557 });
  });

  it("moves objects to Glacier Instant Retrieval after 90 days and ends them when the lock does", () => {
    const [rule] = ofType(planned, "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
      .map(({ inputs }) => inputs.rules[0])
      .filter(({ transitions }) => transitions[0].storageClass === "GLACIER_IR");
    expect(rule.transitions[0].days).to.equal(90);
    expect(rule.expiration.days).to.equal(2557);
  });

  it("logs access to a bucket of its own", () => {
    const { inputs } = only(planned, "aws:s3/bucketLogging:BucketLogging");
    expect(inputs.targetBucket).to.equal("phiguard-test-ledger-access-log-123456789012-us-east-1");
  });

  it("lets nobody delete, and nobody but its writers add", () => {
    const policy = ofType(planned, "aws:s3/bucketPolicy:BucketPolicy").find(({ name }) => name.includes("store"));
    const sids = statementsIn(policy?.inputs.policy as string).map(({ Sid }) => Sid);
    expect(sids).to.include.members(["DenyDeletion", "OnlyWritersWrite", "DenyPlainTransport"]);
    expect(onlyWritersWrite(place, LEDGER).Condition).to.deep.equal({
      ArnNotEquals: {
        "aws:PrincipalArn": ["evidence-collect", "evidence-intake", "report-run", "evidence-pipeline"].map(
          (role) => `arn:aws:iam::123456789012:role/phiguard-test-${role}`,
        ),
      },
    });
  });

  it("refuses a lock of less than six years", async () => {
    expect(await refusal(() => ledgerOf(2191))).to.contain("a whole number in [2192, 36500]; got 2191");
  });
});

describe("who may do what with the ledger", () => {
  const batch = `${LEDGER}/batches/day=2026-11-22/a.jsonl`;
  const head = `${LEDGER}/heads/000000000001.json`;
  const records = `${LEDGER}/policy-records/p/run.jsonl`;
  const kept = `${LEDGER}/reports/${"a".repeat(64)}/report.html`;
  const workgroup = "arn:aws:athena:us-east-1:123456789012:workgroup/phiguard-test-evidence";
  const who = {
    intake: intakeStatements,
    report: reportStatements,
    collection: collectionStatements,
    pipeline: pipelineStatements,
    auditor: auditorStatements,
  };
  const rows: [keyof typeof who, string, string, boolean][] = [
    ["intake", "s3:PutObject", batch, true],
    ["intake", "s3:PutObject", head, false],
    ["intake", "s3:GetObject", batch, false],
    ["report", "s3:PutObject", head, true],
    ["report", "s3:PutObjectRetention", head, true],
    ["report", "s3:GetObject", head, true],
    ["report", "s3:GetObject", records, true],
    ["report", "s3:DeleteObject", head, false],
    ["report", "s3:PutObject", kept, true],
    ["report", "s3:PutObjectRetention", kept, true],
    ["report", "s3:GetObjectRetention", kept, true],
    ["report", "s3:DeleteObjectVersion", kept, false],
    ["collection", "s3:PutObject", `${LEDGER}/policy-records/collected/day=2026-11-22/a.jsonl`, true],
    ["collection", "s3:PutObject", records, false],
    ["collection", "s3:GetObject", records, false],
    ["collection", "securityhub:GetFindings", "arn:aws:securityhub:us-east-1:123456789012:hub/default", true],
    ["collection", "guardduty:GetFindings", "arn:aws:guardduty:us-east-1:123456789012:detector/a", true],
    ["collection", "securityhub:BatchImportFindings", "*", false],
    ["collection", "guardduty:ArchiveFindings", "*", false],
    ["collection", "config:PutConfigRule", "*", false],
    ["report", "s3:BypassGovernanceRetention", head, false],
    ["report", "s3:PutObject", batch, false],
    ["report", "s3:GetObject", batch, true],
    ["report", "s3:PutObjectRetention", batch, false],
    ["report", "s3:PutObject", records, false],
    ["pipeline", "s3:PutObject", head, false],
    ["pipeline", "s3:PutObject", records, true],
    ["pipeline", "s3:PutObject", batch, false],
    ["pipeline", "s3:PutObject", kept, true],
    ["pipeline", "s3:PutObjectRetention", kept, true],
    ["pipeline", "s3:DeleteObjectVersion", kept, false],
    ["pipeline", "s3:BypassGovernanceRetention", kept, false],
    ["pipeline", "s3:GetObject", records, false],
    ["auditor", "s3:GetObject", batch, true],
    ["auditor", "s3:GetObject", records, true],
    ["auditor", "s3:PutObject", records, false],
    ["auditor", "s3:DeleteObject", batch, false],
    ["auditor", "s3:GetObject", "arn:aws:s3:::phiguard-test-fhir-input-123456789012-us-east-1/a", false],
    ["auditor", "athena:StartQueryExecution", workgroup, true],
    ["auditor", "athena:StartQueryExecution", `${workgroup}-other`, false],
    ["auditor", "athena:UpdateWorkGroup", workgroup, false],
    ["auditor", "glue:GetTable", "arn:aws:glue:us-east-1:123456789012:table/phiguard_test_evidence/observed", true],
    ["auditor", "glue:GetTable", "arn:aws:glue:us-east-1:123456789012:table/claims/claims", false],
  ];
  for (const [role, action, resource, wanted] of rows) {
    it(`the ${role} ${wanted ? "may" : "may not"} ${action} ${resource.slice(-60)}`, () => {
      expect(mayDo(who[role](place), { action, resource })).to.equal(wanted);
    });
  }

  it("auditors and pipelines are the named roles of the account", async () => {
    const planned = await plan(roles);
    const trust = (name: string): unknown =>
      statementsIn(
        ofType(planned, "aws:iam/role:Role").find(({ inputs }) => inputs.name === `phiguard-test-${name}`)?.inputs
          .assumeRolePolicy as string,
      )[0]?.Condition;
    const only_ = (role: string): object => ({
      ArnEquals: { "aws:PrincipalArn": [`arn:aws:iam::123456789012:role/${role}`] },
    });
    expect(trust("evidence-auditor")).to.deep.equal(only_("auditor"));
    expect(trust("evidence-pipeline")).to.deep.equal(only_("pipeline"));
  });
});

describe("DailyCollection", () => {
  const collectionOf = (changes: Partial<DailyCollectionArgs> = {}): DailyCollection => {
    const { collection: runsAs, collectionSchedule: scheduleRole } = roles();
    const { network: _, ...outside } = run;
    return new DailyCollection("collection", { ...outside, runsAs, scheduleRole, hour: 1, ...changes });
  };
  let planned: Planned[] = [];
  before(async () => (planned = await plan(() => collectionOf())));

  it("asks once a day, an hour before the report, and its key of names never leaves KMS", () => {
    expect(only(planned, "aws:scheduler/schedule:Schedule").inputs).to.include({
      scheduleExpression: "cron(0 1 * * ? *)",
      scheduleExpressionTimezone: "UTC",
    });
    const { inputs } = only(planned, "aws:kms/key:Key");
    expect(inputs).to.include({ keyUsage: "GENERATE_VERIFY_MAC", customerMasterKeySpec: "HMAC_256" });
    const { environment } = only(planned, "aws:lambda/function:Function").inputs;
    expect(environment.variables).to.include({ LEDGER_BUCKET: "ledger", COLLECT_REGION: "us-east-1" });
  });

  it("refuses an hour after which no report comes", async () => {
    expect(await refusal(() => collectionOf({ hour: 23 }))).to.contain("a whole number in [0, 22]; got 23");
  });
});

describe("EventIntake", () => {
  let planned: Planned[] = [];
  before(async () => (planned = await plan(() => intakeOf())));

  it("sends every source to the one queue, and what can't be sent to the dead-letter queue", () => {
    const targets = ofType(planned, "aws:cloudwatch/eventTarget:EventTarget");
    expect(targets).to.have.length(EVENT_SOURCES.length);
    expect(new Set(targets.map(({ inputs }) => inputs.arn)).size).to.equal(1);
    expect(new Set(targets.map(({ inputs }) => inputs.deadLetterConfig.arn)).size).to.equal(1);
  });

  it("hides a message for longer than its function may take, and gives up on it after five tries", () => {
    const queue = ofType(planned, "aws:sqs/queue:Queue").find(({ name }) => name === "intake-queue");
    expect(queue?.inputs.visibilityTimeoutSeconds).to.be.at.least(6 * intake.timeoutSeconds);
    expect(JSON.parse(queue?.inputs.redrivePolicy as string).maxReceiveCount).to.equal(5);
    expect(queue?.inputs.kmsMasterKeyId).to.equal("arn:key");
  });

  it("takes back alone what could not be made a record", () => {
    const { inputs } = only(planned, "aws:lambda/eventSourceMapping:EventSourceMapping");
    expect(inputs.functionResponseTypes).to.deep.equal(["ReportBatchItemFailures"]);
    expect(inputs.functionName).to.match(/:function:phiguard-test-evidence-intake:live$/);
  });

  it("hears workloads, and no other program's events", () => {
    const [audit] = EVENT_SOURCES;
    const event = { source: "phiguard.recovery", "detail-type": "Audit event" };
    expect(audit?.pattern).to.deep.equal({ source: [{ prefix: "phiguard." }], "detail-type": ["Audit event"] });
    expect(matchesEvent({ "detail-type": ["Audit event"] }, event)).to.equal(true);
  });

  it("refuses more batches at a time than a queue's poller starts", async () => {
    expect(await refusal(() => intakeOf({ concurrency: 1 }))).to.contain("[2, 50]; got 1");
  });
});

describe("DailyReport", () => {
  it("runs once a day at the hour, UTC, and says for when", async () => {
    const { inputs } = only(await plan(() => reportOf()), "aws:scheduler/schedule:Schedule");
    expect(inputs).to.include({ scheduleExpression: "cron(0 2 * * ? *)", scheduleExpressionTimezone: "UTC" });
    expect(inputs.kmsKeyArn).to.equal("arn:key");
    expect(JSON.parse(inputs.target.input as string)).to.deep.equal({ scheduledAt: "<aws.scheduler.scheduled-time>" });
    expect(inputs.target.deadLetterConfig.arn).to.equal(
      `arn:aws:sqs:us-east-1:123456789012:phiguard-test-${report.name}-dlq`,
    );
  });

  it("locks each head for as long as the ledger keeps what it has", async () => {
    const { inputs } = only(await plan(() => reportOf()), "aws:lambda/function:Function");
    expect(inputs.environment.variables).to.include({ RETENTION_DAYS: "2557", SIGNING_KEY: "arn:sign" });
    expect(await refusal(() => reportOf({ retentionDays: 2191 }))).to.contain("[2192, 36500]; got 2191");
  });

  it("refuses midnight, when events of the day are still on their way", async () => {
    expect(await refusal(() => reportOf({ hour: 0 }))).to.contain("[1, 23]; got 0");
  });
});

describe("EvidenceQueries", () => {
  const queries = (scanLimitGiB = 10): EvidenceQueries =>
    new EvidenceQueries("queries", { site, tags: {}, ledgerBucket: "ledger", kmsKeyArn: "arn:key", scanLimitGiB });

  it("has a table whose partitions need no crawler", async () => {
    const planned = await plan(() => queries());
    const { inputs } = only(planned, "aws:glue/catalogTable:CatalogTable");
    expect(inputs.databaseName).to.equal("phiguard_test_evidence");
    expect(inputs.parameters).to.include({
      "projection.enabled": "true",
      "storage.location.template": "s3://ledger/batches/day=${day}/",
      "phiguard:classification": "internal",
    });
    expect(inputs.storageDescriptor.location).to.equal("s3://ledger/batches/");
  });

  it("keeps results with Athena, under the key, whatever a client asks for", async () => {
    const { inputs } = only(await plan(() => queries()), "aws:athena/workgroup:Workgroup");
    expect(inputs.configuration).to.deep.include({
      enforceWorkgroupConfiguration: true,
      bytesScannedCutoffPerQuery: 10 * 2 ** 30,
      managedQueryResultsConfiguration: { enabled: true, encryptionConfiguration: { kmsKey: "arn:key" } },
    });
  });

  it("offers every query over audit events to who may only read, as a statement of its own", async () => {
    const made = ofType(await plan(() => queries()), "aws:athena/namedQuery:NamedQuery");
    const files = readdirSync(path.join(__dirname, "../../reports/queries")).filter((file) => file.endsWith(".sql"));
    expect(made.map(({ inputs }) => inputs.name).sort()).to.deep.equal(
      files.map((file) => `phiguard-test-events-${file.slice(0, -4)}`).sort(),
    );
    for (const { inputs } of made) {
      expect(inputs.query).to.match(/^WITH audit_events AS/);
      expect((inputs.query as string).split("?").length - 1).to.equal(6);
      expect(inputs.database).to.equal("phiguard_test_evidence");
    }
  });

  it("has in the ledger's table every column that the queries take", () => {
    const known = new Set(EVENT_COLUMNS.map(([name]) => name));
    const [{ sql }] = eventQueries() as [EventQuery];
    const taken = ["auditid", "observedat", "collectedat", "actor", "detail", "purpose", "recipient", "reason", "kind"];
    for (const name of taken) {
      expect(known.has(name), name).to.equal(true);
      expect(sql).to.contain(name);
    }
  });

  it("refuses a limit of nothing", async () => {
    expect(await refusal(() => queries(0))).to.contain("[1, 10000]; got 0");
  });
});
