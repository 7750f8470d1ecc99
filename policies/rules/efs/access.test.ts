import { from, testRule, unknownString, type OtherResource } from "../../testing/rule-tester";
import { efsNotPublic, efsTransitEncryptionPolicy } from "./access";
import { FILE_SYSTEM_POLICY, MOUNT_TARGET } from "./kinds";

const another = {
  name: "another type",
  type: "aws:efs/accessPoint:AccessPoint",
  props: {},
  because: "other-type",
} as const;

const policy = (...statements: readonly object[]): string =>
  JSON.stringify({ Version: "2012-10-17", Statement: statements });
const open = { Effect: "Allow", Principal: { AWS: "*" }, Action: "elasticfilesystem:ClientMount", Resource: "*" };
const role = { AWS: "arn:aws:iam::111122223333:role/intake" };
const when = (Condition: object) => ({ fileSystemId: "fs-1", policy: policy({ ...open, Condition }) });
const accessPoint = "arn:aws:elasticfilesystem:us-east-1:111122223333:access-point/fsap-1";
const PRINCIPAL = "policy.Statement[0].Principal";

const target = { fileSystemId: "fs-1", subnetId: from("subnet") };
const subnet = (props: object = {}): OtherResource => ({ type: "aws:ec2/subnet:Subnet", name: "subnet", props });
const associated = (subnetId: unknown = from("subnet")): OtherResource => ({
  type: "aws:ec2/routeTableAssociation:RouteTableAssociation",
  name: "association",
  props: { subnetId, routeTableId: from("table") },
});
const table = (...routes: readonly object[]): OtherResource => ({
  type: "aws:ec2/routeTable:RouteTable",
  name: "table",
  props: { routes },
});
const route = (props: object, routeTableId: unknown = from("table")): OtherResource => ({
  type: "aws:ec2/route:Route",
  name: "route",
  props: { routeTableId, destinationCidrBlock: "0.0.0.0/0", ...props },
});
const gateway: OtherResource = { type: "aws:ec2/internetGateway:InternetGateway", name: "gateway" };
const nat: OtherResource = { type: "aws:ec2/natGateway:NatGateway", name: "nat" };
const inside = [subnet({ mapPublicIpOnLaunch: false }), associated()];

