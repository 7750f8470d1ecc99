import * as fs from "node:fs";
import * as path from "node:path";
import { expect } from "chai";
import { installedPackage } from "../installed-package";
import { type Properties } from "../wire";
import { readMembers } from "./declaration-reader";
import { make, standIn, urnOf } from "./testing";

const A = "123456789012";

describe("function calls", () => {
  const rows: { token: string; args?: Properties; region?: string; gives: Properties }[] = [
    {
      token: "aws:index/getCallerIdentity:getCallerIdentity",
      gives: { accountId: A, id: A, arn: `arn:aws:iam::${A}:user/stand-in` },
    },
    {
      token: "aws:index/getRegion:getRegion",
      gives: {
        region: "us-east-1",
        name: "us-east-1",
        description: "US East (N. Virginia)",
        endpoint: "ec2.us-east-1.amazonaws.com",
      },
    },
    { token: "aws:index/getRegion:getRegion", args: { region: "eu-west-1" }, gives: { region: "eu-west-1" } },
    {
      token: "aws:index/getRegions:getRegions",
      region: "us-gov-west-1",
      gives: { names: ["us-gov-east-1", "us-gov-west-1"] },
    },
    {
      token: "aws:index/getPartition:getPartition",
      region: "cn-north-1",
      gives: { partition: "aws-cn", dnsSuffix: "amazonaws.com.cn", reverseDnsPrefix: "cn.com.amazonaws" },
    },
    {
      token: "aws:index/getAvailabilityZones:getAvailabilityZones",
      gives: {
        names: ["a", "b", "c", "d", "e", "f"].map((zone) => `us-east-1${zone}`),
        zoneIds: [1, 2, 3, 4, 5, 6].map((zone) => `use1-az${zone}`),
      },
    },
    {
      token: "aws:index/getAvailabilityZones:getAvailabilityZones",
      args: { state: "available", excludeNames: ["eu-west-1a"], region: "eu-west-1" },
      gives: { names: ["eu-west-1b", "eu-west-1c"] },
    },
    {
      token: "aws:index/getAvailabilityZones:getAvailabilityZones",
      region: "us-gov-west-1",
      gives: { zoneIds: ["usgw1-az1", "usgw1-az2", "usgw1-az3"] },
    },
    {
      token: "aws:index/getAvailabilityZone:getAvailabilityZone",
      args: { name: "us-east-1b" },
      gives: { zoneId: "use1-az2", nameSuffix: "b" },
    },
    {
      token: "aws:index/getArn:getArn",
      args: { arn: "arn:aws:logs:us-east-1:1:log-group:a:b" },
      gives: { account: "1", service: "logs", resource: "log-group:a:b" },
    },
    {
      token: "aws:index/arnParse:arnParse",
      args: { arn: "arn:aws:s3:::b/k" },
      gives: { partition: "aws", service: "s3", region: "", accountId: "", resource: "b/k" },
    },
    {
      token: "aws:index/getServicePrincipal:getServicePrincipal",
      args: { serviceName: "s3" },
      gives: { name: "s3.amazonaws.com", suffix: "amazonaws.com" },
    },
    {
      token: "aws:index/getService:getService",
      args: { serviceId: "s3" },
      gives: { dnsName: "s3.us-east-1.amazonaws.com", reverseDnsName: "com.amazonaws.us-east-1.s3" },
    },
    { token: "aws:index/getBillingServiceAccount:getBillingServiceAccount", gives: { id: "386209384616" } },
    {
      token: "aws:elb/getServiceAccount:getServiceAccount",
      gives: { id: "127311923021", arn: "arn:aws:iam::127311923021:root" },
    },
    { token: "aws:elb/getHostedZoneId:getHostedZoneId", gives: { id: "Z35SXDOTRQ7X7K" } },
    {
      token: "aws:lb/getHostedZoneId:getHostedZoneId",
      args: { loadBalancerType: "network" },
      gives: { id: "Z26RNL4JYFTOTI" },
    },
    {
      token: "aws:ec2/getPrefixList:getPrefixList",
      args: { name: "com.amazonaws.us-east-1.s3" },
      gives: { id: "pl-63a5400a" },
    },
    {
      token: "aws:ec2/getManagedPrefixList:getManagedPrefixList",
      args: { name: "com.amazonaws.us-east-1.dynamodb" },
      gives: { id: "pl-02cd2c6b", addressFamily: "IPv4" },
    },
    {
      token: "aws:ec2/getAmi:getAmi",
      args: { owners: ["amazon"], mostRecent: true, filters: [{ name: "name", values: ["al2023-ami-*-arm64"] }] },
      gives: { name: "al2023-ami-20260101-arm64", architecture: "arm64" },
    },
    { token: "aws:index/getDefaultTags:getDefaultTags", gives: { tags: { team: "x" } } },
    { token: "aws:s3/getCanonicalUserId:getCanonicalUserId", gives: { displayName: "" } },
    {
      token: "aws:cloudfront/getLogDeliveryCanonicalUserId:getLogDeliveryCanonicalUserId",
      gives: { region: "us-east-1" },
    },
    {
      token: "aws:iam/getPolicyDocument:getPolicyDocument",
      args: { statements: [] },
      gives: { minifiedJson: '{"Version":"2012-10-17"}' },
    },
  ];
  for (const { token, args = {}, region, gives } of rows) {
    it(`${token.split(":")[2]} ${JSON.stringify(args)} ${region ?? ""}`, () => {
      const result = standIn(region, { defaultTags: '{"tags":{"team":"x"}}' }).invoke(token, args);
      for (const [name, value] of Object.entries(gives)) {
        expect(result[name], name).to.deep.equal(value);
      }
      const declared = declaredResult(token);
      expect(Object.keys(result), "declared results").to.include.members(declared);
    });
  }

  const refused: [string, string, Properties, string][] = [
    [
      "a look-up",
      "aws:ec2/getVpc:getVpc",
      { default: true },
      "there is no account here to look this up in; pass what you need by config",
    ],
    ["a secret", "aws:secretsmanager/getSecretVersion:getSecretVersion", { secretId: "x" }, "there is no account here"],
    ["address ranges", "aws:index/getIpRanges:getIpRanges", { services: ["s3"] }, "there is no account here"],
    ["a function that does not exist", "aws:ec2/getNothing:getNothing", {}, "is not a function of @pulumi/aws"],
    ["a function of another package", "gcp:x/getY:getY", {}, "is not a function of @pulumi/aws"],
    [
      "a customer's prefix list",
      "aws:ec2/getManagedPrefixList:getManagedPrefixList",
      { name: "ours" },
      'no account to look up "ours" in',
    ],
    ["a subnet it has not met", "aws:ec2/getSubnet:getSubnet", { id: "subnet-1" }, "there is no account here"],
    ["something that is no ARN", "aws:index/getArn:getArn", { arn: "nope" }, '"nope" is not an ARN'],
    [
      "something that is no region",
      "aws:index/getRegion:getRegion",
      { region: "moon" },
      '"moon" is not the name of an AWS region',
    ],
  ];
  for (const [name, token, args, says] of refused) {
    it(`refuses ${name}`, () => expect(() => standIn().invoke(token, args)).to.throw(says));
  }

  it("knows the subnets of this run", () => {
    const aws = standIn();
    const { id } = make(aws, "aws:ec2/subnet:Subnet", { vpcId: "vpc-7", cidrBlock: "10.0.0.0/24" });
    expect(aws.invoke("aws:ec2/getSubnet:getSubnet", { id })).to.include({
      vpcId: "vpc-7",
      cidrBlock: "10.0.0.0/24",
      id,
    });
    const later = standIn();
    later.read(urnOf("aws:ec2/subnet:Subnet"), "subnet-9", {}, { vpcId: "vpc-9" });
    expect(later.invoke("aws:ec2/getSubnet:getSubnet", { id: "subnet-9" })).to.include({ vpcId: "vpc-9" });
  });
});

/** The members a function's declared result must have. */
function declaredResult(token: string): string[] {
  const [, middle = "", name = ""] = token.split(":");
  const file = path.join(installedPackage("@pulumi/aws"), `${middle.replace(/^index\//, "")}.d.ts`);
  const text = fs.readFileSync(file, "latin1");
  const at = text.indexOf(`export interface ${name.charAt(0).toUpperCase()}${name.slice(1)}Result {`);
  return [...readMembers(text, at).values()].filter((member) => !member.optional).map((member) => member.name);
}
