import { expect } from "chai";
import { mayDo, statementsIn, type AccessRequest } from "../testing/access";
import { ofType, only, plan, testSite, type Planned } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { intakePattern } from "./fhir-intake";
import { FhirFlow, uploadPattern, type FhirFlowArgs } from "./fhir-flow";
import { fhirRoles } from "./fhir-roles";
import { FhirStore } from "./fhir-store";

const site = testSite();

function make(changes: Partial<FhirFlowArgs> = {}): FhirFlow {
  const store = new FhirStore("h", {
    site,
    workload: "healthlake",
    datastoreName: "records",
    preloadSynthetic: false,
    kmsKeyArn: "arn:key",
    kmsKeyAlias: "alias/phi",
    lifecycle: { retentionDays: 2557, coldAfterDays: 90, coldClass: "STANDARD_IA" },
    objectLock: { mode: "COMPLIANCE", days: 35 },
    replicated: false,
  });
  return new FhirFlow("f", {
    site,
    tags: { t: "phi" },
    internalTags: { t: "internal" },
    roles: fhirRoles("f", { site, workload: "healthlake", inNetwork: false }, {}),
    store,
    dataAccessRoleArn: "arn:role",
    kmsKeyArn: "arn:key",
    idKeyArn: "arn:id-key",
    platformKeyArn: "arn:platform-key",
    exportEveryHours: 24,
    alertEmails: [],
    logRetentionDays: 731,
    alarmTopicArn: "arn:topic",
    ...changes,
  });
}

