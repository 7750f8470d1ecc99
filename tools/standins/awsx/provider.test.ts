import { expect } from "chai";
import * as pulumi from "@pulumi/pulumi";
import { AwsxStandIn } from "./provider";

interface Child {
  type: string;
  name: string;
  inputs: Record<string, unknown>;
}

const stack = { name: "dev", project: "tests" };

/** Constructs a component against mocks; the children as `type name`, in the order of their names. */
async function construct(
  type: string,
  name: string,
  args: pulumi.Inputs,
): Promise<{ children: Child[]; state: pulumi.Inputs }> {
  const children: Child[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type: childType, name: childName, inputs }) => {
        children.push({ type: childType, name: childName, inputs });
        return {
          id: `${childName}-id`,
          state: { name: childName, arn: `arn:${childName}`, allocationId: `${childName}-eip`, ...inputs },
        };
      },
      call: ({ token, inputs }) =>
        token === "aws:index/getAvailabilityZones:getAvailabilityZones"
          ? { names: ["us-east-1a", "us-east-1b", "us-east-1c", "us-east-1d"] }
          : token === "aws:index/getRegion:getRegion"
            ? { region: "us-east-1" }
            : token === "aws:ec2/getSubnet:getSubnet"
              ? { ...inputs, vpcId: "vpc-of-subnet" }
              : {},
    },
    stack.project,
    stack.name,
    false,
  );
  const result = await new AwsxStandIn("3.9.0").construct(name, type, args, {});
  await pulumi.runtime.disconnect();
  return { children, state: result.state };
}

const count = (children: Child[], type: string): number => children.filter((child) => child.type === type).length;
const only = (children: Child[], type: string): Child => {
  const found = children.filter((child) => child.type === type);
  expect(found, type).to.have.length(1);
  return found[0] as Child;
};
const ids = (value: pulumi.Inputs[string]): Promise<string[]> =>
  new Promise((resolve) => pulumi.output(value).apply((each) => resolve(each as string[])));

