import * as pulumi from "@pulumi/pulumi";
import type { ActionName } from "../../lambdas/finding-triage/contract";
import { stepsAt, type Step } from "../compute/flow-step";
import { LIVE, type LambdaFunction } from "../compute/function";
import type { FunctionContract } from "../compute/function-contract";
import { functionSet } from "../compute/function-set";
import { StateMachine } from "../compute/state-machine";
import { RecordTable, type TableReplica } from "../database/record-table";
import { tableName } from "../database/table-access";
import { assertWhole } from "../errors";
import { TABLES } from "../fhir/fhir-access";
import { nameFor } from "../names";
import { Topic } from "../observability/topic";
import type { Site } from "../site";
import type { Tags } from "../tags";
import { isolationGroup } from "./isolation-group";
import { BreachReminder } from "./breach-reminder";
import { remediationFlow } from "./remediation-flow";
import { CALLED, HELPERS, REMEDIATION_ROLE, REMEDIES, TOPIC_ROLE } from "./remediation-names";
import type { RemediationRoles } from "./remediation-roles";
import { RemediationRules } from "./remediation-rules";

export interface RemediationArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Tags of the table, whose backup tier has it backed up. */
  readonly recordTags: Tags;
  readonly roles: RemediationRoles;
  /** Key of its own; it holds no PHI. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** Actions that are on; the others are told of and not done. */
  readonly actions: readonly ActionName[];
  /** True looks and tells what would be done, and changes nothing. */
  readonly dryRun: boolean;
  /** Hours that people have to decide, in [1, 168]; afterwards nothing is done. */
  readonly approvalHours: number;
  /** Address that is asked for approvals and told of suspected breaches; its owner has to confirm it. */
  readonly email: string;
  /** A second region that keeps a copy of what was changed, assessed and decided. */
  readonly replica?: TableReplica;
  /** Network whose instances can be isolated; without one the action is off. */
  readonly vpcId?: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Runs of each function at the same time. */
const CONCURRENCY = 2;

/**
 * From a finding to its remedy: rules, a state machine, a function and a role for each action. What may lock data away waits for people; what was
 * there is kept before it is changed; each step is told as evidence; a suspected breach starts its clock.
 */
export class Remediation extends pulumi.ComponentResource {
  readonly machineArn: pulumi.Output<string>;
  readonly topicArn: pulumi.Output<string>;

  constructor(name: string, args: RemediationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:remediation:Remediation", name, {}, opts);
    assertWhole("Remediation", name, "approvalHours", args.approvalHours, 1, 168);
    const { site, tags, roles, kmsKeyArn, logRetentionDays, alarmTopicArn } = args;
    const child = { parent: this };
    const topic = new Topic(
      `${name}-topic`,
      { site, tags, role: TOPIC_ROLE, kmsKeyArn, publishers: () => [], emails: [args.email] },
      child,
    );
    const table = new RecordTable(
      `${name}-table`,
      {
        site,
        tags: args.recordTags,
        internalTags: tags,
        role: REMEDIATION_ROLE,
        kmsKeyArn,
        keys: { partition: { name: "id" }, sort: { name: "kind" } },
        replica: args.replica,
        alarmTopicArn,
      },
      child,
    );
    const isolation =
      args.vpcId === undefined ? undefined : isolationGroup(name, { site, tags, vpcId: args.vpcId }, child);
    const actions = args.actions.filter((action) => action !== "isolate-instance" || isolation !== undefined);
    const values: Readonly<Record<string, pulumi.Input<string>>> = {
      ACCESS_TABLE: tableName(site, TABLES.access),
      ACTIONS: actions.length === 0 ? "none" : actions.join(","),
      DECISION_FUNCTION: `${nameFor(site, "function", HELPERS.decide.name)}:${LIVE}`,
      DRY_RUN: String(args.dryRun),
      ISOLATION_GROUP: isolation?.id ?? "none",
      TABLE: table.tableName,
      TOPIC_ARN: topic.arn,
    };
    const make = functionSet(
      name,
      { site, tags, kmsKeyArn, logRetentionDays, reservedConcurrency: CONCURRENCY, alarmTopicArn },
      this,
    );
    const made = (contract: FunctionContract): LambdaFunction =>
      make({
        contract,
        role: roles.of(contract),
        environment: Object.fromEntries(
          contract.environment.map((variable) => [variable, values[variable] as pulumi.Input<string>]),
        ),
      });
    const functions = CALLED.map(made);
    made(HELPERS.decide);
    const machine = new StateMachine(
      `${name}-flow`,
      {
        site,
        tags,
        role: REMEDIATION_ROLE,
        runsAs: roles.machine,
        definition: (place) => {
          const step = stepsAt(place);
          const { triage, openBreach, ask, record } = HELPERS;
          return remediationFlow({
            triage: step(triage),
            openBreach: step(openBreach),
            ask: step(ask),
            record: step(record),
            actions: Object.fromEntries(
              Object.entries(REMEDIES).map(([action, contract]) => [action, step(contract)]),
            ) as Record<ActionName, Step>,
            approvalHours: args.approvalHours,
          });
        },
        kmsKeyArn,
        logRetentionDays,
        alarmTopicArn,
        after: functions,
      },
      child,
    );
    new RemediationRules(
      `${name}-rules`,
      { site, tags, machineArn: machine.namedArn, roleArn: roles.rules.arn, kmsKeyArn, alarmTopicArn },
      child,
    );
    new BreachReminder(
      `${name}-reminder`,
      { site, function: made(HELPERS.remind), role: roles.reminder, kmsKeyArn },
      child,
    );
    this.machineArn = machine.namedArn;
    this.topicArn = topic.arn;
    this.registerOutputs({ machineArn: this.machineArn });
  }
}
