import { expect } from "chai";
import type { ScannerChoice } from "../../lambdas/claims-check/contract";
import { ServiceRole } from "../access/service-role";
import { FunctionRule } from "../compute/function-rule";
import type { LambdaFunction } from "../compute/function";
import * as pulumi from "@pulumi/pulumi";
import { CustomerKey } from "../keys/customer-key";
import { StoreBucket } from "../storage/store-bucket";
import { DeliveryStream, type DeliveryStreamArgs } from "../streaming/delivery-stream";
import { RecordStream } from "../streaming/record-stream";
import { matchesEvent } from "../testing/event-match";
import { ofType, only, plan, testSite, type Planned } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { ClaimsCheck, createdPattern, scannedPattern } from "./claims-check";
import { lakeKeys } from "./lake-keys";
import { LakeJobs, type LakeJobsArgs } from "./lake-jobs";
import { LakeQueries } from "./lake-queries";
import { lakeRoles } from "./lake-roles";
import { LakeZones } from "./lake-zones";

const site = testSite();
const tags = { t: "internal" };
const phiTags = { t: "phi" };
const lifecycle = { retentionDays: 2557, coldAfterDays: 90, coldClass: "STANDARD_IA" } as const;

function jobsArgs(changes: Partial<LakeJobsArgs> = {}): LakeJobsArgs {
  const people = ["somebody"];
  const roles = lakeRoles(
    "l",
    {
      site,
      workload: "data-platform",
      partners: [],
      personas: {
        "data-engineer": people,
        analyst: people,
        "care-coordinator": people,
        auditor: people,
        administrator: people,
      },
    },
    {},
  );
  const keys = lakeKeys("l", { site, tags: phiTags, internalTags: tags, roles, zoneUses: [], analyticsUses: [] }, {});
  const zones = new LakeZones("l", {
    site,
    workload: "data-platform",
    keys: keys.zones,
    codeKeyArn: keys.code.arn,
    partners: [],
    lifecycle,
    archiveAfterDays: 1095,
    quarantineLock: { mode: "COMPLIANCE", days: 35 },
    replicated: false,
  });
  return {
    site,
    tags,
    phiTags,
    roles,
    keys,
    zones,
    schedule: "cron(0 3 * * ? *)",
    workers: 2,
    timeoutMinutes: 60,
    arrivalDays: 7,
    riskThreshold: 80,
    logRetentionDays: 365,
    deadLetterArn: "arn:queue",
    alarmTopicArn: "arn:topic",
    ...changes,
  };
}