describe("awsx.ec2.Vpc", () => {
  it("by default: three zones, private and public subnets, a gateway each", async () => {
    const { children, state } = await construct("awsx:ec2:Vpc", "net", {});
    const counts = {
      Vpc: 1,
      InternetGateway: 1,
      Subnet: 6,
      RouteTable: 6,
      RouteTableAssociation: 6,
      Route: 6,
      Eip: 3,
      NatGateway: 3,
    };
    for (const [kind, wanted] of Object.entries(counts)) {
      expect(count(children, `aws:ec2/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`), kind).to.equal(wanted);
    }
    expect(only(children, "aws:ec2/vpc:Vpc").inputs).to.deep.include({
      cidrBlock: "10.0.0.0/16",
      tags: { Name: "net" },
    });
    expect(await ids(state["privateSubnetIds"])).to.deep.equal([
      "net-private-1-id",
      "net-private-2-id",
      "net-private-3-id",
    ]);
    expect(await ids(state["isolatedSubnetIds"])).to.deep.equal([]);
    const publicSubnet = children.find(({ type, name }) => type === "aws:ec2/subnet:Subnet" && name === "net-public-2");
    expect(publicSubnet?.inputs).to.deep.include({
      availabilityZone: "us-east-1b",
      mapPublicIpOnLaunch: true,
      cidrBlock: "10.0.96.0/20",
      tags: { Name: "net-public-2", SubnetType: "Public" },
    });
    const route = children.find(({ type, name }) => type === "aws:ec2/route:Route" && name === "net-private-2");
    expect(route?.inputs).to.deep.include({ natGatewayId: "net-2-id", destinationCidrBlock: "0.0.0.0/0" });
  });

  const rows: { name: string; args: pulumi.Inputs; nat: number; eip: number; routes: number }[] = [
    { name: "Single", args: { natGateways: { strategy: "Single" } }, nat: 1, eip: 1, routes: 6 },
    { name: "None", args: { natGateways: { strategy: "None" } }, nat: 0, eip: 0, routes: 3 },
    {
      name: "two zones with addresses of its own",
      args: {
        numberOfAvailabilityZones: 2,
        natGateways: { strategy: "OnePerAz", elasticIpAllocationIds: ["e1", "e2"] },
      },
      nat: 2,
      eip: 0,
      routes: 4,
    },
    {
      name: "isolated subnets only",
      args: { natGateways: { strategy: "None" }, subnetStrategy: "Auto", subnetSpecs: [{ type: "Isolated" }] },
      nat: 0,
      eip: 0,
      routes: 0,
    },
  ];
  for (const { name, args, nat, eip, routes } of rows) {
    it(`NAT gateways: ${name}`, async () => {
      const { children } = await construct("awsx:ec2:Vpc", "net", args);
      expect([
        count(children, "aws:ec2/natGateway:NatGateway"),
        count(children, "aws:ec2/eip:Eip"),
        count(children, "aws:ec2/route:Route"),
      ]).to.deep.equal([nat, eip, routes]);
    });
  }

  it("endpoints as specified, tagged like the VPC", async () => {
    const { children } = await construct("awsx:ec2:Vpc", "net", {
      tags: { team: "x" },
      vpcEndpointSpecs: [{ serviceName: "com.amazonaws.us-east-1.s3", routeTableIds: ["rtb-1"], tags: { a: "b" } }],
    });
    const endpoint = only(children, "aws:ec2/vpcEndpoint:VpcEndpoint");
    expect(endpoint.name).to.equal("com.amazonaws.us-east-1.s3");
    expect(endpoint.inputs).to.deep.include({
      routeTableIds: ["rtb-1"],
      tags: { Name: "net", team: "x", a: "b" },
      vpcId: "net-id",
    });
    expect(count(children, "aws:ec2/securityGroup:SecurityGroup")).to.equal(0);
  });

  it("endpoints filled in by the strategy Auto", async () => {
    const { children } = await construct("awsx:ec2:Vpc", "net", {
      vpcEndpointStrategy: "Auto",
      vpcEndpointSpecs: [{ serviceName: "s3" }, { serviceName: "logs", vpcEndpointType: "Interface" }],
    });
    const [gateway, face] = ["s3", "logs"].map(
      (name) => children.find((child) => child.type.endsWith(":VpcEndpoint") && child.name === name)?.inputs,
    );
    expect(gateway?.["routeTableIds"]).to.have.length(6);
    expect(face).to.deep.include({
      privateDnsEnabled: true,
      securityGroupIds: ["logs-sg-id"],
      subnetIds: ["net-private-1-id", "net-private-2-id", "net-private-3-id"],
    });
    expect(only(children, "aws:ec2/vpc:Vpc").inputs).to.include({ enableDnsHostnames: true, enableDnsSupport: true });
    expect(only(children, "aws:ec2/securityGroupRule:SecurityGroupRule").inputs).to.deep.include({
      fromPort: 443,
      toPort: 443,
      cidrBlocks: ["10.0.0.0/16"],
    });
  });

  it("names tags by zone and keeps resource names", async () => {
    const { children } = await construct("awsx:ec2:Vpc", "net", { subnetNameTagStrategy: "AvailabilityZone" });
    const subnet = children.find(({ name, type }) => name === "net-private-2" && type.endsWith(":Subnet"));
    expect(subnet?.inputs["tags"]).to.include({ Name: "net-private-1b" });
  });

  const refused: [string, pulumi.Inputs, string][] = [
    ["more zones than there are", { numberOfAvailabilityZones: 5 }, "the region has 4 zones, 5 are wanted"],
    ["zones by name and number", { numberOfAvailabilityZones: 2, availabilityZoneNames: ["a"] }, "not both"],
    ["a block that is none", { cidrBlock: "10.0.0.0" }, "is not an IPv4 CIDR block"],
    [
      "DNS off under private DNS",
      {
        enableDnsSupport: false,
        vpcEndpointStrategy: "Auto",
        vpcEndpointSpecs: [{ serviceName: "logs", vpcEndpointType: "Interface" }],
      },
      "needs enableDnsSupport",
    ],
  ];
  for (const [name, args, says] of refused) {
    it(`refuses ${name}`, async () => {
      const error = await construct("awsx:ec2:Vpc", "net", args).then(
        () => undefined,
        (each: unknown) => each as Error,
      );
      expect(error?.message).to.contain(says);
    });
  }
});

