import { expect } from "chai";
import { type Properties, SECRET_SIGNATURE, SIGNATURE_KEY, UNKNOWN } from "../wire";
import { nearest } from "./check";
import { standIn, urnOf } from "./testing";

const secret = (value: unknown): Properties => ({ [SIGNATURE_KEY]: SECRET_SIGNATURE, value });
const encryption = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration";

describe("check", () => {
  const aws = standIn();
  const valid: { name: string; token: string; inputs: Properties }[] = [
    { name: "nothing that is not needed", token: "aws:s3/bucket:Bucket", inputs: {} },
    {
      name: "unknown values",
      token: "aws:ec2/subnet:Subnet",
      inputs: { vpcId: UNKNOWN, cidrBlock: UNKNOWN, tags: UNKNOWN },
    },
    {
      name: "a secret of the right type",
      token: "aws:ssm/parameter:Parameter",
      inputs: { type: "SecureString", value: secret("x") },
    },
    { name: "a null for nothing", token: "aws:s3/bucket:Bucket", inputs: { tags: null } },
    {
      name: "a text or an object, as declared",
      token: "aws:iam/role:Role",
      inputs: { assumeRolePolicy: { Version: "2012-10-17", Statement: [] } },
    },
    {
      name: "nested members",
      token: encryption,
      inputs: { bucket: "b", rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }] },
    },
    { name: "an unknown inside a list", token: encryption, inputs: { bucket: "b", rules: [UNKNOWN] } },
    {
      name: "an asset",
      token: "aws:s3/bucketObject:BucketObject",
      inputs: { bucket: "b", source: { [SIGNATURE_KEY]: "c44067f5952c0a294b673a41bacd8c17", hash: "h", text: "t" } },
    },
  ];
  for (const { name, token, inputs } of valid) {
    it(`takes ${name}`, () => expect(aws.check(urnOf(token), {}, inputs).failures).to.deep.equal([]));
  }

  const invalid: { name: string; token: string; inputs: Properties; property: string; says: string }[] = [
    {
      name: "a misspelt property",
      token: "aws:s3/bucket:Bucket",
      inputs: { bukcet: "b" },
      property: "bukcet",
      says: '"bukcet" is not a property of aws:s3/bucket:Bucket; did you mean "bucket"?',
    },
    {
      name: "a property of nothing",
      token: "aws:s3/bucket:Bucket",
      inputs: { zzzzzzzz: 1 },
      property: "zzzzzzzz",
      says: '"zzzzzzzz" is not a property of aws:s3/bucket:Bucket',
    },
    {
      name: "a missing property",
      token: "aws:ec2/subnet:Subnet",
      inputs: {},
      property: "vpcId",
      says: 'aws:ec2/subnet:Subnet needs "vpcId"',
    },
    {
      name: "a null where something is needed",
      token: "aws:ec2/subnet:Subnet",
      inputs: { vpcId: null },
      property: "vpcId",
      says: 'needs "vpcId"',
    },
    {
      name: "a number for a text",
      token: "aws:s3/bucket:Bucket",
      inputs: { bucket: 1 },
      property: "bucket",
      says: "must be a string; got a number",
    },
    {
      name: "a text for a boolean",
      token: "aws:kms/key:Key",
      inputs: { enableKeyRotation: "yes" },
      property: "enableKeyRotation",
      says: "must be a boolean; got a string",
    },
    {
      name: "an object for a list",
      token: encryption,
      inputs: { bucket: "b", rules: {} },
      property: "rules",
      says: "must be a list; got an object",
    },
    {
      name: "a list for an object",
      token: "aws:s3/bucket:Bucket",
      inputs: { tags: ["a"] },
      property: "tags",
      says: "must be an object; got a list",
    },
    {
      name: "a wrong value in a map",
      token: "aws:s3/bucket:Bucket",
      inputs: { tags: { a: 1 } },
      property: "tags.a",
      says: "must be a string; got a number",
    },
    {
      name: "a misspelt nested property",
      token: encryption,
      inputs: { bucket: "b", rules: [{ bucketKeyEnable: true }] },
      property: "rules[0].bucketKeyEnable",
      says: 'did you mean "bucketKeyEnabled"?',
    },
    {
      name: "a missing nested property",
      token: encryption,
      inputs: { bucket: "b", rules: [{ applyServerSideEncryptionByDefault: {} }] },
      property: "rules[0].applyServerSideEncryptionByDefault.sseAlgorithm",
      says: "needs",
    },
    {
      name: "an output given as an input",
      token: "aws:s3/bucket:Bucket",
      inputs: { arn: "a" },
      property: "arn",
      says: "is not a property of",
    },
    {
      name: "a name that AWS would not take",
      token: "aws:lb/loadBalancer:LoadBalancer",
      inputs: {},
      property: "name",
      says: "longer than 32 characters",
    },
  ];
  for (const { name, token, inputs, property, says } of invalid) {
    it(`refuses ${name}`, () => {
      const logicalName = token.includes("loadBalancer") ? "a-load-balancer-with-a-long-name" : "thing";
      const { failures } = aws.check(urnOf(token, logicalName), {}, inputs);
      expect(failures.map((failure) => failure.property)).to.deep.equal([property]);
      expect(failures[0]?.reason).to.contain(says);
    });
  }

  it("never says a value, which may be a secret", () => {
    const { failures } = aws.check(urnOf("aws:kms/key:Key"), {}, { enableKeyRotation: secret("hush") });
    expect(failures).to.have.length(1);
    expect(JSON.stringify(failures)).not.to.contain("hush");
  });

  it("refuses a type of another package and one that does not exist", () => {
    expect(() => aws.check(urnOf("gcp:storage/bucket:Bucket"), {}, {})).to.throw(
      "gcp:storage/bucket:Bucket is not a resource type of @pulumi/aws",
    );
    expect(() => aws.check(urnOf("aws:s3/buket:Buket"), {}, {})).to.throw("aws:s3/buket:Buket is not a resource type");
  });
});

describe("nearest", () => {
  const rows: [string, string[], string | undefined][] = [
    ["bukcet", ["bucket", "policy"], "bucket"],
    ["Tags", ["tags"], "tags"],
    ["kmsKey", ["kmsKeyId", "kmsAlias"], "kmsKeyId"],
    ["abcdef", ["uvwxyz"], undefined],
  ];
  for (const [name, candidates, wanted] of rows) {
    it(`${name} → ${String(wanted)}`, () => expect(nearest(name, candidates)).to.equal(wanted));
  }
});
