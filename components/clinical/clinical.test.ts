import { expect } from "chai";
import { ofType, only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { dataAccessStatements } from "./data-access-policy";
import { datastoreArn, datastoreEndpoint, datastoreState } from "./datastore-state";
import { FhirDatastore } from "./fhir-datastore";
import { dataAccessRole, fhirBuckets, FhirStore, type FhirStoreArgs } from "./fhir-store";
import { JobEvents } from "./job-events";

const site = testSite();
const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const args: FhirStoreArgs = {
  site,
  workload: "healthlake",
  datastoreName: "records",
  preloadSynthetic: false,
  kmsKeyArn: "arn:key",
  kmsKeyAlias: "alias/phi",
  lifecycle: { retentionDays: 2557, coldAfterDays: 90, coldClass: "STANDARD_IA" },
  objectLock: { mode: "COMPLIANCE", days: 35 },
  replicated: false,
};

describe("datastoreState", () => {
  const state = { name: "records", kmsKeyId: "alias/phi", preloadSynthetic: false, tags: { a: "b" } };

  it("is an R4 store with a customer key and no made-up patients", () => {
    expect(JSON.parse(datastoreState(state))).to.deep.equal({
      DatastoreName: "records",
      DatastoreTypeVersion: "R4",
      SseConfiguration: { KmsEncryptionConfig: { CmkType: "CUSTOMER_MANAGED_KMS_KEY", KmsKeyId: "alias/phi" } },
      Tags: [{ Key: "a", Value: "b" }],
    });
  });

  it("has made-up patients when asked", () => {
    const { PreloadDataConfig } = JSON.parse(datastoreState({ ...state, preloadSynthetic: true }));
    expect(PreloadDataConfig).to.deep.equal({ PreloadDataType: "SYNTHEA" });
  });

  it("gives ARN and endpoint by id", () => {
    expect(datastoreArn(place, "0a")).to.equal("arn:aws:healthlake:us-east-1:123456789012:datastore/fhir/0a");
    expect(datastoreEndpoint("us-east-1", "0a")).to.equal(
      "https://healthlake.us-east-1.amazonaws.com/datastore/0a/r4/",
    );
  });
});

describe("FhirDatastore", () => {
  for (const datastoreName of ["", "a b", "x".repeat(257)]) {
    it(`refuses the name "${datastoreName.slice(0, 5)}"`, async () => {
      const datastore = { site, tags: {}, datastoreName, kmsKeyId: "alias/phi", preloadSynthetic: false };
      expect(await refusal(() => new FhirDatastore("d", datastore))).to.contain(
        'FhirDatastore "d": datastoreName must be',
      );
    });
  }
});

describe("dataAccessStatements", () => {
  const statements = dataAccessStatements("arn:in", "arn:out");

  it("reads one prefix of the input and writes two of the output", () => {
    const resources = Object.fromEntries(statements.map(({ Sid, Resource }) => [Sid, Resource]));
    expect(resources).to.include({ ReadInput: "arn:in/fhir/*" });
    expect(resources.WriteOutput).to.deep.equal(["arn:out/import-log/*", "arn:out/export/*"]);
  });

  it("names every resource and lists no more than the prefixes", () => {
    for (const { Resource, Action, Condition } of statements) {
      expect([Resource].flat()).to.not.include("*");
      if (Action === "s3:ListBucket") expect(Condition?.StringLike).to.have.property("s3:prefix");
    }
  });
});

describe("FhirStore", () => {
  it("has three buckets: PHI ones locked and logged to the third", async () => {
    const planned = await plan(() => new FhirStore("h", args));
    const buckets = ofType(planned, "aws:s3/bucket:Bucket").map(({ inputs }) => inputs);
    const { input, output, accessLog } = fhirBuckets(place);
    expect(buckets.map(({ bucket }) => bucket)).to.have.members([input, output, accessLog]);
    for (const { bucket, objectLockEnabled, tags } of buckets) {
      const phi = bucket !== accessLog;
      expect(objectLockEnabled, bucket).to.equal(phi);
      expect(tags["phiguard:classification"], bucket).to.equal(phi ? "phi" : "internal");
    }
    const logging = ofType(planned, "aws:s3/bucketLogging:BucketLogging").map(({ inputs }) => inputs);
    expect(logging.map(({ targetBucket }) => targetBucket)).to.deep.equal([accessLog, accessLog]);
  });

  it("gives the data store the customer key by alias", async () => {
    const { inputs } = only(await plan(() => new FhirStore("h", args)), "aws:cloudcontrol/resource:Resource");
    expect(inputs.typeName).to.equal("AWS::HealthLake::FHIRDatastore");
    expect(JSON.parse(inputs.desiredState).SseConfiguration.KmsEncryptionConfig.KmsKeyId).to.equal("alias/phi");
  });

  it("takes bucket names of the team's own, in the role's policy too", async () => {
    const bucketNames = { input: "my-input", output: "my-output" };
    const planned = await plan(() => [
      new FhirStore("h", { ...args, bucketNames }),
      dataAccessRole("h", { site, workload: "healthlake", bucketNames }, {}),
    ]);
    expect(ofType(planned, "aws:s3/bucket:Bucket").map(({ inputs }) => inputs.bucket)).to.include.members([
      "my-input",
      "my-output",
    ]);
    expect(only(planned, "aws:iam/policy:Policy").inputs.policy).to.contain("arn:aws:s3:::my-input/fhir/*");
  });

  it("refuses one name for two buckets", async () => {
    const message = await refusal(() => new FhirStore("h", { ...args, bucketNames: { input: "a-b", output: "a-b" } }));
    expect(message).to.contain('FhirStore "h": bucketNames must be three different names');
  });
});

describe("JobEvents", () => {
  const events = {
    site,
    tags: { t: "phi" },
    internalTags: { t: "internal" },
    phiKeyArn: "arn:phi-key",
    platformKeyArn: "arn:platform-key",
    logRetentionDays: 731,
    alarmTopicArn: "arn:topic",
  };

  it("keeps every event and tells of failures, each with a dead-letter queue", async () => {
    const planned = await plan(() => new JobEvents("j", events));
    const patterns = ofType(planned, "aws:cloudwatch/eventRule:EventRule").map(({ inputs }) =>
      JSON.parse(inputs.eventPattern),
    );
    expect(patterns[0]).to.deep.equal({ source: ["aws.healthlake"] });
    expect(patterns[1]["detail-type"]).to.include.members(["Import Job Failed", "Export Job Completed With Errors"]);
    const targets = ofType(planned, "aws:cloudwatch/eventTarget:EventTarget").map(({ inputs }) => inputs);
    expect(targets).to.have.length(2);
    for (const { deadLetterConfig, roleArn } of targets) {
      expect(deadLetterConfig.arn).to.be.a("string").and.not.be.empty;
      // EventBridge may fail to deliver to an encrypted topic when a role is named.
      expect(roleArn).to.equal(undefined);
    }
  });

  it("lets its rule alone write to the log group, which has the PHI key", async () => {
    const planned = await plan(() => new JobEvents("j", events));
    expect(only(planned, "aws:cloudwatch/logGroup:LogGroup").inputs.kmsKeyId).to.equal("arn:phi-key");
    expect(only(planned, "aws:sqs/queue:Queue").inputs.kmsMasterKeyId).to.equal("arn:platform-key");
    const [statement] = JSON.parse(
      only(planned, "aws:cloudwatch/logResourcePolicy:LogResourcePolicy").inputs.policyDocument,
    ).Statement;
    expect(statement.Resource).to.equal(
      "arn:aws:logs:us-east-1:123456789012:log-group:/aws/events/phiguard/test/healthlake-jobs:*",
    );
    expect(statement.Condition.ArnLike).to.deep.equal({
      "aws:SourceArn": "arn:aws:events:us-east-1:123456789012:rule/phiguard-test-healthlake-jobs",
    });
  });
});
