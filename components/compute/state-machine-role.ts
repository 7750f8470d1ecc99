import type * as pulumi from "@pulumi/pulumi";
import type { Statement } from "../access/policy-document";
import { ServiceRole } from "../access/service-role";
import type { KeyUse } from "../keys/key-policy";
import { arnOf, iamArn, nameFor } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import type { FunctionContract } from "./function-contract";
import { LIVE } from "./function";

export interface StateMachineRoleArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the machine's and the role's name. */
  readonly role: string;
  /** The functions that it calls, each by its alias alone. */
  readonly functions: readonly FunctionContract[];
  /** What its states do beside. */
  readonly statements?: (place: Place) => readonly Statement[];
}

/** The role that a state machine runs with. It is made before the key, whose policy names it. */
export function stateMachineRole(
  name: string,
  args: StateMachineRoleArgs,
  opts: pulumi.ComponentResourceOptions,
): ServiceRole {
  const { site, role } = args;
  return new ServiceRole(
    `${name}-runs`,
    {
      site,
      tags: args.tags,
      role,
      description: `Runs the state machine ${role}.`,
      service: "states.amazonaws.com",
      sourceArn: (place) => machineArn(place, role),
      statements: (place) => [
        ...callStatements(place, args.functions),
        ...(args.statements?.(place) ?? []),
        ...observedStatements(place, nameFor(place, "role", role)),
      ],
    },
    opts,
  );
}

export function machineArn(place: Place, role: string): string {
  return arnOf(place, "states", `stateMachine:${nameFor(place, "stateMachine", role)}`);
}

/** ARN of a function's alias: what a definition names before the function is made. */
export function liveArn(place: Place, contract: FunctionContract): string {
  return arnOf(place, "lambda", `function:${nameFor(place, "function", contract.name)}:${LIVE}`);
}

function callStatements(place: Place, functions: readonly FunctionContract[]): Statement[] {
  if (functions.length === 0) return [];
  const Resource = functions.map((contract) => liveArn(place, contract));
  return [{ Sid: "CallFunctions", Effect: "Allow", Action: "lambda:InvokeFunction", Resource }];
}

/**
 * Actions that take no resource (Step Functions Developer Guide, "Using CloudWatch Logs", "Using X-Ray"). The logs' settings are
 * changed by the named roles alone, whoever else the policy may be attached to.
 */
export function observedStatements(place: Place, roleName: string): Statement[] {
  return [
    {
      Sid: "DeliverLogs",
      Effect: "Allow",
      Action: [
        "logs:CreateLogDelivery",
        "logs:DeleteLogDelivery",
        "logs:DescribeLogGroups",
        "logs:DescribeResourcePolicies",
        "logs:GetLogDelivery",
        "logs:ListLogDeliveries",
        "logs:PutResourcePolicy",
        "logs:UpdateLogDelivery",
      ],
      Resource: "*",
      Condition: { ArnLike: { "aws:PrincipalArn": iamArn(place, `role/${roleName}`) } },
    },
    {
      Sid: "SendTraces",
      Effect: "Allow",
      Action: ["xray:GetSamplingRules", "xray:GetSamplingTargets", "xray:PutTelemetryRecords", "xray:PutTraceSegments"],
      Resource: "*",
    },
  ];
}

/** What the machine's key has to allow its role. */
export function stateMachineUses(
  role: ServiceRole,
  site: Pick<Site, "project" | "environment">,
  machineRole: string,
  sid: string,
): pulumi.Output<KeyUse> {
  const machineName = nameFor(site, "stateMachine", machineRole);
  return role.namedArn.apply((roleArn): KeyUse => ({ kind: "states", sid, machineName, roleArn }));
}
