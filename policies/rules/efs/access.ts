import type {
  InternetGatewayArgs,
  RouteArgs,
  RouteTableArgs,
  RouteTableAssociationArgs,
  SubnetArgs,
} from "@pulumi/aws/ec2";
import type { FileSystemPolicyArgs, MountTargetArgs } from "@pulumi/aws/efs";
import { all, fromBoolean, not, unknown, type Answer } from "../../answer";
import {
  condition,
  deniesPlainTransport,
  everyStatement,
  narrowedBy,
  openToAnyone,
  type Statement,
} from "../../policy-document";
import { every, is, matches, notTrue, present } from "../../predicates";
import { pathOf, resourceOf, valueOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { Kind } from "../../stack-index";
import type { StackView } from "../../stack-view";
import { UNKNOWN } from "../../value";
import { FILE_SYSTEM_POLICY, fileSystem, fileSystemPolicy, MOUNT_TARGET } from "./kinds";

const entrance = on<FileSystemPolicyArgs & MountTargetArgs>(FILE_SYSTEM_POLICY, MOUNT_TARGET);

const DEFAULT_SUBNET = "aws:ec2/defaultSubnet:DefaultSubnet";
const subnet: Kind<SubnetArgs> = { types: ["aws:ec2/subnet:Subnet", DEFAULT_SUBNET] };
const association: Kind<RouteTableAssociationArgs> = {
  types: ["aws:ec2/routeTableAssociation:RouteTableAssociation"],
};
const routeTable: Kind<RouteTableArgs> = {
  types: ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"],
};
const route: Kind<RouteArgs> = { types: ["aws:ec2/route:Route"] };
const internetGateway: Kind<InternetGatewayArgs> = { types: ["aws:ec2/internetGateway:InternetGateway"] };

const ACCESS = "https://docs.aws.amazon.com/efs/latest/ug/access-control-block-public-access.html";

export const efsNotPublic = entrance.relation({
  id: "efs-not-public",
  title: "File systems are open neither to everyone nor to the internet",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: ACCESS,
  says: "opens its file system to anyone, or stands in a public subnet",
  fix: 'Name principals in the policy or add Condition: { StringEquals: { "elasticfilesystem:AccessPointArn": accessPoint.arn } }; put mount targets in private subnets.',
  why: "A star that needs a mount target, an access point, a network or an organisation is not public to EFS. Encrypted transport alone keeps nobody out.",
  adviseIfOpen:
    "Networks are mostly made in another stack, and policies name the ARN of a file system that is not made yet.",
  requires: (p, stack, { type }) =>
    type === FILE_SYSTEM_POLICY
      ? all(
          present(p.policy),
          everyStatement(p.policy, (statement) => not(isOpen(statement), pathOf(statement.Principal))),
        )
      : inPrivateSubnet(p.subnetId as Reading<string>, stack),
});

function isOpen(statement: Reading<Statement>): Answer {
  return all(
    openToAnyone(statement),
    not(narrowedBy(statement, (key) => key === "elasticfilesystem:accesspointarn")),
    not(condition(statement, /^Bool$/i, "elasticfilesystem:AccessedViaMountTarget", isTrue)),
  );
}

function isTrue(value: string): boolean {
  return value.toLowerCase() === "true";
}

function inPrivateSubnet(id: Reading<string>, stack: StackView): Answer {
  const [home] = stack.named(id, subnet).certain;
  return home === undefined ? unknown(pathOf(id)) : all(givesNoAddress(home), hasNoInternetRoute(home, stack));
}

function givesNoAddress(p: Reading<SubnetArgs>): Answer {
  // AWS makes default subnets with the setting on.
  return resourceOf(p).type === DEFAULT_SUBNET ? is(p.mapPublicIpOnLaunch, false) : notTrue(p.mapPublicIpOnLaunch);
}

function hasNoInternetRoute(p: Reading<SubnetArgs>, stack: StackView): Answer {
  const gatewayIsOther = (id: Reading<string>): Answer =>
    valueOf(id) === UNKNOWN
      ? fromBoolean(!stack.refersTo(id, internetGateway), pathOf(id))
      : not(matches(id, /^igw-/), pathOf(id));
  return stack.partner(p, association, "subnetId").every((by) =>
    stack.named(by.routeTableId, routeTable).every((table) =>
      all(
        every(table.routes, (inline) => gatewayIsOther((inline as Reading<{ gatewayId: string }>).gatewayId)),
        stack.partner(table, route, "routeTableId").every((own) => gatewayIsOther(own.gatewayId as Reading<string>)),
      ),
    ),
  );
}

export const efsTransitEncryptionPolicy = fileSystem.relation({
  id: "efs-transit-encryption-policy",
  title: "File systems refuse clients that do not use TLS",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"] },
  source: "https://docs.aws.amazon.com/efs/latest/ug/encryption-in-transit.html",
  says: "has no policy that refuses clients without TLS",
  fix: 'Add an aws.efs.FileSystemPolicy with { Effect: "Deny", Principal: { AWS: "*" }, Action: "*", Resource: fileSystem.arn, Condition: { Bool: { "aws:SecureTransport": "false" } } }.',
  adviseIfOpen: "The policy mostly names the ARN of its file system, which no first preview knows.",
  requires: (p, stack) =>
    stack
      .partner(p, fileSystemPolicy, "fileSystemId")
      .satisfies(({ policy }) => deniesPlainTransport(policy, "elasticfilesystem:ClientMount")),
});
