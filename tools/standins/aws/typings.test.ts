import { expect } from "chai";
import { installedTypings as typings } from "./testing";

describe("typings of the installed SDK", () => {
  const rows: { token: string; required: string[]; computed: string[]; optional: string[] }[] = [
    {
      token: "aws:s3/bucket:Bucket",
      required: [],
      computed: ["arn", "bucketDomainName", "tagsAll", "region"],
      optional: ["forceDestroy", "tags"],
    },
    { token: "aws:s3/bucketV2:BucketV2", required: [], computed: ["arn", "versionings"], optional: ["forceDestroy"] },
    {
      token: "aws:kms/key:Key",
      required: [],
      computed: ["arn", "keyId", "policy"],
      optional: ["keyUsage", "enableKeyRotation"],
    },
    {
      token: "aws:ec2/vpc:Vpc",
      required: [],
      computed: ["arn", "defaultSecurityGroupId"],
      optional: ["enableDnsSupport"],
    },
    {
      token: "aws:ec2/subnet:Subnet",
      required: ["vpcId"],
      computed: ["availabilityZone"],
      optional: ["mapPublicIpOnLaunch"],
    },
    {
      token: "aws:cloudtrail/trail:Trail",
      required: ["s3BucketName"],
      computed: ["arn", "homeRegion"],
      optional: ["isMultiRegionTrail"],
    },
    { token: "aws:iam/role:Role", required: ["assumeRolePolicy"], computed: ["arn", "uniqueId"], optional: ["path"] },
    { token: "aws:lambda/function:Function", required: ["role"], computed: ["invokeArn"], optional: ["timeout"] },
    { token: "aws:kendra/index:Index", required: ["roleArn"], computed: ["arn"], optional: ["description"] },
    {
      token: "aws:guardduty/iPSet:IPSet",
      required: ["activate", "detectorId", "format", "location"],
      computed: ["arn"],
      optional: ["tags"],
    },
    {
      token: "aws:cloudcontrol/resource:Resource",
      required: ["desiredState", "typeName"],
      computed: ["properties"],
      optional: ["roleArn"],
    },
  ];
  for (const { token, required, computed, optional } of rows) {
    it(token, () => {
      const found = typings.mustHave(token);
      expect(
        [...found.inputs.values()]
          .filter((member) => !member.optional)
          .map(({ name }) => name)
          .sort(),
      ).to.deep.equal(required);
      for (const name of computed) {
        expect(found.outputs.get(name), name).to.include({ optional: false });
      }
      for (const name of optional) {
        expect(found.outputs.get(name), name).to.include({ optional: true });
      }
    });
  }

  for (const token of [
    "aws:s3/buket:Buket",
    "aws:s3/bucket:Other",
    "aws:../../x:X",
    "gcp:storage/bucket:Bucket",
    "aws:ec2/getAmi:getAmi",
  ]) {
    it(`knows no type ${token}`, () => {
      expect(typings.resource(token)).to.equal(undefined);
      expect(() => typings.mustHave(token)).to.throw(
        `${token} is not a resource type of @pulumi/aws ${typings.version()}`,
      );
    });
  }

  it("reads nested types of both sides", () => {
    const rule = typings.nested({
      kind: "object",
      side: "inputs",
      path: "s3.BucketServerSideEncryptionConfigurationRule",
    });
    expect([...(rule?.keys() ?? [])]).to.include.members(["applyServerSideEncryptionByDefault", "bucketKeyEnabled"]);
    const provider = typings.nested({ kind: "object", side: "inputs", path: "ProviderDefaultTags" });
    expect([...(provider?.keys() ?? [])]).to.deep.equal(["tags"]);
    expect(typings.nested({ kind: "object", side: "outputs", path: "s3.Nothing" })).to.equal(undefined);
  });

  it("knows functions", () => {
    expect(typings.hasFunction("aws:index/getRegion:getRegion")).to.equal(true);
    expect(typings.hasFunction("aws:ec2/getAmi:getAmi")).to.equal(true);
    expect(typings.hasFunction("aws:ec2/getNothing:getNothing")).to.equal(false);
    expect(typings.hasFunction("aws:ec2/vpc:Vpc")).to.equal(false);
  });
});