describe("LakeJobs and LakeQueries", () => {
  let planned: Planned[] = [];
  before(async () => {
    planned = await plan(() => {
      const args = jobsArgs();
      const { catalog } = new LakeJobs("j", args);
      new LakeQueries("q", { site, tags, keys: args.keys, catalog, scanLimitGiB: 10 });
    });
  });
  const inputs = (type: string): Planned["inputs"][] => ofType(planned, type).map(({ inputs: of }) => of);

  it("runs Spark by a stage's role and encryption, with logs while it runs, and one run at a time", () => {
    const jobs = inputs("aws:glue/job:Job");
    expect(jobs.map(({ securityConfiguration }) => securityConfiguration)).to.deep.equal(
      ["curate", "refine", "refine", "score"].map((stage) => `phiguard-test-lake-${stage}`),
    );
    for (const job of jobs) {
      expect(job).to.deep.include({
        glueVersion: "5.0",
        workerType: "G.1X",
        numberOfWorkers: 2,
        timeout: 60,
        maxRetries: 0,
      });
      expect(job.executionProperty).to.deep.equal({ maxConcurrentRuns: 1 });
      expect(job.defaultArguments["--enable-continuous-cloudwatch-log"]).to.equal("true");
      expect(job.command.scriptLocation).to.match(/^s3:\/\/phiguard-test-lake-code-.*\/jobs\/\w+\.py$/);
    }
    expect(inputs("aws:s3/bucketObjectv2:BucketObjectv2")).to.have.length(15);
  });

  it("encrypts what a stage writes under its zone's key, and logs and bookmarks under the work's", () => {
    const modes = inputs("aws:glue/securityConfiguration:SecurityConfiguration").map(
      ({ encryptionConfiguration: of }) => [of.s3Encryption, of.cloudwatchEncryption, of.jobBookmarksEncryption],
    );
    expect(modes.map(([s3]) => s3.kmsKeyArn.replace(/.*:/, ""))).to.deep.equal([
      "l-curated-key-key",
      "l-curated-key-key",
      "l-analytics-key-key",
    ]);
    for (const [s3, logs, bookmarks] of modes) {
      expect([s3.s3EncryptionMode, logs.cloudwatchEncryptionMode, bookmarks.jobBookmarksEncryptionMode]).to.deep.equal([
        "SSE-KMS",
        "SSE-KMS",
        "CSE-KMS",
      ]);
    }
  });

  it("begins on a schedule, goes on when all before have ended well, and ends with the catalog", () => {
    const triggers = inputs("aws:glue/trigger:Trigger");
    expect(triggers.map(({ type }) => type)).to.have.members(["SCHEDULED", ...Array(4).fill("CONDITIONAL")]);
    const named = (role: string): Planned["inputs"] | undefined =>
      triggers.find(({ name }) => name === `phiguard-test-${role}`);
    const [score, catalog] = [named("lake-risk-score"), named("lake-catalog")];
    expect(score?.predicate).to.deep.equal({
      logical: "AND",
      conditions: ["patient-id", "code-map"].map((job) => ({
        jobName: `phiguard-test-lake-${job}`,
        logicalOperator: "EQUALS",
        state: "SUCCEEDED",
      })),
    });
    expect(catalog?.actions).to.have.length(4);
    expect(new Set(triggers.map(({ workflowName }) => workflowName))).to.deep.equal(new Set(["phiguard-test-lake"]));
  });

  it("crawls the tables of a database where they lie, and nothing temporary", () => {
    const crawlers = inputs("aws:glue/crawler:Crawler");
    expect(crawlers.map(({ databaseName }) => databaseName)).to.have.members(
      ["raw", "curated", "analytics", "outreach"].map((name) => `phiguard_test_${name}`),
    );
    const paths = crawlers.flatMap(({ s3Targets }) =>
      s3Targets.map(({ path }: { path: string }) => path.replace(/-123456789012-us-east-1/, "")),
    );
    expect(paths).to.have.members([
      "s3://phiguard-test-lake-raw/claims/accepted/",
      "s3://phiguard-test-lake-raw/decisions/accepted/",
      "s3://phiguard-test-lake-raw/ehr/accepted/",
      "s3://phiguard-test-lake-raw/notes/",
      "s3://phiguard-test-lake-curated/",
      "s3://phiguard-test-lake-analytics/de-identified/",
      "s3://phiguard-test-lake-analytics/outreach/",
    ]);
    for (const { s3Targets } of crawlers) expect(s3Targets[0].exclusions).to.include("temporary/**");
  });

  it("bounds what a query reads, overrules clients, and keeps results under the zone's key", () => {
    for (const { configuration } of inputs("aws:athena/workgroup:Workgroup")) {
      expect(configuration).to.include({
        enforceWorkgroupConfiguration: true,
        bytesScannedCutoffPerQuery: 10 * 1024 ** 3,
      });
      expect(configuration.managedQueryResultsConfiguration.enabled).to.equal(true);
      expect(configuration.managedQueryResultsConfiguration.encryptionConfiguration.kmsKey).to.match(
        /(curated|analytics)-key/,
      );
    }
    expect(inputs("aws:athena/namedQuery:NamedQuery").map(({ database }) => database)).to.deep.equal([
      "phiguard_test_analytics",
      "phiguard_test_analytics",
      "phiguard_test_outreach",
      "phiguard_test_outreach",
    ]);
  });

  for (const [change, message] of [
    [{ workers: 1 }, "workers"],
    [{ timeoutMinutes: 4 }, "timeoutMinutes"],
    [{ arrivalDays: 91 }, "arrivalDays"],
  ] as const) {
    it(`refuses ${JSON.stringify(change)}`, async () =>
      expect(await refusal(() => new LakeJobs("j", jobsArgs(change)))).to.contain(message));
  }
});