describe("FhirFlow", () => {
  let planned: Planned[] = [];
  before(async () => (planned = await plan(() => make())));

  it("has six functions, each with a role, variables and key of its own", () => {
    const functions = ofType(planned, "aws:lambda/function:Function").map(({ inputs }) => inputs);
    expect(functions.map(({ name }) => name)).to.have.members(
      ["convert", "import", "export", "jobs", "analytics", "legal-hold"].map((name) => `phiguard-test-fhir-${name}`),
    );
    for (const { kmsKeyArn, name } of functions) expect(kmsKeyArn, name).to.equal("arn:key");
    expect(new Set(functions.map(({ role }) => role)).size).to.equal(6);
  });

  it("keeps what any target does not take", () => {
    const targets = ofType(planned, "aws:cloudwatch/eventTarget:EventTarget").map(({ inputs }) => inputs);
    expect(targets).to.have.length(4);
    for (const { deadLetterConfig, targetId } of targets) {
      expect(deadLetterConfig.arn, targetId).to.contain("f-events-dlq-queue");
    }
    const queue = ofType(planned, "aws:sqs/queuePolicy:QueuePolicy").find(({ name }) =>
      name.startsWith("f-events-dlq"),
    );
    const [statement] = statementsIn(queue?.inputs.policy);
    expect(statement?.Condition?.["ArnEquals"]?.["aws:SourceArn"]).to.deep.equal(
      ["uploads", "intake", "job-steps", "exported"].map(
        (rule) => `arn:aws:events:us-east-1:123456789012:rule/phiguard-test-fhir-${rule}`,
      ),
    );
  });

  it("queues uploads in one order, and gives one that must wait ten minutes", () => {
    const queue = ofType(planned, "aws:sqs/queue:Queue").find(({ name }) => name === "f-uploads-queue")?.inputs;
    expect(queue).to.include({
      name: "phiguard-test-fhir-uploads.fifo",
      fifoQueue: true,
      contentBasedDeduplication: true,
      visibilityTimeoutSeconds: 600,
    });
    expect(JSON.parse(queue?.redrivePolicy)).to.have.property("maxReceiveCount", 288);
    const letters = ofType(planned, "aws:sqs/queue:Queue").find(({ name }) => name === "f-uploads-dlq-queue")?.inputs;
    expect(letters).to.include({ name: "phiguard-test-fhir-uploads-dlq.fifo", fifoQueue: true });
    const readers = ofType(planned, "aws:lambda/eventSourceMapping:EventSourceMapping").map(({ inputs }) => inputs);
    expect(readers.map(({ functionName }) => functionName)).to.have.members(
      ["import", "convert"].map(
        (name) => `arn:aws:lambda:us-east-1:123456789012:function:phiguard-test-fhir-${name}:live`,
      ),
    );
    for (const reader of readers) {
      expect(reader).to.deep.include({ batchSize: 1, functionResponseTypes: ["ReportBatchItemFailures"] });
    }
  });

  it("hands over a JSON object with bucket, key, version and size", () => {
    const object = ["bucket", "key", "version", "sizeBytes"];
    for (const [role, group, fields] of [
      ["fhir-uploads", "imports", object],
      ["fhir-intake", "intake", [...object, "time"]],
    ] as const) {
      const target = ofType(planned, "aws:cloudwatch/eventTarget:EventTarget").find(
        ({ inputs }) => inputs.targetId === role,
      );
      const { inputTemplate, inputPaths } = (target as Planned).inputs["inputTransformer"];
      const filled = Object.keys(inputPaths).reduce((text, name) => text.replace(`<${name}>`, '"v"'), inputTemplate);
      expect(Object.keys(JSON.parse(filled))).to.deep.equal(fields);
      expect(target?.inputs.sqsTarget).to.deep.equal({ messageGroupId: group });
    }
  });

  it("exports on a schedule, where there is one, with a name for each call", async () => {
    const { inputs } = only(planned, "aws:scheduler/schedule:Schedule");
    expect(inputs.scheduleExpression).to.equal("rate(24 hours)");
    expect(JSON.parse(inputs.target.input)).to.deep.equal({
      requestId: "<aws.scheduler.execution-id>",
      reason: "schedule",
    });
    const asked = await plan(() => make({ exportEveryHours: undefined }));
    expect(ofType(asked, "aws:scheduler/schedule:Schedule")).to.be.empty;
  });

  for (const exportEveryHours of [0, 721, 1.5]) {
    it(`refuses an export every ${exportEveryHours} hours`, async () =>
      expect(await refusal(() => make({ exportEveryHours }))).to.contain(
        "exportEveryHours must be a whole number in [1, 720]",
      ));
  }

  it("puts the topic of alerts under the platform's key", () => {
    expect(only(planned, "aws:sns/topic:Topic").inputs).to.include({
      name: "phiguard-test-clinical-alerts",
      kmsMasterKeyId: "arn:platform-key",
    });
  });

  const may = (which: string, request: AccessRequest): boolean =>
    mayDo(
      statementsIn(
        ofType(planned, "aws:iam/policy:Policy").find(({ inputs }) => inputs.name === `phiguard-test-fhir-${which}`)
          ?.inputs.policy,
      ),
      request,
    );
  const bucket = (role: string): string => `arn:aws:s3:::phiguard-test-fhir-${role}-123456789012-us-east-1`;
  const pass = (service: string): AccessRequest => ({
    action: "iam:PassRole",
    resource: "arn:aws:iam::123456789012:role/phiguard-test-healthlake-data-access",
    context: { "iam:PassedToService": service },
  });
  const rows: [string, string, AccessRequest, boolean][] = [
    ["import", "hands its role to HealthLake", pass("healthlake.amazonaws.com"), true],
    ["import", "hands its role to another service", pass("ec2.amazonaws.com"), false],
    [
      "import",
      "reads a file of patients",
      { action: "s3:GetObjectVersion", resource: `${bucket("input")}/fhir/files/a` },
      false,
    ],
    [
      "import",
      "reads a manifest",
      { action: "s3:GetObjectVersion", resource: `${bucket("input")}/fhir/manifests/a` },
      true,
    ],
    [
      "convert",
      "reads what was dropped",
      { action: "s3:GetObjectVersion", resource: `${bucket("input")}/intake/hl7/a` },
      true,
    ],
    [
      "convert",
      "reads an upload",
      { action: "s3:GetObjectVersion", resource: `${bucket("input")}/fhir/files/a` },
      false,
    ],
    ["convert", "hands over a file", { action: "s3:PutObject", resource: `${bucket("input")}/fhir/converted/a` }, true],
    [
      "convert",
      "drops a message itself",
      { action: "s3:PutObject", resource: `${bucket("input")}/intake/hl7/a` },
      false,
    ],
    ["convert", "reads an export", { action: "s3:GetObject", resource: `${bucket("output")}/export/a` }, false],
    ["export", "writes an export itself", { action: "s3:PutObject", resource: `${bucket("output")}/export/a` }, false],
    ["jobs", "reads an export", { action: "s3:GetObject", resource: `${bucket("output")}/export/a` }, false],
    ["analytics", "reads an export", { action: "s3:GetObject", resource: `${bucket("output")}/export/a` }, true],
    ["analytics", "reads an upload", { action: "s3:GetObject", resource: `${bucket("input")}/fhir/files/a` }, false],
    ["legal-hold", "reads what it holds", { action: "s3:GetObject", resource: `${bucket("output")}/export/a` }, false],
    ["legal-hold", "holds", { action: "s3:PutObjectLegalHold", resource: `${bucket("input")}/fhir/files/a` }, true],
  ];
  for (const [which, what, request, allowed] of rows) {
    it(`${allowed ? "lets" : "does not let"} the role of fhir-${which}: ${what}`, () =>
      expect(may(which, request)).to.equal(allowed));
  }
});

describe("uploadPattern", () => {
  it("names the bucket, files of NDJSON and manifests, and nothing of the batches themselves", () => {
    const { detail } = uploadPattern("in") as { detail: { object: { key: { wildcard: string }[] } } };
    expect(detail.object.key.map(({ wildcard }) => wildcard)).to.deep.equal([
      "fhir/files/*.ndjson",
      "fhir/manifests/*.json",
    ]);
  });
});

describe("intakePattern", () => {
  it("names the bucket and the two folders", () => {
    expect(intakePattern("in")).to.deep.include({
      detail: {
        bucket: { name: ["in"] },
        object: { key: [{ prefix: "intake/hl7/" }, { prefix: "intake/claims/" }] },
      },
    });
  });
});
