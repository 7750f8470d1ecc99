import { expect } from "chai";
import { ofType, only, plan, testSite } from "../testing/plan";
import { egressRules, ingressRules } from "./acl-rules";
import { overlap, parseCidr, type Cidr } from "./cidr";
import { PartnerEndpoints } from "./partner-endpoints";
import { TransitAttachment } from "./transit-attachment";

const tags = { t: "v" };
const place = { site: testSite(), tags, vpcId: "vpc-1" };

describe("TransitAttachment", () => {
  const args = {
    ...place,
    gateway: { id: "tgw-0123456789abcdef0", routes: ["10.90.0.0/16", "10.91.0.0/16"], applianceMode: true },
    subnetIds: ["subnet-1", "subnet-2"],
    routeTableIds: ["rtb-1", "rtb-2"],
  };

  it("ties the private subnets to the gateway, with state kept in one zone where it is asked for", async () => {
    const attachment = (planned: Awaited<ReturnType<typeof plan>>) =>
      only(planned, "aws:ec2transitgateway/vpcAttachment:VpcAttachment").inputs;
    expect(attachment(await plan(() => new TransitAttachment("t", args)))).to.deep.include({
      transitGatewayId: "tgw-0123456789abcdef0",
      vpcId: "vpc-1",
      subnetIds: ["subnet-1", "subnet-2"],
      applianceModeSupport: "enable",
      dnsSupport: "enable",
      tags: { t: "v", Name: "phiguard-test-transit" },
    });
    const gateway = { ...args.gateway, applianceMode: false };
    const without = await plan(() => new TransitAttachment("t", { ...args, gateway }));
    expect(attachment(without).applianceModeSupport).to.equal("disable");
  });

  it("routes every block in every zone", async () => {
    const routes = ofType(await plan(() => new TransitAttachment("t", args)), "aws:ec2/route:Route");
    expect(routes.map(({ inputs }) => [inputs.routeTableId, inputs.destinationCidrBlock])).to.deep.equal([
      ["rtb-1", "10.90.0.0/16"],
      ["rtb-1", "10.91.0.0/16"],
      ["rtb-2", "10.90.0.0/16"],
      ["rtb-2", "10.91.0.0/16"],
    ]);
    for (const { inputs } of routes) expect(inputs.transitGatewayId).to.equal("tgw-0123456789abcdef0");
  });
});

describe("PartnerEndpoints", () => {
  const service = {
    id: "clearing",
    serviceName: "com.amazonaws.vpce.us-east-1.vpce-svc-0123456789abcdef0",
    ports: [443, 2575],
    privateDns: false,
  };

  it("lets the VPC reach the partner's ports and nothing else", async () => {
    const planned = await plan(
      () =>
        new PartnerEndpoints("p", {
          ...place,
          services: [service],
          vpcCidr: "10.20.0.0/16",
          subnetIds: ["subnet-1", "subnet-2"],
        }),
    );
    expect(only(planned, "aws:ec2/vpcEndpoint:VpcEndpoint").inputs).to.deep.include({
      serviceName: service.serviceName,
      vpcEndpointType: "Interface",
      subnetIds: ["subnet-1", "subnet-2"],
      privateDnsEnabled: false,
    });
    const rules = ofType(planned, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule");
    expect(rules.map(({ inputs }) => [inputs.cidrIpv4, inputs.fromPort, inputs.toPort])).to.deep.equal([
      ["10.20.0.0/16", 443, 443],
      ["10.20.0.0/16", 2575, 2575],
    ]);
    expect(only(planned, "aws:ec2/securityGroup:SecurityGroup").inputs).to.not.have.any.keys("ingress", "egress");
  });
});

describe("network ACLs with networks behind a transit gateway", () => {
  it("let them call by HTTPS and be answered, and nothing more", () => {
    const of = (rules: ReturnType<typeof ingressRules>) =>
      rules
        .filter(({ cidrBlock }) => cidrBlock === "10.90.0.0/16")
        .map(({ protocol, fromPort, toPort }) => [protocol, fromPort, toPort]);
    expect(of(ingressRules("10.20.0.0/16", ["10.90.0.0/16"]))).to.deep.equal([["tcp", 443, 443]]);
    expect(of(egressRules("10.20.0.0/16", ["10.90.0.0/16"]))).to.deep.equal([["tcp", 1024, 65535]]);
  });

  it("stay within the 20 rules that a list has, with eight such networks", () => {
    const peers = Array.from({ length: 8 }, (_, index) => `10.${90 + index}.0.0/16`);
    for (const rules of [ingressRules("10.20.0.0/16", peers), egressRules("10.20.0.0/16", peers)]) {
      expect(rules.length).to.be.at.most(20);
      expect(new Set(rules.map(({ ruleNo }) => ruleNo)).size).to.equal(rules.length);
    }
  });
});

describe("overlap", () => {
  const rows: [string, string, boolean][] = [
    ["10.20.0.0/16", "10.20.0.0/16", true],
    ["10.20.0.0/16", "10.20.128.0/17", true],
    ["10.20.255.0/24", "10.20.0.0/16", true],
    ["10.20.0.0/16", "10.21.0.0/16", false],
    ["10.0.0.0/8", "10.99.0.0/16", true],
  ];
  for (const [a, b, expected] of rows) {
    it(`${a} and ${b}: ${expected}`, () => {
      expect(overlap(parseCidr(a) as Cidr, parseCidr(b) as Cidr)).to.equal(expected);
    });
  }
});
