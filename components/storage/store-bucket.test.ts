import { expect } from "chai";
import { ofType, only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { AccessLogBucket } from "./access-log-bucket";
import { StoreBucket, type StoreBucketArgs } from "./store-bucket";

const NAME = "phiguard-test-audit-123456789012-us-east-1";
const args: StoreBucketArgs = {
  site: testSite(),
  tags: { "phiguard:classification": "phi" },
  role: "audit",
  kmsKeyArn: "arn:key",
  accessLogBucket: "logs",
  lifecycle: { retentionDays: 2557, coldAfterDays: 90, coldClass: "GLACIER_IR" },
};
const lock = { mode: "COMPLIANCE", days: 2557 } as const;

describe("StoreBucket", () => {
  it("is closed, encrypted, versioned, logged, and keeps its content", async () => {
    const planned = await plan(() => new StoreBucket("b", args));
    const rows: [string, object][] = [
      ["aws:s3/bucket:Bucket", { bucket: NAME, forceDestroy: false, objectLockEnabled: false, tags: args.tags }],
      [
        "aws:s3/bucketOwnershipControls:BucketOwnershipControls",
        { bucket: NAME, rule: { objectOwnership: "BucketOwnerEnforced" } },
      ],
      [
        "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
        {
          bucket: NAME,
          blockPublicAcls: true,
          blockPublicPolicy: true,
          ignorePublicAcls: true,
          restrictPublicBuckets: true,
        },
      ],
      [
        "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration",
        {
          bucket: NAME,
          rules: [
            {
              applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:key" },
              bucketKeyEnabled: true,
            },
          ],
        },
      ],
      ["aws:s3/bucketVersioning:BucketVersioning", { bucket: NAME, versioningConfiguration: { status: "Enabled" } }],
      ["aws:s3/bucketNotification:BucketNotification", { bucket: NAME, eventbridge: true }],
      ["aws:s3/bucketLogging:BucketLogging", { bucket: NAME, targetBucket: "logs", targetPrefix: "audit/" }],
    ];
    for (const [type, inputs] of rows) expect(only(planned, type).inputs, type).to.deep.equal(inputs);
    expect(ofType(planned, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")).to.be.empty;
  });

  it("refuses plain HTTP, old TLS and other encryption in its policy", async () => {
    const planned = await plan(() => new StoreBucket("b", args));
    const policy = JSON.parse(only(planned, "aws:s3/bucketPolicy:BucketPolicy").inputs.policy);
    expect(policy.Statement.map((s: { Sid: string }) => s.Sid)).to.deep.equal([
      "DenyOtherEncryption",
      "DenyPlainTransport",
      "DenyOldTls",
    ]);
    expect(policy.Statement[1].Resource).to.deep.equal([`arn:aws:s3:::${NAME}`, `arn:aws:s3:::${NAME}/*`]);
  });

  it("locks versions when asked to", async () => {
    const planned = await plan(() => new StoreBucket("b", { ...args, objectLock: lock }));
    expect(only(planned, "aws:s3/bucket:Bucket").inputs.objectLockEnabled).to.equal(true);
    expect(only(planned, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration").inputs).to.deep.equal({
      bucket: NAME,
      objectLockEnabled: "Enabled",
      rule: { defaultRetention: lock },
    });
  });

  it("has a lock without a default for writers that S3 would refuse", async () => {
    const planned = await plan(() => new StoreBucket("b", { ...args, objectLock: "no-default" }));
    expect(only(planned, "aws:s3/bucket:Bucket").inputs.objectLockEnabled).to.equal(true);
    expect(ofType(planned, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")).to.be.empty;
  });

  it("takes a name of the team's own", async () => {
    const planned = await plan(() => new StoreBucket("b", { ...args, bucketName: "own-name" }));
    expect(only(planned, "aws:s3/bucket:Bucket").inputs.bucket).to.equal("own-name");
  });

  const refused: [Partial<StoreBucketArgs>, string][] = [
    [
      { objectLock: { ...lock, days: 0 } },
      'StoreBucket "b": objectLock.days must be a whole number in [1, 36500]; got 0',
    ],
    [{ objectLock: { ...lock, days: 36_501 } }, "objectLock.days"],
    [{ lifecycle: { ...args.lifecycle, retentionDays: 30 } }, "lifecycle.retentionDays"],
  ];
  for (const [change, message] of refused) {
    it(`refuses ${JSON.stringify(change)}`, async () => {
      expect(await refusal(() => new StoreBucket("b", { ...args, ...change }))).to.contain(message);
    });
  }
});

describe("AccessLogBucket", () => {
  it("has what S3's log delivery needs: S3's own keys, no lock, its permission", async () => {
    const { site, role, lifecycle } = args;
    const planned = await plan(() => new AccessLogBucket("l", { site, workload: "test", role, lifecycle }));
    const encryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";
    expect(only(planned, encryption).inputs.rules).to.deep.equal([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } },
    ]);
    const bucket = only(planned, "aws:s3/bucket:Bucket").inputs;
    expect(bucket.objectLockEnabled).to.equal(false);
    expect(bucket.tags).to.include({ "phiguard:workload": "test", "phiguard:purpose": "access-log" });
    expect(ofType(planned, "aws:s3/bucketLogging:BucketLogging")).to.be.empty;
    const policy = JSON.parse(only(planned, "aws:s3/bucketPolicy:BucketPolicy").inputs.policy);
    expect(policy.Statement.map((s: { Sid: string }) => s.Sid)).to.include("AcceptAccessLogs");
  });
});