testRule(efsNotPublic, {
  valid: [
    { name: "a role", props: { fileSystemId: "fs-1", policy: policy({ ...open, Principal: role }) } },
    {
      name: "anyone who comes by a mount target",
      props: when({ Bool: { "elasticfilesystem:AccessedViaMountTarget": "true" } }),
    },
    {
      name: "anyone who comes by a mount target, in small letters",
      props: when({ bool: { "elasticfilesystem:AccessedViaMountTarget": true } }),
    },
    {
      name: "anyone who comes by the access point and TLS",
      props: when({
        Bool: { "aws:SecureTransport": "true" },
        StringEquals: { "elasticfilesystem:AccessPointArn": accessPoint },
      }),
    },
    { name: "anyone of the organisation", props: when({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }) },
    { name: "everyone is refused", props: { fileSystemId: "fs-1", policy: policy({ ...open, Effect: "Deny" }) } },
    {
      name: "private subnet",
      type: MOUNT_TARGET,
      props: target,
      others: [...inside, table({ cidrBlock: "0.0.0.0/0", natGatewayId: from("nat") }), nat],
    },
    { name: "subnet without routes", type: MOUNT_TARGET, props: target, others: [subnet()] },
    {
      name: "another subnet's table has a way out",
      type: MOUNT_TARGET,
      props: target,
      others: [
        subnet(),
        { type: "aws:ec2/subnet:Subnet", name: "public" },
        associated(from("public")),
        table({ gatewayId: "igw-1" }),
      ],
    },
    {
      name: "another table's route leads out",
      type: MOUNT_TARGET,
      props: target,
      others: [
        ...inside,
        table(),
        { ...table(), name: "public" },
        route({ gatewayId: from("gateway") }, from("public")),
        gateway,
      ],
    },
    {
      name: "to the virtual private gateway",
      type: MOUNT_TARGET,
      props: target,
      others: [
        ...inside,
        table({ gatewayId: "vgw-1" }, { gatewayId: "eigw-1" }),
        route({ gatewayId: from("vpn") }),
        { type: "aws:ec2/vpnGateway:VpnGateway", name: "vpn" },
      ],
    },
    {
      name: "default subnet that gives no address",
      type: MOUNT_TARGET,
      props: target,
      others: [{ ...subnet({ mapPublicIpOnLaunch: false }), type: "aws:ec2/defaultSubnet:DefaultSubnet" }],
    },
  ],
  invalid: [
    { name: "anyone", props: { fileSystemId: "fs-1", policy: policy(open) }, finds: PRINCIPAL },
    {
      name: "anyone, in the second statement",
      props: { fileSystemId: "fs-1", policy: policy({ ...open, Principal: role }, { ...open, Principal: "*" }) },
      finds: "policy.Statement[1].Principal",
    },
    { name: "anyone who uses TLS", props: when({ Bool: { "aws:SecureTransport": "true" } }), finds: PRINCIPAL },
    {
      name: "anyone who comes by no mount target",
      props: when({ Bool: { "elasticfilesystem:AccessedViaMountTarget": "false" } }),
      finds: PRINCIPAL,
    },
    {
      name: "anyone of whom nothing is told",
      props: when({ BoolIfExists: { "elasticfilesystem:AccessedViaMountTarget": "true" } }),
      finds: PRINCIPAL,
    },
    {
      name: "anyone of whom nothing is told, in other words",
      props: when({ "ForAllValues:Bool": { "elasticfilesystem:AccessedViaMountTarget": "true" } }),
      finds: PRINCIPAL,
    },
    {
      name: "any access point",
      props: when({ StringLike: { "elasticfilesystem:AccessPointArn": "*" } }),
      finds: PRINCIPAL,
    },
    { name: "no policy", props: { fileSystemId: "fs-1" }, finds: "policy" },
    {
      name: "subnet that gives addresses",
      type: MOUNT_TARGET,
      props: target,
      others: [subnet({ mapPublicIpOnLaunch: true })],
      finds: "Subnet.mapPublicIpOnLaunch",
    },
    {
      name: "default subnet",
      type: MOUNT_TARGET,
      props: target,
      others: [{ ...subnet(), type: "aws:ec2/defaultSubnet:DefaultSubnet" }],
      finds: "DefaultSubnet.mapPublicIpOnLaunch",
    },
    {
      name: "route in the table",
      type: MOUNT_TARGET,
      props: target,
      others: [...inside, table({ natGatewayId: "nat-1" }, { gatewayId: "igw-1" })],
      finds: "RouteTable.routes[1].gatewayId",
    },
    {
      name: "route in the VPC's own table",
      type: MOUNT_TARGET,
      props: target,
      others: [...inside, { ...table({ gatewayId: "igw-1" }), type: "aws:ec2/defaultRouteTable:DefaultRouteTable" }],
      finds: "DefaultRouteTable.routes[0].gatewayId",
    },
    {
      name: "route of its own",
      type: MOUNT_TARGET,
      props: target,
      others: [...inside, table(), route({ gatewayId: from("gateway") }), gateway],
      finds: "Route.gatewayId",
    },
  ],
  notJudged: [
    another,
    {
      name: "policy not known yet",
      props: { fileSystemId: "fs-1", policy: unknownString },
      because: "unknown",
      finds: "policy.Statement",
    },
    {
      name: "subnet of another stack",
      type: MOUNT_TARGET,
      props: { ...target, subnetId: "subnet-1" },
      others: [subnet()],
      because: "unknown",
      finds: "subnetId",
    },
    {
      name: "subnet not known yet",
      type: MOUNT_TARGET,
      props: { ...target, subnetId: unknownString },
      because: "unknown",
      finds: "subnetId",
    },
    {
      name: "whose table it is not known yet",
      type: MOUNT_TARGET,
      props: target,
      others: [subnet(), associated(unknownString), table()],
      because: "unknown",
      finds: "RouteTableAssociation.subnetId",
    },
  ],
});

const refuses = { ...open, Effect: "Deny", Action: "*", Condition: { Bool: { "aws:SecureTransport": "false" } } };
const having = (text: unknown, fileSystemId: unknown = from("subject")): OtherResource => ({
  type: FILE_SYSTEM_POLICY,
  name: "policy",
  props: { fileSystemId, policy: text },
});
const claims = { creationToken: "claims", encrypted: true };
const made = { outputs: { id: "fs-1" } };

testRule(efsTransitEncryptionPolicy, {
  valid: [
    { name: "refuses plain NFS", props: claims, others: [having(policy(refuses))] },
    { name: "by id", props: claims, ...made, others: [having(policy(open, refuses), "fs-1")] },
    {
      name: "refuses to mount",
      props: claims,
      others: [
        having(policy({ ...refuses, Action: ["elasticfilesystem:ClientWrite", "elasticfilesystem:ClientMount"] })),
      ],
    },
  ],
  invalid: [
    { name: "no policy", props: claims, finds: "FileSystemPolicy" },
    {
      name: "policy of another one",
      props: claims,
      ...made,
      others: [having(policy(refuses), "fs-2")],
      finds: "FileSystemPolicy",
    },
    {
      name: "refuses writing alone",
      props: claims,
      others: [having(policy({ ...refuses, Action: "elasticfilesystem:ClientWrite" }))],
      finds: ["FileSystemPolicy.policy.Statement[0].Action", "FileSystemPolicy.policy.Statement[0].NotAction"],
    },
    {
      name: "asks nobody for TLS",
      props: claims,
      others: [having(policy(open))],
      finds: ["FileSystemPolicy.policy.Statement[0].Condition", "FileSystemPolicy.policy.Statement[0].Effect"],
    },
  ],
  notJudged: [
    another,
    {
      name: "policy names the file system that is not made yet",
      props: claims,
      others: [having(unknownString)],
      because: "unknown",
      finds: "FileSystemPolicy.policy.Statement",
    },
    {
      name: "whose policy it is not known yet",
      props: claims,
      others: [having(policy(refuses), unknownString)],
      because: "unknown",
      finds: "FileSystemPolicy.fileSystemId",
    },
  ],
});
