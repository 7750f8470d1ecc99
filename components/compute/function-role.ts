import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../access/policy-document";
import { ServiceRole } from "../access/service-role";
import type { KeyUse } from "../keys/key-policy";
import { arnOf, logGroupArn, logGroupName, nameFor } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import { assertActions, type FunctionContract } from "./function-contract";

export interface FunctionRoleArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly contract: FunctionContract;
  /** What the code itself does: exactly the contract's actions. */
  readonly statements: (place: Place) => readonly Statement[];
  /** True for a function in a network, whose interfaces Lambda makes with this role. */
  readonly inNetwork: boolean;
}

/** Log groups of functions, below which CloudWatch's own views look for them. */
export const FUNCTION_LOGS = "/aws/lambda";

/** Last part of the name of a function's dead-letter queue. */
export const deadLetterRole = (contract: FunctionContract): string => `${contract.name}-dlq`;

/**
 * The role that a function runs with. It is made before the keys, whose policies name it. Lambda takes a role of the function's
 * own account only, and names that account when it does.
 */
export function functionRole(name: string, args: FunctionRoleArgs, opts: pulumi.ComponentResourceOptions): ServiceRole {
  const { site, contract } = args;
  return new ServiceRole(
    `${name}-runs`,
    {
      site,
      tags: args.tags,
      role: contract.name,
      description: `Runs the function ${contract.name}.`,
      service: "lambda.amazonaws.com",
      statements: (place) => {
        const own = args.statements(place);
        assertActions(name, contract, own);
        return [...own, ...runtimeStatements(place, contract, args.inNetwork)];
      },
    },
    opts,
  );
}

/** What every function needs beside its own work: its logs, its traces, its dead letters, and interfaces in a network. */
export function runtimeStatements(place: Place, contract: FunctionContract, inNetwork: boolean): Statement[] {
  const group = logGroupArn(place, logGroupName(place, contract.name, FUNCTION_LOGS));
  const statements: Statement[] = [
    {
      Sid: "WriteLogs",
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
      Resource: `${group}:*`,
    },
    {
      Sid: "KeepDeadLetters",
      Effect: "Allow",
      Action: "sqs:SendMessage",
      Resource: arnOf(place, "sqs", nameFor(place, "queue", deadLetterRole(contract))),
    },
    TRACES,
  ];
  return inNetwork ? [...statements, ...interfaceStatements(place)] : statements;
}

/** X-Ray's two actions take no resource (Service Authorization Reference, "AWS X-Ray"). */
const TRACES: Statement = {
  Sid: "SendTraces",
  Effect: "Allow",
  Action: ["xray:PutTelemetryRecords", "xray:PutTraceSegments"],
  Resource: "*",
};

/**
 * Lambda makes interfaces in the subnets with the function's role. Two reads work on every resource alone; the rest takes what is in the account
 * and region (Lambda Developer Guide, "Giving Lambda functions access to resources in an Amazon VPC", required IAM permissions).
 */
export function interfaceStatements(place: Place): Statement[] {
  return [
    {
      Sid: "LookAtNetwork",
      Effect: "Allow",
      Action: ["ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets"],
      Resource: "*",
    },
    {
      Sid: "MakeInterfaces",
      Effect: "Allow",
      Action: [
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:UnassignPrivateIpAddresses",
      ],
      Resource: arnOf(place, "ec2", "*/*"),
    },
  ];
}

/** What the key of a function's environment, logs and dead letters has to allow its role; `services` are those it reads through beside. */
export function functionUses(role: ServiceRole, sid: string, services: readonly string[] = []): pulumi.Output<KeyUse> {
  return role.namedArn.apply((roleArn): KeyUse => {
    return {
      kind: "role",
      sid,
      roleArn,
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      services: ["lambda", "sqs", ...services],
    };
  });
}