describe("DeliveryStream", () => {
  const args = (changes: Partial<DeliveryStreamArgs> = {}): DeliveryStreamArgs => {
    const key = new CustomerKey("k", { site, tags: phiTags, role: "k", description: "d", uses: [] });
    const stream = {
      site,
      tags: phiTags,
      internalTags: tags,
      role: "notes",
      kmsKeyArn: key.arn,
      shards: 2,
      retentionHours: 24,
      lagMinutes: 15,
    };
    const bucket = { site, tags: phiTags, role: "raw", kmsKeyArn: key.arn, accessLogBucket: "log", lifecycle };
    return {
      site,
      tags: phiTags,
      internalTags: tags,
      role: "notes",
      stream: new RecordStream("s", { ...stream, alarmTopicArn: "arn:topic" }),
      deliversAs: new ServiceRole("r", {
        site,
        tags,
        role: "r",
        description: "d",
        service: "firehose.amazonaws.com",
        statements: () => [],
      }),
      bucket: new StoreBucket("b", bucket),
      bucketKeyArn: key.arn,
      prefix: "notes/",
      errorPrefix: "errors/notes/",
      bufferMinutes: 5,
      lateMinutes: 15,
      logKeyArn: key.arn,
      logPrefix: "/aws/kinesisfirehose",
      logRole: "delivery",
      logRetentionDays: 365,
      alarmTopicArn: "arn:topic",
      ...changes,
    };
  };

  it("delivers by hour, compressed, under the bucket's key, and keeps what it can't", async () => {
    const planned = await plan(() => new DeliveryStream("d", args()));
    const { inputs } = only(planned, "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream");
    const hour = "year=!{timestamp:yyyy}/month=!{timestamp:MM}/day=!{timestamp:dd}/hour=!{timestamp:HH}/";
    expect(inputs.destination).to.equal("extended_s3");
    expect(inputs.extendedS3Configuration).to.include({
      prefix: `notes/${hour}`,
      errorOutputPrefix: `errors/notes/!{firehose:error-output-type}/${hour}`,
      bufferingInterval: 300,
      compressionFormat: "GZIP",
    });
    expect(inputs.kinesisSourceConfiguration.kinesisStreamArn).to.contain("stream/phiguard-test-notes");
    const late = ofType(planned, "aws:cloudwatch/metricAlarm:MetricAlarm").find(({ inputs: of }) =>
      of.name.endsWith("notes-late"),
    );
    expect(late?.inputs).to.deep.include({ metricName: "DeliveryToS3.DataFreshness", threshold: 900 });
  });

  it("refuses an alarm before records may be there", async () => {
    expect(await refusal(() => new DeliveryStream("d", args({ lateMinutes: 4 })))).to.contain("lateMinutes");
    expect(await refusal(() => new DeliveryStream("d", args({ bufferMinutes: 16 })))).to.contain("bufferMinutes");
  });
});

describe("FunctionRule", () => {
  it("calls the live version, lets this rule in alone, and keeps what it could not deliver", async () => {
    const target = { functionName: pulumi.output("f"), liveArn: pulumi.output("arn:live") } as LambdaFunction;
    const planned = await plan(
      () =>
        new FunctionRule("r", {
          site,
          tags,
          role: "r",
          description: "d",
          pattern: { source: ["s"] },
          target,
          deadLetterArn: "arn:queue",
        }),
    );
    expect(only(planned, "aws:lambda/permission:Permission").inputs).to.deep.include({
      function: "f",
      qualifier: "live",
      principal: "events.amazonaws.com",
      sourceArn: "arn:aws:events:us-east-1:123456789012:rule/phiguard-test-r",
    });
    expect(only(planned, "aws:cloudwatch/eventTarget:EventTarget").inputs).to.deep.include({
      arn: "arn:live",
      deadLetterConfig: { arn: "arn:queue" },
    });
  });
});

