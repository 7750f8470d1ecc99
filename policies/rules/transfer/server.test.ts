import { from, testRule, unknownString, unknownValue, type OtherResource } from "../../testing/rule-tester";
import { transferFamilyServerNoFtp, transferServerNotPublic, transferServerStructuredLogging } from "./server";

const another = { name: "another type", type: "aws:s3/bucket:Bucket", props: {}, because: "other-type" } as const;

testRule(transferFamilyServerNoFtp, {
  valid: [
    { name: "SFTP", props: { protocols: ["SFTP"] } },
    { name: "left out (SFTP)", props: {} },
    { name: "FTPS and AS2", props: { protocols: ["FTPS", "AS2"] } },
  ],
  invalid: [
    { name: "FTP", props: { protocols: ["FTP"] }, finds: "protocols[0]" },
    { name: "FTP beside SFTP", props: { protocols: ["SFTP", "FTP"] }, finds: "protocols[1]" },
    { name: "FTP beside one not known yet", props: { protocols: [unknownString, "FTP"] }, finds: "protocols[1]" },
  ],
  notJudged: [
    another,
    { name: "not known yet", props: { protocols: unknownValue }, because: "unknown", finds: "protocols" },
  ],
});

const GROUP = "aws:ec2/securityGroup:SecurityGroup";
const vpc = { vpcId: "vpc-0a1b", subnetIds: ["subnet-0a1b"] };
const addressed = { ...vpc, addressAllocationIds: ["eipalloc-0a1b"] };

function group(cidr: string, name = "partners"): OtherResource {
  return {
    type: GROUP,
    name,
    props: { ingress: [{ protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: [cidr] }] },
    outputs: { id: `sg-${name}` },
  };
}

function server(endpointDetails: object): object {
  return { endpointType: "VPC", endpointDetails };
}

testRule(transferServerNotPublic, {
  valid: [
    { name: "in a VPC, without addresses", props: server(vpc) },
    {
      name: "behind a VPC endpoint",
      props: { endpointType: "VPC_ENDPOINT", endpointDetails: { vpcEndpointId: "vpce-0a1b" } },
    },
    {
      name: "with addresses, for a partner alone",
      props: server({ ...addressed, securityGroupIds: [from("partners")] }),
      others: [group("203.0.113.0/24"), group("0.0.0.0/0", "web")],
    },
    {
      name: "with addresses, its group by id",
      props: server({ ...addressed, securityGroupIds: ["sg-partners"] }),
      others: [group("203.0.113.0/24")],
    },
  ],
  invalid: [
    { name: "left out (public)", props: {}, finds: "endpointType" },
    { name: "public", props: { endpointType: "PUBLIC" }, finds: "endpointType" },
    {
      name: "with addresses, open to the world",
      props: server({ ...addressed, securityGroupIds: [from("partners")] }),
      others: [group("0.0.0.0/0")],
      finds: "SecurityGroup.ingress[0].cidrBlocks[0]",
    },
    {
      name: "with addresses, one of two groups open to the world",
      props: server({ ...addressed, securityGroupIds: [from("web"), from("partners")] }),
      others: [group("203.0.113.0/24", "web"), group("0.0.0.0/0")],
      finds: "SecurityGroup.ingress[0].cidrBlocks[0]",
    },
    {
      name: "with addresses and no group",
      props: server(addressed),
      finds: "endpointDetails.securityGroupIds",
    },
  ],
  notJudged: [
    another,
    {
      name: "not known yet",
      props: { endpointType: unknownString, endpointDetails: vpc },
      because: "unknown",
      finds: "endpointType",
    },
    {
      name: "a group of another stack",
      props: server({ ...addressed, securityGroupIds: ["sg-0c2d"] }),
      others: [group("0.0.0.0/0")],
      because: "unknown",
      finds: "endpointDetails.securityGroupIds",
    },
    {
      name: "a group of another stack, not known yet",
      props: server({ ...addressed, securityGroupIds: [unknownString] }),
      others: [group("0.0.0.0/0")],
      because: "unknown",
      finds: "endpointDetails.securityGroupIds",
    },
    {
      name: "a group of another stack, none here",
      props: server({ ...addressed, securityGroupIds: ["sg-0c2d"] }),
      because: "unknown",
      finds: "endpointDetails.securityGroupIds",
    },
  ],
});

const logGroup = "arn:aws:logs:us-east-1:111122223333:log-group:/claims/transfer:*";

testRule(transferServerStructuredLogging, {
  valid: [
    { name: "to a log group", props: { structuredLogDestinations: [logGroup] } },
    {
      name: "to a log group made in the same preview",
      props: { structuredLogDestinations: from("logs") },
      others: [{ type: "aws:cloudwatch/logGroup:LogGroup", name: "logs" }],
    },
    { name: "by a role", props: { loggingRole: "arn:aws:iam::111122223333:role/claims-transfer" } },
  ],
  invalid: [
    { name: "left out", props: {}, finds: ["structuredLogDestinations", "loggingRole"] },
    {
      name: "an empty list",
      props: { structuredLogDestinations: [] },
      finds: ["structuredLogDestinations", "loggingRole"],
    },
  ],
  notJudged: [
    another,
    {
      name: "a role of another stack",
      props: { loggingRole: unknownString },
      because: "unknown",
      finds: "loggingRole",
    },
  ],
});
