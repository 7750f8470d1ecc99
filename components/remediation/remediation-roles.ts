import * as pulumi from "@pulumi/pulumi";
import { boundedRole, type BoundedRole } from "../access/bounded-role";
import { namedTrust } from "../access/named-trust";
import { ServiceRole } from "../access/service-role";
import type { FunctionContract } from "../compute/function-contract";
import { deadLetterRole, functionRole, functionUses } from "../compute/function-role";
import { liveArn, machineArn, stateMachineRole, stateMachineUses } from "../compute/state-machine-role";
import type { KeyUse } from "../keys/key-policy";
import { arnOf, nameFor } from "../names";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { TRIGGERS } from "./finding-patterns";
import { approverStatements, remediationStatements } from "./remediation-access";
import {
  APPROVER_ROLE,
  CALLED,
  FUNCTIONS,
  HELPERS,
  REMEDIATION_ROLE,
  REMINDER_ROLE,
  RULES_DEAD_LETTER_ROLE,
  RULES_ROLE,
} from "./remediation-names";

export interface RemediationRolesArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Names of roles in the account that may decide and undo. */
  readonly approvers: readonly string[];
}

/** Every role of the remediation, one a function. They are made before its key, whose policy names them. */
export class RemediationRoles extends pulumi.ComponentResource {
  readonly machine: ServiceRole;
  /** With which EventBridge starts the machine. */
  readonly rules: ServiceRole;
  readonly reminder: ServiceRole;
  readonly approver: BoundedRole;
  private readonly functions: ReadonlyMap<string, ServiceRole>;

  constructor(name: string, args: RemediationRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:remediation:RemediationRoles", name, {}, opts);
    const { site, tags } = args;
    const child = { parent: this };
    this.functions = new Map(
      FUNCTIONS.map((contract) => [
        contract.name,
        functionRole(
          `${name}-${contract.name}`,
          {
            site,
            tags,
            contract,
            statements: (place) => remediationStatements(place)[contract.name] ?? [],
            inNetwork: false,
          },
          child,
        ),
      ]),
    );
    this.machine = stateMachineRole(name, { site, tags, role: REMEDIATION_ROLE, functions: CALLED }, child);
    this.rules = new ServiceRole(
      `${name}-rules`,
      {
        site,
        tags,
        role: RULES_ROLE,
        description: "Starts the remediation of a finding.",
        service: "events.amazonaws.com",
        sourceArn: (place) =>
          TRIGGERS.map(({ role }) => arnOf(place, "events", `rule/${nameFor(place, "rule", role)}`)),
        statements: (place) => [
          {
            Sid: "StartRemediation",
            Effect: "Allow",
            Action: "states:StartExecution",
            Resource: machineArn(place, REMEDIATION_ROLE),
          },
        ],
      },
      child,
    );
    this.reminder = new ServiceRole(
      `${name}-reminder`,
      {
        site,
        tags,
        role: REMINDER_ROLE,
        description: "Starts the daily look at open risk assessments.",
        service: "scheduler.amazonaws.com",
        sourceArn: (place) => arnOf(place, "scheduler", "schedule-group/default"),
        statements: (place) => [
          {
            Sid: "StartLook",
            Effect: "Allow",
            Action: "lambda:InvokeFunction",
            Resource: liveArn(place, HELPERS.remind),
          },
          {
            Sid: "KeepDeadLetters",
            Effect: "Allow",
            Action: "sqs:SendMessage",
            Resource: arnOf(place, "sqs", nameFor(place, "queue", deadLetterRole(HELPERS.remind))),
          },
        ],
      },
      child,
    );
    this.approver = boundedRole(
      `${name}-approver`,
      {
        site,
        tags,
        role: APPROVER_ROLE,
        description: "Decides about remedies that may lock data away, and takes back what was done.",
        policyDescription: "Calls of the functions that take a decision or undo a remedy.",
        trust: (place) => namedTrust(place, args.approvers),
        statements: approverStatements,
      },
      child,
    );
    this.registerOutputs({});
  }

  of({ name }: FunctionContract): ServiceRole {
    const role = this.functions.get(name);
    if (role === undefined) throw new Error(`${name} is no function of the remediation`);
    return role;
  }

  /** Uses of the remediation's key. */
  keyUses(site: Site): pulumi.Input<KeyUse>[] {
    const through: Readonly<Record<string, readonly string[]>> = {
      [HELPERS.openBreach.name]: ["sns"],
      [HELPERS.ask.name]: ["sns"],
      [HELPERS.remind.name]: ["sns"],
      // Answers a state of a machine that is encrypted with the key.
      [HELPERS.decide.name]: ["states"],
    };
    const readWrite = ["kms:Decrypt", "kms:GenerateDataKey"] as const;
    const role = (of: ServiceRole, sid: string, services: readonly string[]): pulumi.Output<KeyUse> =>
      of.namedArn.apply((roleArn): KeyUse => ({ kind: "role", sid, roleArn, actions: readWrite, services }));
    return [
      { kind: "logs" },
      { kind: "log-delivery" },
      { kind: "tables" },
      {
        kind: "send",
        sid: "RulesSendDeadLetters",
        service: "events.amazonaws.com",
        queueName: nameFor(site, "queue", RULES_DEAD_LETTER_ROLE),
      },
      ...FUNCTIONS.map((contract) =>
        functionUses(this.of(contract), `${sidOf(contract.name)}Runs`, through[contract.name] ?? []),
      ),
      stateMachineUses(this.machine, site, REMEDIATION_ROLE, "Remediation"),
      role(this.rules, "RulesStartRemediation", ["states"]),
      role(this.reminder, "ReminderSends", ["scheduler", "sqs"]),
    ];
  }
}

/** Sids take letters and digits alone. */
const sidOf = (name: string): string => name.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
