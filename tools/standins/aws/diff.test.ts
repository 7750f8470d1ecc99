import { expect } from "chai";
import fc from "fast-check";
import { type Properties, SECRET_SIGNATURE, SIGNATURE_KEY, UNKNOWN } from "../wire";
import { diffInputs, isUnder } from "./diff";
import { make, standIn, urnOf } from "./testing";

const secret = (value: unknown): Properties => ({ [SIGNATURE_KEY]: SECRET_SIGNATURE, value });
const never = (): boolean => false;

describe("diffInputs", () => {
  const rows: { name: string; olds: Properties; news: Properties; ignore?: string[]; paths: Record<string, string> }[] =
    [
      { name: "a changed value", olds: { a: 1 }, news: { a: 2 }, paths: { a: "update" } },
      { name: "an added and a removed one", olds: { a: 1 }, news: { b: 1 }, paths: { b: "add", a: "delete" } },
      { name: "null is nothing", olds: { a: null }, news: {}, paths: {} },
      { name: "a secret of the same value", olds: { a: secret("x") }, news: { a: "x" }, paths: {} },
      { name: "a secret of another value", olds: { a: secret("x") }, news: { a: secret("y") }, paths: { a: "update" } },
      { name: "an unknown value", olds: { a: "x" }, news: { a: UNKNOWN }, paths: { a: "update" } },
      {
        name: "inside lists and objects",
        olds: { a: [{ b: 1 }] },
        news: { a: [{ b: 2 }, 3] },
        paths: { "a[0].b": "update", "a[1]": "add" },
      },
      {
        name: "keys that are no identifiers",
        olds: { t: { "a.b": 1 } },
        news: { t: { "a.b": 2 } },
        paths: { 't["a.b"]': "update" },
      },
      { name: "another kind of value", olds: { a: [1] }, news: { a: { b: 1 } }, paths: { a: "update" } },
      {
        name: "ignored, and all under it",
        olds: { t: { a: 1 }, x: 1 },
        news: { t: { a: 2 }, x: 2 },
        ignore: ["t"],
        paths: { x: "update" },
      },
      {
        name: "ignored by index",
        olds: { r: [{ a: 1, b: 1 }] },
        news: { r: [{ a: 2, b: 2 }] },
        ignore: ["r[*].a"],
        paths: { "r[0].b": "update" },
      },
      {
        name: "an asset of the same content",
        olds: { a: asset("h") },
        news: { a: { ...asset("h"), path: "./other" } },
        paths: {},
      },
      { name: "an asset of other content", olds: { a: asset("h") }, news: { a: asset("i") }, paths: { a: "update" } },
    ];
  for (const { name, olds, news, ignore = [], paths } of rows) {
    it(name, () => {
      const found = diffInputs(olds, news, never, ignore);
      expect(Object.fromEntries([...found].map(([path, { kind }]) => [path, kind]))).to.deep.equal(paths);
    });
  }

  it("of anything with itself is empty", () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue()),
        (inputs) => diffInputs(inputs, structuredClone(inputs), never).size === 0,
      ),
    );
  });

  it("of two different values is not", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        // A null is nothing, and JSON knows no -0.
        fc.pre(JSON.stringify(sorted(a)) !== JSON.stringify(sorted(b)) && !JSON.stringify([a, b]).includes("null"));
        return diffInputs({ a }, { a: b }, never).size > 0;
      }),
    );
  });

  it("isUnder does not take a longer name for a path", () => expect(isUnder("tagsAll", "tags")).to.equal(false));
});