describe("ClaimsCheck", () => {
  const made = (scanner: ScannerChoice): Promise<Planned[]> =>
    plan(() => {
      const { zones, roles } = jobsArgs();
      const { raw, quarantine } = zones.buckets;
      new ClaimsCheck("c", {
        ...{ site, tags, phiTags, roles, raw, quarantine, scanner, checksumsRequired: ["north"] },
        ...{ kmsKeyArn: "arn:key", deadLetterArn: "arn:queue", alarmTopicArn: "arn:topic" },
        ...{ logRetentionDays: 365, concurrency: 2 },
        network: { vpcId: "vpc-1", subnetIds: ["subnet-1"], vpcCidr: "10.20.0.0/16", s3PrefixListId: "pl-1" },
      });
    });
  const ruleOf = (planned: readonly Planned[]): unknown =>
    ofType(planned, "aws:cloudwatch/eventRule:EventRule")
      .map(({ inputs }) => JSON.parse(String(inputs.eventPattern)))
      .map(({ source }) => source[0]);
  const settingsOf = (planned: readonly Planned[]): Record<string, string> =>
    only(planned, "aws:lambda/function:Function").inputs.environment.variables;

  it("hears of GuardDuty's scans, and has it scan what partners upload", async () => {
    const planned = await made({ kind: "guardduty" });
    expect(ruleOf(planned)).to.deep.equal(["aws.guardduty"]);
    expect(
      only(planned, "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan").inputs.protectedResource.s3Bucket
        .objectPrefixes,
    ).to.deep.equal(["claims/incoming/"]);
    expect(settingsOf(planned)).to.include({ CHECKSUMS_REQUIRED: '["north"]', SCANNER: '{"kind":"guardduty"}' });
  });

  it("hears of uploads themselves where clamd is asked, and has GuardDuty scan nothing", async () => {
    const scanner = { kind: "clamd", host: "clamd.example.org", port: 443, longestBytes: 1e8 } as const;
    const planned = await made(scanner);
    expect(ruleOf(planned)).to.deep.equal(["aws.s3"]);
    expect(ofType(planned, "aws:guardduty/malwareProtectionPlan:MalwareProtectionPlan")).to.be.empty;
    expect(JSON.parse(settingsOf(planned)["SCANNER"] ?? "")).to.deep.equal(scanner);
    expect(createdPattern("raw")).to.deep.include({ "detail-type": ["Object Created"] });
  });
});

describe("scannedPattern", () => {
  it("hears every result of a scan of the zone's bucket, and of no other", () => {
    const event = (bucketName: string, scanResultStatus: string): object => ({
      source: "aws.guardduty",
      "detail-type": "GuardDuty Malware Protection Object Scan Result",
      detail: { s3ObjectDetails: { bucketName }, scanResultDetails: { scanResultStatus } },
    });
    // The prefix of the key is left to EventBridge: the tests' matcher knows none.
    const { detail, ...rest } = scannedPattern("raw") as { detail: { s3ObjectDetails: { bucketName: string[] } } };
    const pattern = { ...rest, detail: { s3ObjectDetails: { bucketName: detail.s3ObjectDetails.bucketName } } };
    expect(matchesEvent(pattern, event("raw", "THREATS_FOUND"))).to.equal(true);
    expect(matchesEvent(pattern, event("raw", "NO_THREATS_FOUND"))).to.equal(true);
    expect(matchesEvent(pattern, event("other", "THREATS_FOUND"))).to.equal(false);
  });
});
