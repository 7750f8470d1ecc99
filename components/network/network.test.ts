import { expect } from "chai";
import { ofType, only, plan, testSite } from "../testing/plan";
import { refusal } from "../testing/refusal";
import { INTERFACE_SERVICES } from "./endpoint-policy";
import { Network, type NetworkArgs } from "./network";
import { withoutPublicAddresses } from "./public-address";

const args: NetworkArgs = {
  site: testSite(),
  tags: { t: "v" },
  cidrBlock: "10.20.0.0/16",
  zones: 3,
  natGateways: "one-per-zone",
  kmsKeyArn: "arn:key",
  flowLogRetentionDays: 731,
  interfaceServices: INTERFACE_SERVICES,
};

describe("Network", () => {
  it("sets every default of the VPC that awsx leaves open", async () => {
    const { inputs } = only(await plan(() => new Network("n", args)), "awsx:ec2:Vpc");
    expect(inputs).to.deep.include({
      cidrBlock: "10.20.0.0/16",
      numberOfAvailabilityZones: 3,
      availabilityZoneCidrMask: 18,
      natGateways: { strategy: "OnePerAz" },
      subnetStrategy: "Auto",
      enableDnsSupport: true,
      enableDnsHostnames: true,
      assignGeneratedIpv6CidrBlock: false,
      instanceTenancy: "default",
    });
    expect(inputs.subnetSpecs.map((s: { type: string; cidrMask: number }) => [s.type, s.cidrMask])).to.deep.equal([
      ["Private", 19],
      ["Public", 22],
    ]);
    expect(inputs.tags).to.deep.equal({ t: "v", Name: "phiguard-test-vpc" });
  });

  it("closes the default security group and the default network ACL", async () => {
    const planned = await plan(() => new Network("n", args));
    for (const type of [
      "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
      "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
    ]) {
      expect(only(planned, type).inputs, type).to.deep.include({ ingress: [], egress: [] });
    }
  });

  it("records every connection in an encrypted log group", async () => {
    const planned = await plan(() => new Network("n", args));
    expect(only(planned, "aws:ec2/flowLog:FlowLog").inputs).to.include({
      trafficType: "ALL",
      vpcId: "vpc-1",
      logDestinationType: "cloud-watch-logs",
    });
    expect(only(planned, "aws:cloudwatch/logGroup:LogGroup").inputs).to.include({
      kmsKeyId: "arn:key",
      retentionInDays: 731,
      name: "/phiguard/test/vpc-flow",
    });
  });

  it("has an endpoint with a policy for each service, private ones in the private subnets", async () => {
    const endpoints = ofType(await plan(() => new Network("n", args)), "aws:ec2/vpcEndpoint:VpcEndpoint");
    expect(endpoints.map(({ inputs }) => inputs.serviceName).sort()).to.deep.equal(
      ["dynamodb", "ecr.api", "ecr.dkr", "kinesis-streams", "kms", "logs", "s3", "secretsmanager", "sts"].map(
        (service) => `com.amazonaws.us-east-1.${service}`,
      ),
    );
    for (const { inputs } of endpoints) {
      expect(JSON.parse(inputs.policy).Statement).to.not.be.empty;
      if (inputs.vpcEndpointType === "Gateway") expect(inputs.routeTableIds).to.deep.equal(["rtb-1", "rtb-2"]);
      else {
        const subnetIds = ["subnet-private-1", "subnet-private-2", "subnet-private-3"];
        expect(inputs).to.deep.include({ subnetIds, privateDnsEnabled: true });
      }
    }
  });

  it("lets nothing but HTTPS from the VPC reach the endpoints", async () => {
    const planned = await plan(() => new Network("n", args));
    expect(only(planned, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule").inputs).to.include({
      cidrIpv4: "10.20.0.0/16",
      fromPort: 443,
      toPort: 443,
      ipProtocol: "tcp",
    });
    expect(only(planned, "aws:ec2/securityGroup:SecurityGroup").inputs).to.not.have.any.keys("ingress", "egress");
  });

  const refused: [Partial<NetworkArgs>, string][] = [
    [{ zones: 1 }, 'Network "n": zones must be a whole number in [2, 3]; got 1'],
    [{ zones: 4 }, "zones"],
    [{ cidrBlock: "10.20.0.0/15" }, "cidrBlock"],
    [{ cidrBlock: "10.20.0.0/23" }, "cidrBlock"],
    [{ cidrBlock: "8.8.0.0/16" }, 'cidrBlock must be a private IPv4 block with a prefix in [16, 22]; got "8.8.0.0/16"'],
    [{ flowLogRetentionDays: 30 }, "retentionDays"],
  ];
  for (const [change, message] of refused) {
    it(`refuses ${JSON.stringify(change)}`, async () => {
      expect(await refusal(() => new Network("n", { ...args, ...change }))).to.contain(message);
    });
  }
});

describe("withoutPublicAddresses", () => {
  const args = { custom: true, name: "n", opts: {} };

  it("turns public addresses off in subnets and leaves the rest as it is", () => {
    const props = { mapPublicIpOnLaunch: true, cidrBlock: "10.20.0.0/20" };
    const result = withoutPublicAddresses({ ...args, type: "aws:ec2/subnet:Subnet", props });
    expect(result?.props).to.deep.equal({ mapPublicIpOnLaunch: false, cidrBlock: "10.20.0.0/20" });
  });

  it("leaves other resources alone", () => {
    expect(withoutPublicAddresses({ ...args, type: "aws:ec2/eip:Eip", props: {} })).to.equal(undefined);
  });
});
