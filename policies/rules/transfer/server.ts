import type { ServerArgs } from "@pulumi/aws/transfer";
import { all, any, no, unknown, unnamed, yes, type Answer } from "../../answer";
import { absent, every, given, is, noneOf, oneOf, present, some } from "../../predicates";
import { pathOf, type Reading } from "../../reading";
import { on } from "../../rule";
import type { StackView } from "../../stack-view";
import { closedToWorld } from "../ec2/network-rule";
import { everyIngressOf, securityGroup } from "../ec2/security-group";

export const SERVER = "aws:transfer/server:Server";
export const server = on<ServerArgs>(SERVER);

/** A server that names no protocol speaks SFTP. */
export function speaksSftp({ protocols }: Reading<ServerArgs>): Answer {
  return any(
    absent(protocols),
    some(protocols, (item) => is(item as Reading<string>, "SFTP")),
  );
}

export const transferFamilyServerNoFtp = server.rule({
  id: "transfer-family-server-no-ftp",
  title: "Transfer servers speak no plain FTP",
  severity: "high",
  controls: { hipaa: ["164.312(e)(1)", "164.312(e)(2)(i)", "164.312(e)(2)(ii)"], soc2: ["CC6.7"] },
  source: "https://docs.aws.amazon.com/transfer/latest/userguide/create-server-ftp.html",
  says: "takes files and passwords by FTP, which encrypts nothing",
  fix: 'Set protocols: ["SFTP"], or ["FTPS"] for clients that know no SFTP.',
  requires: (p) => every(p.protocols, (protocol) => noneOf(protocol as Reading<string>, ["FTP"])),
});

export const transferServerNotPublic = server.relation({
  id: "transfer-server-not-public",
  title: "Transfer servers stand in a VPC, and not everyone on the internet reaches them",
  severity: "high",
  controls: { hipaa: ["164.308(a)(3)(i)", "164.308(a)(4)(ii)(C)", "164.312(a)(1)", "164.312(e)(1)"] },
  source: "https://docs.aws.amazon.com/transfer/latest/userguide/create-server-in-vpc.html",
  says: "is reachable for everyone on the internet",
  fix: 'Set endpointType: "VPC" with endpointDetails; where it has Elastic IP addresses, name security groups that let in the partners\' addresses alone.',
  adviseIfOpen: "Security groups of another stack are judged where they are made.",
  requires: (p, stack) =>
    all(
      oneOf(p.endpointType, ["VPC", "VPC_ENDPOINT"]),
      any(unnamed(absent(p.endpointDetails.addressAllocationIds)), groupsAreShut(p, stack)),
    ),
});

/** Every group of the endpoint lets in named ranges alone. Without a group of its own it gets the default one of the VPC. */
function groupsAreShut(p: Reading<ServerArgs>, stack: StackView): Answer {
  const property = p.endpointDetails.securityGroupIds as Reading<unknown>;
  if (present(property).truth === false) return no(pathOf(property));
  const groups = stack.named(property, securityGroup).certain;
  if (groups.length === 0) return unknown(pathOf(property));
  return all(...groups.map((group) => everyIngressOf(group, stack, (rule) => closedToWorld(rule, yes))));
}

export const transferServerStructuredLogging = server.rule({
  id: "transfer-server-structured-logging",
  title: "Transfer servers log what their users do",
  severity: "medium",
  controls: { hipaa: ["164.308(a)(1)(ii)(D)", "164.312(a)(2)(i)", "164.312(b)"] },
  source: "https://docs.aws.amazon.com/transfer/latest/userguide/structured-logging.html",
  says: "does not log what its users do",
  fix: "Set structuredLogDestinations to the ARN of an encrypted log group (`${logGroup.arn}:*`).",
  requires: (p) => any(given(p.structuredLogDestinations), given(p.loggingRole)),
});