describe("awsx.ecs.FargateService", () => {
  const network = { networkConfiguration: { subnets: ["s"] } };
  const container = { name: "app", image: "nginx", cpu: 300, memory: 900 };

  it("makes definition, log group, roles with their policy, service", async () => {
    const { children } = await construct("awsx:ecs:FargateService", "web", {
      cluster: "c",
      ...network,
      taskDefinitionArgs: { container },
    });
    expect(
      children
        .map(({ type, name }) => `${type.split(":")[2]} ${name}`)
        .filter((each) => !each.startsWith("undefined"))
        .sort(),
    ).to.deep.equal([
      "FargateService web",
      "FargateTaskDefinition web",
      "LogGroup web",
      "Role web-execution",
      "Role web-task",
      "RolePolicyAttachment web-execution-9a42f520",
      "Service web",
      "TaskDefinition web",
    ]);
    const definition = only(children, "aws:ecs/taskDefinition:TaskDefinition").inputs;
    expect(definition).to.deep.include({
      cpu: "512",
      memory: "1024",
      networkMode: "awsvpc",
      requiresCompatibilities: ["FARGATE"],
      executionRoleArn: "arn:web-execution",
    });
    expect(JSON.parse(String(definition["containerDefinitions"]))[0]).to.deep.include({
      name: "app",
      logConfiguration: {
        logDriver: "awslogs",
        options: { "awslogs-group": "web", "awslogs-region": "us-east-1", "awslogs-stream-prefix": "app" },
      },
    });
    expect(only(children, "aws:ecs/service:Service").inputs).to.deep.include({
      launchType: "FARGATE",
      desiredCount: 1,
      waitForSteadyState: true,
      taskDefinition: "arn:web",
    });
  });

  const refused: [string, pulumi.Inputs, string][] = [
    ["no task definition", network, "exactly one of taskDefinition and taskDefinitionArgs"],
    [
      "two container settings",
      { ...network, taskDefinitionArgs: { container, containers: { a: container } } },
      "exactly one of container and containers",
    ],
    ["no network", { taskDefinition: "t" }, "no account here to take a default VPC from"],
  ];
  for (const [name, args, says] of refused) {
    it(`refuses ${name}`, async () => {
      const error = await construct("awsx:ecs:FargateService", "web", args).then(
        () => undefined,
        (each: unknown) => each as Error,
      );
      expect(error?.message).to.contain(says);
    });
  }
});

describe("awsx.lb.ApplicationLoadBalancer", () => {
  it("makes balancer, target group, listener and an open security group", async () => {
    const { children } = await construct("awsx:lb:ApplicationLoadBalancer", "web", {
      subnetIds: ["subnet-1"],
      listener: { port: 443, certificateArn: "c" },
    });
    expect(only(children, "aws:lb/loadBalancer:LoadBalancer").inputs).to.deep.include({
      loadBalancerType: "application",
      subnets: ["subnet-1"],
      securityGroups: ["web-id"],
    });
    expect(only(children, "aws:lb/targetGroup:TargetGroup").inputs).to.deep.include({
      port: 443,
      protocol: "HTTPS",
      targetType: "ip",
      vpcId: "vpc-of-subnet",
    });
    expect(only(children, "aws:lb/listener:Listener")).to.deep.include({ name: "web-0" });
    expect(only(children, "aws:lb/listener:Listener").inputs).to.deep.include({
      port: 443,
      protocol: "HTTPS",
      certificateArn: "c",
      loadBalancerArn: "arn:web",
      defaultActions: [{ type: "forward", targetGroupArn: "arn:web" }],
    });
    expect(only(children, "aws:ec2/securityGroup:SecurityGroup").inputs["ingress"]).to.have.length(1);
  });

  it("takes given security groups, several listeners, port 80 by default", async () => {
    const { children } = await construct("awsx:lb:ApplicationLoadBalancer", "web", {
      subnetIds: ["s"],
      securityGroups: ["sg"],
      listeners: [{}, { protocol: "HTTPS" }],
    });
    expect(count(children, "aws:ec2/securityGroup:SecurityGroup")).to.equal(0);
    const listeners = children
      .filter(({ type }) => type === "aws:lb/listener:Listener")
      .sort((a, b) => (a.name < b.name ? -1 : 1));
    expect(listeners.map(({ inputs }) => [inputs["port"], inputs["protocol"]])).to.deep.equal([
      [80, "HTTP"],
      [443, "HTTPS"],
    ]);
  });

  it("a network load balancer speaks TCP and has no security group", async () => {
    const { children } = await construct("awsx:lb:NetworkLoadBalancer", "net", { subnetIds: ["s"] });
    expect(only(children, "aws:lb/loadBalancer:LoadBalancer").inputs).to.include({ loadBalancerType: "network" });
    expect(only(children, "aws:lb/listener:Listener").inputs).to.include({ port: 80, protocol: "TCP" });
    expect(count(children, "aws:ec2/securityGroup:SecurityGroup")).to.equal(0);
  });
});

describe("the rest of awsx", () => {
  it("is refused by name", async () => {
    const error = await construct("awsx:ecr:Image", "i", {}).then(
      () => undefined,
      (each: unknown) => each as Error,
    );
    expect(error?.message).to.match(/^awsx:ecr:Image: the awsx stand-in makes awsx:ec2:Vpc, .* only$/);
    const invoked = await new AwsxStandIn("3.9.0").invoke("awsx:ec2:getDefaultVpc").then(
      () => undefined,
      (each: unknown) => each as Error,
    );
    expect(invoked?.message).to.contain("there is no account here");
  });
});