/** With the keys of objects in order, which is no difference. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}

function asset(hash: string): Properties {
  return { [SIGNATURE_KEY]: "c44067f5952c0a294b673a41bacd8c17", hash, path: "./a" };
}

describe("replacement", () => {
  const hook = { vpcId: "vpc-1", cidrBlock: "10.0.0.0/24", tags: { a: "b" } };
  const rows: { token: string; from: Properties; to: Properties; replaces: string[] }[] = [
    { token: "aws:s3/bucket:Bucket", from: { bucket: "a" }, to: { bucket: "b" }, replaces: ["bucket"] },
    {
      token: "aws:s3/bucket:Bucket",
      from: { objectLockEnabled: false },
      to: { objectLockEnabled: true },
      replaces: ["objectLockEnabled"],
    },
    { token: "aws:s3/bucket:Bucket", from: { tags: { a: "b" } }, to: { tags: { a: "c" } }, replaces: [] },
    {
      token: "aws:s3/bucketVersioning:BucketVersioning",
      from: { bucket: "a", versioningConfiguration: { status: "Enabled" } },
      to: { bucket: "b", versioningConfiguration: { status: "Enabled" } },
      replaces: ["bucket"],
    },
    {
      token: "aws:s3/bucketVersioning:BucketVersioning",
      from: { bucket: "a", versioningConfiguration: { status: "Enabled" } },
      to: { bucket: "a", versioningConfiguration: { status: "Suspended" } },
      replaces: [],
    },
    { token: "aws:kms/key:Key", from: {}, to: { multiRegion: true }, replaces: ["multiRegion"] },
    {
      token: "aws:kms/key:Key",
      from: { keyUsage: "ENCRYPT_DECRYPT" },
      to: { keyUsage: "SIGN_VERIFY" },
      replaces: ["keyUsage"],
    },
    { token: "aws:kms/key:Key", from: {}, to: { enableKeyRotation: true, policy: "{}" }, replaces: [] },
    {
      token: "aws:ec2/vpc:Vpc",
      from: { cidrBlock: "10.0.0.0/16" },
      to: { cidrBlock: "10.1.0.0/16" },
      replaces: ["cidrBlock"],
    },
    { token: "aws:ec2/vpc:Vpc", from: {}, to: { enableDnsHostnames: true }, replaces: [] },
    { token: "aws:ec2/subnet:Subnet", from: hook, to: { ...hook, cidrBlock: "10.0.1.0/24" }, replaces: ["cidrBlock"] },
    { token: "aws:ec2/subnet:Subnet", from: hook, to: { ...hook, mapPublicIpOnLaunch: true }, replaces: [] },
    {
      token: "aws:ec2/securityGroup:SecurityGroup",
      from: { description: "a" },
      to: { description: "b" },
      replaces: ["description"],
    },
    {
      token: "aws:ec2/flowLog:FlowLog",
      from: { vpcId: "v", trafficType: "ALL" },
      to: { vpcId: "v", trafficType: "REJECT" },
      replaces: ["trafficType"],
    },
    { token: "aws:ec2/flowLog:FlowLog", from: { vpcId: "v" }, to: { vpcId: "v", tags: { a: "b" } }, replaces: [] },
    { token: "aws:cloudwatch/logGroup:LogGroup", from: { name: "a" }, to: { name: "b" }, replaces: ["name"] },
    {
      token: "aws:cloudwatch/logGroup:LogGroup",
      from: { retentionInDays: 1 },
      to: { retentionInDays: 30, kmsKeyId: "k" },
      replaces: [],
    },
    {
      token: "aws:cloudtrail/trail:Trail",
      from: { name: "a", s3BucketName: "b" },
      to: { name: "c", s3BucketName: "d" },
      replaces: ["name"],
    },
    {
      token: "aws:iam/role:Role",
      from: { assumeRolePolicy: "{}", path: "/" },
      to: { assumeRolePolicy: "{}", path: "/x/" },
      replaces: ["path"],
    },
    { token: "aws:iam/role:Role", from: { assumeRolePolicy: "{}" }, to: { assumeRolePolicy: '{"a":1}' }, replaces: [] },
    { token: "aws:iam/user:User", from: { name: "a" }, to: { name: "b" }, replaces: [] },
    {
      token: "aws:rds/instance:Instance",
      from: { instanceClass: "c", storageEncrypted: false },
      to: { instanceClass: "d", storageEncrypted: true },
      replaces: ["storageEncrypted"],
    },
    {
      token: "aws:lb/listener:Listener",
      from: { loadBalancerArn: "a", defaultActions: [] },
      to: { loadBalancerArn: "b", defaultActions: [] },
      replaces: ["loadBalancerArn"],
    },
    {
      token: "aws:ecs/taskDefinition:TaskDefinition",
      from: { family: "f", containerDefinitions: "[]" },
      to: { family: "f", containerDefinitions: "[1]", trackLatest: true },
      replaces: ["containerDefinitions"],
    },
    {
      token: "aws:sns/topic:Topic",
      from: { name: "a", region: "us-east-1" },
      to: { name: "a", region: "us-west-2" },
      replaces: ["region"],
    },
  ];
  for (const { token, from, to, replaces } of rows) {
    it(`${token.split(":")[2]}: ${JSON.stringify(from)} → ${JSON.stringify(to)}`, () => {
      const aws = standIn();
      const made = make(aws, token, from);
      const news = aws.check(urnOf(token), made.inputs, to).inputs;
      const diff = aws.diff({ urn: urnOf(token), id: made.id, olds: made.outputs, oldInputs: made.inputs, news });
      expect(diff.changes.size).to.be.greaterThan(0);
      expect(diff.replaces).to.deep.equal(replaces);
    });
  }

  it("deletes first when the name is the program's own, and not when it was made", () => {
    const aws = standIn();
    const replace = (inputs: Properties): boolean => {
      const made = make(aws, "aws:s3/bucket:Bucket", inputs);
      const news = { ...made.inputs, objectLockEnabled: true };
      return aws.diff({
        urn: urnOf("aws:s3/bucket:Bucket"),
        id: made.id,
        olds: made.outputs,
        oldInputs: made.inputs,
        news,
      }).deleteBeforeReplace;
    };
    expect(replace({ bucket: "mine" })).to.equal(true);
    expect(replace({})).to.equal(false);
  });

  it("gives the new resource another made name and id", () => {
    const aws = standIn();
    const urn = urnOf("aws:s3/bucket:Bucket");
    const old = make(aws, "aws:s3/bucket:Bucket", {});
    aws.diff({
      urn,
      id: old.id,
      olds: old.outputs,
      oldInputs: old.inputs,
      news: { ...old.inputs, objectLockEnabled: true },
    });
    expect(make(aws, "aws:s3/bucket:Bucket", { objectLockEnabled: true }).id).not.to.equal(old.id);
    const vpc = make(aws, "aws:ec2/vpc:Vpc", { cidrBlock: "10.0.0.0/16" });
    aws.diff({
      urn: urnOf("aws:ec2/vpc:Vpc"),
      id: vpc.id,
      olds: vpc.outputs,
      oldInputs: vpc.inputs,
      news: { cidrBlock: "10.1.0.0/16" },
    });
    expect(make(aws, "aws:ec2/vpc:Vpc", { cidrBlock: "10.1.0.0/16" }).id).not.to.equal(vpc.id);
  });
});
