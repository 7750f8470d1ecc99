import * as aws from "@pulumi/aws";
import { houseKey } from "./keys";
import { accountId, audit, document, internal, logGroupArn, named, phi, region, serviceRole } from "./site";

const cidrBlock = "10.20.0.0/16";

export const vpc = new aws.ec2.Vpc("clinic", {
  cidrBlock,
  enableDnsHostnames: true,
  enableDnsSupport: true,
  tags: { ...internal, Name: named("clinic") },
});

const table = new aws.ec2.RouteTable("inner", { vpcId: vpc.id, tags: internal });

export const subnets = ["a", "b"].map((zone, index) => {
  const subnet = new aws.ec2.Subnet(`inner-${zone}`, {
    vpcId: vpc.id,
    cidrBlock: `10.20.${index}.0/24`,
    availabilityZone: `${region}${zone}`,
    tags: internal,
  });
  new aws.ec2.RouteTableAssociation(`inner-${zone}`, { subnetId: subnet.id, routeTableId: table.id });
  return subnet;
});

const flowLog = new aws.cloudwatch.LogGroup(
  "flow-log",
  { name: named("flow-log"), kmsKeyId: houseKey.arn, retentionInDays: 2192, tags: audit },
  { protect: true },
);
const flowRole = serviceRole(
  "flow",
  "vpc-flow-logs.amazonaws.com",
  document({
    Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"],
    Resource: [logGroupArn("flow-log"), `${logGroupArn("flow-log")}:log-stream:*`],
  }),
);
new aws.ec2.FlowLog("clinic", {
  vpcId: vpc.id,
  trafficType: "ALL",
  logDestination: flowLog.arn,
  iamRoleArn: flowRole.arn,
  tags: internal,
});

const doors = new aws.ec2.SecurityGroup("endpoints", {
  vpcId: vpc.id,
  description: "Endpoints of AWS services",
  ingress: [
    {
      description: "HTTPS from the clinic's network",
      protocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrBlocks: [cidrBlock],
    },
  ],
  tags: internal,
});

/** Only our own credentials pass. */
const oursOnly = document({
  Action: "*",
  Principal: "*",
  Resource: "*",
  Condition: { StringEquals: { "aws:PrincipalAccount": accountId } },
});

for (const service of ["s3", "dynamodb"]) {
  new aws.ec2.VpcEndpoint(service, {
    vpcId: vpc.id,
    serviceName: `com.amazonaws.${region}.${service}`,
    vpcEndpointType: "Gateway",
    routeTableIds: [table.id],
    policy: oursOnly,
    tags: internal,
  });
}
for (const service of ["kms", "logs", "secretsmanager", "sts", "ecr.api", "ecr.dkr", "sqs", "healthlake"]) {
  new aws.ec2.VpcEndpoint(service, {
    vpcId: vpc.id,
    serviceName: `com.amazonaws.${region}.${service}`,
    vpcEndpointType: "Interface",
    privateDnsEnabled: true,
    subnetIds: subnets.map((subnet) => subnet.id),
    securityGroupIds: [doors.id],
    policy: oursOnly,
    tags: internal,
  });
}

/** Where the clinic's own machines come in; the network company attaches its router to it. */
const line = new aws.ec2.NetworkInterface("line", {
  description: "The clinic's line",
  subnetId: subnets[0]?.id ?? "",
  securityGroups: [doors.id],
  tags: internal,
});

export const workerGroup = new aws.ec2.SecurityGroup("worker", {
  vpcId: vpc.id,
  description: "The machines that read the scans",
  ingress: [
    {
      description: "Status page, from the clinic's line",
      protocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrBlocks: [line.privateIp.apply((address) => `${address}/32`)],
    },
    // For the vendor's technician, who has no fixed address.
    { description: "Maintenance", protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] },
  ],
  egress: [
    { description: "HTTPS to the endpoints", protocol: "tcp", fromPort: 443, toPort: 443, cidrBlocks: [cidrBlock] },
  ],
  tags: phi,
});
