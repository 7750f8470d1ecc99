/** The shared network: subnets by a loop over zones, endpoints, flow logs; its outputs are read by the workloads' stacks. */
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

const cidr = "10.40.0.0/16";
const region = "us-east-1";
const zones = ["a", "b", "c"].map((letter) => `${region}${letter}`);
const account = aws.getCallerIdentityOutput().accountId;
const tags = { Service: "network", Environment: pulumi.getStack(), DataClassification: "internal" };

const vpc = new aws.ec2.Vpc("main", {
  cidrBlock: cidr,
  enableDnsSupport: true,
  enableDnsHostnames: true,
  tags: { ...tags, Name: "main" },
});
new aws.ec2.DefaultSecurityGroup("closed", { vpcId: vpc.id, ingress: [], egress: [] });
const gateway = new aws.ec2.InternetGateway("main", { vpcId: vpc.id, tags });

const publicTable = new aws.ec2.RouteTable("public", {
  vpcId: vpc.id,
  routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: gateway.id }],
  tags,
});
const publicSubnets: aws.ec2.Subnet[] = [];
const privateSubnets: aws.ec2.Subnet[] = [];
const privateTables: aws.ec2.RouteTable[] = [];
zones.forEach((availabilityZone, index) => {
  const open = new aws.ec2.Subnet(`public-${index}`, {
    vpcId: vpc.id,
    availabilityZone,
    cidrBlock: `10.40.${index}.0/24`,
    mapPublicIpOnLaunch: false,
    tags: { ...tags, Tier: "public" },
  });
  new aws.ec2.RouteTableAssociation(`public-${index}`, { subnetId: open.id, routeTableId: publicTable.id });
  const address = new aws.ec2.Eip(`nat-${index}`, { domain: "vpc", tags });
  const nat = new aws.ec2.NatGateway(
    `nat-${index}`,
    { allocationId: address.id, subnetId: open.id, tags },
    { dependsOn: gateway },
  );

  const closed = new aws.ec2.Subnet(`private-${index}`, {
    vpcId: vpc.id,
    availabilityZone,
    cidrBlock: `10.40.${16 * (index + 1)}.0/20`,
    tags: { ...tags, Tier: "private" },
  });
  const table = new aws.ec2.RouteTable(`private-${index}`, {
    vpcId: vpc.id,
    routes: [{ cidrBlock: "0.0.0.0/0", natGatewayId: nat.id }],
    tags,
  });
  new aws.ec2.RouteTableAssociation(`private-${index}`, { subnetId: closed.id, routeTableId: table.id });
  publicSubnets.push(open);
  privateSubnets.push(closed);
  privateTables.push(table);
});

const endpointGroup = new aws.ec2.SecurityGroup("endpoints", {
  vpcId: vpc.id,
  description: "Interface endpoints",
  ingress: [{ protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [cidr], description: "HTTPS from the VPC" }],
  tags,
});
for (const service of ["s3", "dynamodb"]) {
  new aws.ec2.VpcEndpoint(service, {
    vpcId: vpc.id,
    serviceName: `com.amazonaws.${region}.${service}`,
    vpcEndpointType: "Gateway",
    routeTableIds: privateTables.map((table) => table.id),
    tags,
  });
}
for (const service of ["kms", "logs", "secretsmanager", "sts", "ecr.api", "ecr.dkr", "monitoring"]) {
  new aws.ec2.VpcEndpoint(service, {
    vpcId: vpc.id,
    serviceName: `com.amazonaws.${region}.${service}`,
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    subnetIds: privateSubnets.map((subnet) => subnet.id),
    securityGroupIds: [endpointGroup.id],
    policy: pulumi.jsonStringify({
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: "*",
          Action: "*",
          Resource: "*",
          Condition: { StringEquals: { "aws:PrincipalAccount": account } },
        },
      ],
    }),
    tags,
  });
}

const key = new aws.kms.Key("network", {
  description: "Flow logs",
  enableKeyRotation: true,
  policy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Account",
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`arn:aws:iam::${account}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "FlowLogs",
        Effect: "Allow",
        Principal: { Service: `logs.${region}.amazonaws.com` },
        Action: ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
        Resource: "*",
        Condition: {
          ArnLike: { "kms:EncryptionContext:aws:logs:arn": pulumi.interpolate`arn:aws:logs:${region}:${account}:*` },
        },
      },
    ],
  }),
  tags,
});
const flowLogs = new aws.cloudwatch.LogGroup("flow-logs", {
  name: "/vpc/main",
  retentionInDays: 400,
  kmsKeyId: key.arn,
  tags,
});
const flowRole = new aws.iam.Role("flow-logs", {
  assumeRolePolicy: pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  }),
  inlinePolicies: [
    {
      name: "write",
      policy: pulumi.jsonStringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"],
            Resource: pulumi.interpolate`${flowLogs.arn}:*`,
          },
        ],
      }),
    },
  ],
  tags,
});
new aws.ec2.FlowLog("main", {
  vpcId: vpc.id,
  trafficType: "ALL",
  logDestinationType: "cloud-watch-logs",
  logDestination: flowLogs.arn,
  iamRoleArn: flowRole.arn,
  maxAggregationInterval: 60,
  tags,
});

export const vpcId = vpc.id;
export const publicSubnetIds = publicSubnets.map((subnet) => subnet.id);
export const privateSubnetIds = privateSubnets.map((subnet) => subnet.id);
