import { expect } from "chai";
import { mayDo, type AccessRequest } from "../testing/access";
import { ofType, only, plan, testSite } from "../testing/plan";
import { clusterStatements, clustersTrust, DatabricksClusters, DATABRICKS_PORTS } from "./databricks-clusters";

const place = { project: "phiguard", environment: "test", region: "us-east-1", accountId: "123456789012" };
const ACCOUNT = "01234567-89ab-cdef-0123-456789abcdef";
const arn = (resource: string): string => `arn:aws:ec2:us-east-1:123456789012:${resource}`;
const made = { "aws:RequestTag/Vendor": "Databricks" };
const own = { "aws:ResourceTag/Vendor": "Databricks" };
const group = { "aws:ResourceTag/Name": "phiguard-test-databricks-clusters" };

describe("what Databricks starts clusters with", () => {
  const rows: [may: boolean, what: string, AccessRequest][] = [
    [true, "look at subnets", { action: "ec2:DescribeSubnets", resource: "*" }],
    [
      true,
      "start a machine tagged as its own",
      { action: "ec2:RunInstances", resource: arn("instance/i"), context: made },
    ],
    [false, "start one without its tag", { action: "ec2:RunInstances", resource: arn("instance/i") }],
    [
      true,
      "start in a subnet of the stack",
      {
        action: "ec2:RunInstances",
        resource: arn("subnet/s"),
        context: { "aws:ResourceTag/phiguard:environment": "test" },
      },
    ],
    [
      false,
      "start in another's subnet",
      {
        action: "ec2:RunInstances",
        resource: arn("subnet/s"),
        context: { "aws:ResourceTag/phiguard:environment": "prod" },
      },
    ],
    [
      true,
      "have it wear the clusters' group",
      { action: "ec2:RunInstances", resource: arn("security-group/g"), context: group },
    ],
    [
      false,
      "have it wear the database's",
      {
        action: "ec2:RunInstances",
        resource: arn("security-group/g"),
        context: { "aws:ResourceTag/Name": "phiguard-test-records" },
      },
    ],
    [
      true,
      "take an image of its own account",
      { action: "ec2:RunInstances", resource: "arn:aws:ec2:us-east-1::image/ami-1" },
    ],
    [
      false,
      "start in another region",
      { action: "ec2:RunInstances", resource: "arn:aws:ec2:us-west-2:123456789012:instance/i", context: made },
    ],
    [true, "end its own", { action: "ec2:TerminateInstances", resource: arn("instance/i"), context: own }],
    [false, "end ours", { action: "ec2:TerminateInstances", resource: arn("instance/i") }],
    [false, "tag ours as its own", { action: "ec2:CreateTags", resource: arn("instance/i"), context: made }],
    [
      true,
      "tag what it makes",
      { action: "ec2:CreateTags", resource: arn("volume/v"), context: { "ec2:CreateAction": "CreateVolume" } },
    ],
    [
      false,
      "open a security group",
      { action: "ec2:AuthorizeSecurityGroupIngress", resource: arn("security-group/g"), context: group },
    ],
    [false, "hand on a role", { action: "iam:PassRole", resource: "arn:aws:iam::123456789012:role/phiguard-test-x" }],
    [false, "read a record", { action: "s3:GetObject", resource: "arn:aws:s3:::phiguard-test-lake-raw/a" }],
  ];
  for (const [may, what, request] of rows) {
    it(`${may ? "may" : "may not"} ${what}`, () => {
      expect(mayDo(clusterStatements(place, "phiguard:environment"), request)).to.equal(may);
    });
  }

  it("is taken by Databricks' control plane with the team's account id alone", () => {
    expect(clustersTrust(place, ACCOUNT)).to.deep.include({
      Principal: { AWS: "arn:aws:iam::414351767826:root" },
      Condition: { StringEquals: { "sts:ExternalId": ACCOUNT } },
    });
  });
});

describe("DatabricksClusters", () => {
  it("reach each other, Databricks' endpoints in the VPC and S3, and nothing else", async () => {
    const network = { vpcId: "vpc-1", vpcCidr: "10.20.0.0/16", subnetIds: ["subnet-1"], s3PrefixListId: "pl-s3" };
    const planned = await plan(
      () => new DatabricksClusters("c", { site: testSite(), tags: { t: "v" }, accountId: ACCOUNT, network }),
    );
    expect(only(planned, "aws:ec2/securityGroup:SecurityGroup").inputs).to.deep.include({
      name: "phiguard-test-databricks-clusters",
      tags: { t: "v", Name: "phiguard-test-databricks-clusters" },
    });
    const from = only(planned, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").inputs;
    expect(from.referencedSecurityGroupId).to.equal(from.securityGroupId);
    const to = ofType(planned, "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule").map(
      ({ inputs }) => inputs.cidrIpv4 ?? inputs.prefixListId ?? inputs.referencedSecurityGroupId,
    );
    expect(to).to.have.members([from.securityGroupId, ...DATABRICKS_PORTS.map(() => "10.20.0.0/16"), "pl-s3"]);
  });
});
