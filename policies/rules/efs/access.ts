import type { FileSystemPolicyArgs, MountTargetArgs } from "@pulumi/aws/efs";
import { all, not, unknown, type Answer } from "../../answer";
import {
  condition,
  deniesPlainTransport,
  everyStatement,
  narrowedBy,
  openToAnyone,
  type Statement,
} from "../../policy-document";
import { present } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { isPrivateSubnet, subnetOfAnyKind } from "../vpc/private-subnet";
import { FILE_SYSTEM_POLICY, fileSystem, fileSystemPolicy, MOUNT_TARGET } from "./kinds";

const entrance = on<FileSystemPolicyArgs & MountTargetArgs>(FILE_SYSTEM_POLICY, MOUNT_TARGET);

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
  const [home] = stack.named(id, subnetOfAnyKind).certain;
  return home === undefined ? unknown(pathOf(id)) : isPrivateSubnet(home, stack);
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
