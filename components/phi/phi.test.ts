import { expect } from "chai";
import { INCOMING } from "../../lambdas/phi/contract";
import { boundaryStatements } from "../access/role-boundary";
import { auditStatement } from "../compute/audit-task";
import { mayDo, statementsIn, type AccessRequest } from "../testing/access";
import { ofType, only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { detectStatements, quarantineStatements, releaseStatements, validateStatements } from "./phi-access";
import { PHI_BUCKETS, phiBucketArn } from "./phi-names";
import { PhiPipeline, type PhiChoices } from "./phi-pipeline";
import { PHI_FUNCTIONS, phiRoles } from "./phi-roles";
import { arrivalPattern, PhiRules } from "./phi-rules";
import { PhiStore } from "./phi-store";
import { PhiTables } from "./phi-tables";
import { ReviewQueue } from "./review-queue";
import { reviewerBoundary, reviewerStatements } from "./reviewer-role";

const site = testSite();
const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const tags = { t: "phi" };
const workload = "phi-pipeline";
const reviewers = ["privacy-officer"];

const choices: PhiChoices = {
  operatingPoint: "recall",
  detectors: ["local", "comprehend-medical"],
  releaseBelowPercent: 5,
  quarantineFromPercent: 50,
  sampleSharePercent: 2,
  maxDocumentMb: 10,
  concurrency: 4,
};

function build(changes: Partial<PhiChoices> = {}): PhiPipeline {
  const roles = phiRoles("p", { site, workload, reviewers }, {});
  const store = new PhiStore("p", {
    site,
    workload,
    kmsKeyArn: "arn:key",
    lifecycle: { retentionDays: 2557, coldAfterDays: 90, coldClass: "STANDARD_IA" },
    objectLock: { mode: "COMPLIANCE", days: 35 },
    replicated: false,
  });
  const shared = { site, tags, kmsKeyArn: "arn:key", alarmTopicArn: "arn:topic" };
  return new PhiPipeline("p", {
    ...shared,
    roles,
    store,
    consentTable: "phiguard-test-consents",
    tables: new PhiTables("p-tables", { ...shared, internalTags: tags }),
    reviews: new ReviewQueue("p-reviews", shared),
    network: {
      vpcId: "vpc-1",
      subnetIds: ["subnet-1", "subnet-2"],
      vpcCidr: "10.0.0.0/16",
      s3PrefixListId: "pl-s3",
      dynamodbPrefixListId: "pl-dynamodb",
    },
    logRetentionDays: 731,
    choices: { ...choices, ...changes },
  });
}

const LAYER = "arn:aws:lambda:us-east-1:123456789012:layer:phi-model:4";

describe("PhiPipeline", () => {
  it("gives each function what it reads and no more", async () => {
    const planned = await plan(() => build());
    const variables = Object.fromEntries(
      ofType(planned, "aws:lambda/function:Function").map(({ inputs }) => [inputs.name, inputs.environment.variables]),
    );
    expect(variables["phiguard-test-phi-route"]).to.deep.equal({
      OPERATING_POINT: "recall",
      RELEASE_BELOW_PERCENT: "5",
      QUARANTINE_FROM_PERCENT: "50",
      SAMPLE_SHARE_PERCENT: "2",
    });
    expect(variables["phiguard-test-phi-detect"]).to.include({
      DETECTORS: "local,comprehend-medical",
      MAX_DOCUMENT_BYTES: "10000000",
    });
    expect(variables["phiguard-test-consent-gate"]).to.deep.equal({ CONSENT_TABLE: "phiguard-test-consents" });
    expect(Object.keys(variables)).to.have.length(Object.keys(PHI_FUNCTIONS).length);
  });

  it("gives the layer with a model to the function that runs it, and to no other", async () => {
    const planned = await plan(() => build({ detectors: ["local", "onnx"], modelLayerArn: LAYER }));
    const functions = ofType(planned, "aws:lambda/function:Function");
    const layered = functions.filter(({ inputs }) => inputs.layers !== undefined);
    expect(layered.map(({ inputs }) => [inputs.name, inputs.layers])).to.deep.equal([
      ["phiguard-test-phi-detect", [LAYER]],
    ]);
  });

  it("lets out to DynamoDB only the functions that use tables", async () => {
    const rules = ofType(await plan(() => build()), "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule");
    const named = rules.filter(({ inputs }) => inputs.prefixListId === "pl-dynamodb").map(({ name }) => name);
    expect(named).to.have.members([
      "p-consent-gate-to-dynamodb",
      "p-phi-quarantine-to-dynamodb",
      "p-phi-release-to-dynamodb",
    ]);
  });

  it("has two machines, and the batch's starts the other", async () => {
    const machines = ofType(await plan(() => build({ concurrency: 90 })), "aws:sfn/stateMachine:StateMachine");
    const definitions = Object.fromEntries(
      machines.map(({ inputs }) => [inputs.name, JSON.parse(inputs.definition as string)]),
    );
    const { StartEach } = definitions["phiguard-test-phi-batch"].States;
    expect(StartEach.MaxConcurrency).to.equal(40);
    expect(StartEach.ItemProcessor.States.StartOne.Parameters.StateMachineArn).to.equal(
      "arn:aws:states:us-east-1:123456789012:stateMachine:phiguard-test-phi-pipeline",
    );
    expect(definitions["phiguard-test-phi-pipeline"].StartAt).to.equal("Begin");
  });

  const refused: [Partial<PhiChoices>, string][] = [
    [{ operatingPoint: "fast" as never }, "choices.operatingPoint must be one of recall, balanced"],
    [{ detectors: [] }, "choices.detectors must be one detector at least"],
    [{ detectors: ["guess" as never] }, "choices.detectors must be one of local, comprehend-medical, onnx"],
    [{ detectors: ["local", "onnx"] }, "choices.modelLayerArn must be set with the detector onnx, and only with it"],
    [{ modelLayerArn: LAYER }, "choices.modelLayerArn must be set with the detector onnx, and only with it"],
    [{ releaseBelowPercent: 51 }, "choices.releaseBelowPercent must be a whole number in [0, 50]"],
    [{ quarantineFromPercent: 0 }, "choices.quarantineFromPercent must be a whole number in [1, 100]"],
    [{ sampleSharePercent: 101 }, "choices.sampleSharePercent must be a whole number in [0, 100]"],
    [{ maxDocumentMb: 11 }, "choices.maxDocumentMb must be a whole number in [1, 10]"],
    [{ concurrency: 0 }, "choices.concurrency must be a whole number in [1, 100]"],
  ];
  for (const [changes, message] of refused) {
    it(`refuses ${JSON.stringify(changes)}`, async () => {
      expect(await refusal(() => build(changes))).to.contain(`PhiPipeline "p": ${message}`);
    });
  }
});

describe("PhiStore and PhiTables", () => {
  it("hold PHI in four locked buckets, with an access log", async () => {
    const planned = await plan(() => build());
    const buckets = ofType(planned, "aws:s3/bucket:Bucket").map(({ inputs }) => inputs);
    const phi = buckets.filter((bucket) => bucket.tags["phiguard:classification"] === "phi");
    expect(phi.map(({ bucket }) => bucket)).to.have.members(
      PHI_BUCKETS.map((bucket) => phiBucketArn(place, bucket).split(":::")[1]),
    );
    expect(ofType(planned, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")).to.have.length(4);
  });

  it("find open reviews by age", async () => {
    const tables = ofType(await plan(() => build()), "aws:dynamodb/table:Table").map(({ inputs }) => inputs);
    const [reviews] = tables;
    expect([reviews?.hashKey, reviews?.rangeKey]).to.deep.equal(["documentId", "kind"]);
    expect(reviews?.globalSecondaryIndexes[0]).to.deep.include({
      name: "by-status",
      hashKey: "status",
      rangeKey: "createdAt",
    });
    for (const table of tables)
      expect(table.serverSideEncryption).to.deep.equal({ enabled: true, kmsKeyArn: "arn:key" });
  });

  it("keep a review on the queue for two weeks, and apart what nobody can end", async () => {
    const planned = await plan(
      () => new ReviewQueue("r", { site, tags, kmsKeyArn: "arn:key", alarmTopicArn: "arn:t" }),
    );
    const queue = ofType(planned, "aws:sqs/queue:Queue").find(({ name }) => name === "r-queue");
    expect(queue?.inputs).to.include({
      name: "phiguard-test-phi-reviews",
      kmsMasterKeyId: "arn:key",
      messageRetentionSeconds: 1_209_600,
    });
    expect(JSON.parse(queue?.inputs.redrivePolicy as string)).to.include({ maxReceiveCount: 5 });
  });
});

describe("access to documents", () => {
  const at = (bucket: (typeof PHI_BUCKETS)[number], key: string): string => `${phiBucketArn(place, bucket)}/${key}`;
  const TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/phiguard-test-phi-reviews";
  const QUEUE = "arn:aws:sqs:us-east-1:123456789012:phiguard-test-phi-reviews";
  const letOut = (bucket: "released" | "masked"): AccessRequest => ({
    action: "s3:PutObject",
    resource: at(bucket, "a"),
  });
  const deciding = (attribute: string): AccessRequest => ({
    action: "dynamodb:UpdateItem",
    resource: TABLE,
    context: { "dynamodb:Attributes": attribute },
  });
  const requests: [string, AccessRequest, string[]][] = [
    [
      "read what was sent",
      { action: "s3:GetObjectVersion", resource: at("incoming", "documents/a/b/c") },
      ["validate", "detect", "release", "quarantine"],
    ],
    ["keep spans", { action: "s3:PutObject", resource: at("incoming", "spans/a") }, ["detect"]],
    ["read spans", { action: "s3:GetObject", resource: at("incoming", "spans/a") }, ["release"]],
    ["write over what was sent", { action: "s3:PutObject", resource: at("incoming", "documents/a/b/c") }, []],
    [
      "let out what is not there yet",
      { ...letOut("released"), context: { "s3:if-none-match": "*" } },
      ["release", "reviewer"],
    ],
    ["let out over what is there", letOut("released"), ["release"]],
    ["let out masked", { ...letOut("masked"), context: { "s3:if-none-match": "*" } }, ["release", "reviewer"]],
    ["keep", { action: "s3:PutObject", resource: at("quarantine", "a") }, ["quarantine"]],
    ["read what was kept", { action: "s3:GetObject", resource: at("quarantine", "a") }, ["reviewer"]],
    ["read a sample", { action: "s3:GetObject", resource: at("masked", "a") }, ["reviewer"]],
    [
      "keep labels",
      { action: "s3:PutObject", resource: at("quarantine", "a/document.labels.json") },
      ["quarantine", "reviewer"],
    ],
    ["list what was kept", { action: "s3:ListBucket", resource: phiBucketArn(place, "quarantine") }, []],
    ["delete what was kept", { action: "s3:DeleteObject", resource: at("quarantine", "a") }, []],
    ["decide", deciding("status"), ["reviewer"]],
    ["move a review to another document", deciding("key"), []],
    ["change what nobody names", { action: "dynamodb:UpdateItem", resource: TABLE }, []],
    ["ask for a review", { action: "dynamodb:PutItem", resource: TABLE }, ["release", "quarantine"]],
    ["find reviews", { action: "dynamodb:Query", resource: `${TABLE}/index/by-status` }, ["reviewer"]],
    ["read any item", { action: "dynamodb:GetItem", resource: TABLE }, []],
    ["take reviews", { action: "sqs:ReceiveMessage", resource: QUEUE }, ["reviewer"]],
    ["send reviews", { action: "sqs:SendMessage", resource: QUEUE }, ["release", "quarantine"]],
    ["delete", { action: "s3:DeleteObject", resource: at("incoming", "documents/a/b/c") }, []],
  ];
  const roles = {
    validate: validateStatements(place),
    detect: detectStatements(place, site),
    release: releaseStatements(place),
    quarantine: quarantineStatements(place),
    reviewer: reviewerStatements(place),
  };
  for (const [what, request, allowed] of requests) {
    it(`${allowed.length === 0 ? "nobody may" : `${allowed.join(", ")} may`} ${what}`, () => {
      const may = Object.entries(roles).filter(([, statements]) => mayDo(statements, request));
      expect(may.map(([role]) => role)).to.deep.equal(allowed);
    });
  }

  it("search text as the workload's own roles alone", () => {
    const request = { action: "comprehendmedical:DetectPHI", resource: "*" };
    const as = (of: string): AccessRequest => ({ ...request, context: { "aws:PrincipalTag/phiguard:workload": of } });
    expect(mayDo(roles.detect, as("phi-pipeline"))).to.equal(true);
    expect(mayDo(roles.detect, as("imaging"))).to.equal(false);
  });

  it("is taken for reviews by people of the named roles alone, for an hour", async () => {
    const planned = await plan(() => build());
    const role = ofType(planned, "aws:iam/role:Role").find(
      ({ inputs }) => inputs.name === "phiguard-test-phi-reviewer",
    );
    expect(role?.inputs.maxSessionDuration).to.equal(3600);
    const [trust] = statementsIn(role?.inputs.assumeRolePolicy as string);
    expect(trust?.Condition).to.deep.equal({
      ArnEquals: { "aws:PrincipalArn": ["arn:aws:iam::123456789012:role/privacy-officer"] },
    });
  });

  it("leaves a reviewer room within the boundary", () => {
    const boundary = [...boundaryStatements(place, []), ...reviewerBoundary(place), auditStatement(place, workload)];
    const actions = [...roles.reviewer, auditStatement(place, workload)].flatMap(({ Action, Resource, Condition }) =>
      [Action].flat().flatMap((action) => [Resource].flat().map((resource) => ({ action, resource, Condition }))),
    );
    const unconditional = boundary.map(({ Condition: _, ...statement }) => statement);
    expect(actions.filter((request) => !mayDo(unconditional, request))).to.deep.equal([]);
  });

  it("tell audit events of the own workload alone", () => {
    expect(auditStatement(place, workload)).to.deep.include({
      Resource: "arn:aws:events:us-east-1:123456789012:event-bus/default",
      Condition: {
        "ForAllValues:StringEquals": {
          "events:source": "phiguard.phi-pipeline",
          "events:detail-type": "Audit event",
        },
        Null: { "events:source": "false", "events:detail-type": "false" },
      },
    });
  });
});

describe("PhiRules", () => {
  it("start the pipeline for documents and the batch for manifests, each with a dead-letter queue", async () => {
    const planned = await plan(() => {
      const { rules: role } = phiRoles("p", { site, workload, reviewers }, {});
      return new PhiRules("r", {
        site,
        tags,
        role,
        incomingBucket: "in",
        pipelineArn: "arn:pipeline",
        batchArn: "arn:batch",
        platformKeyArn: "arn:platform-key",
        alarmTopicArn: "arn:topic",
      });
    });
    const patterns = ofType(planned, "aws:cloudwatch/eventRule:EventRule").map(({ inputs }) => inputs.eventPattern);
    expect(patterns).to.deep.equal(
      [INCOMING.documents, INCOMING.manifests].map((part) => JSON.stringify(arrivalPattern("in", part))),
    );
    const targets = ofType(planned, "aws:cloudwatch/eventTarget:EventTarget").map(({ inputs }) => inputs);
    expect(targets.map(({ arn }) => arn)).to.deep.equal(["arn:pipeline", "arn:batch"]);
    for (const { deadLetterConfig, inputTransformer } of targets) {
      expect(deadLetterConfig.arn).to.be.a("string").and.not.be.empty;
      expect(inputTransformer.inputPaths.version).to.equal("$.detail.object.version-id");
    }
    expect(only(planned, "aws:sqs/queue:Queue").inputs.kmsMasterKeyId).to.equal("arn:platform-key");
    const [statement] = statementsIn(only(planned, "aws:sqs/queuePolicy:QueuePolicy").inputs.policy);
    expect(JSON.stringify(statement?.Condition))
      .to.contain("rule/phiguard-test-phi-pipeline")
      .and.contain("rule/phiguard-test-phi-batch");
  });
});
