import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceRole } from "../access/service-role";
import { assertWhole } from "../errors";
import { nameFor } from "../names";
import { alarm } from "../observability/alarm";
import { LogGroup } from "../observability/log-group";
import { watch } from "../observability/watch";
import { atPlace, type Place, type Site } from "../site";
import type { Tags } from "../tags";
import { definitionText, type Definition } from "./asl";
import { machineArn } from "./state-machine-role";
import { stateMachineAlarms } from "./state-machine-alarms";

export interface StateMachineArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Last part of the machine's name. */
  readonly role: string;
  /** Made before by `stateMachineRole` with the same `role`. */
  readonly runsAs: ServiceRole;
  /** Its states, from a pure function; ARNs made from names. */
  readonly definition: (place: Place) => Definition;
  /** Key of definition, history and logs; its policy admits the role by `stateMachineUses`, logs and their delivery. */
  readonly kmsKeyArn: pulumi.Input<string>;
  /** How long logs stay; one of the values CloudWatch Logs has, a year or more. */
  readonly logRetentionDays: number;
  readonly alarmTopicArn: pulumi.Input<string>;
  /** What has to be there before it runs: its functions. */
  readonly after: readonly pulumi.Resource[];
}

/** Log groups that AWS services write to begin so: their names then need no entry of their own in the region's log policy. */
const LOG_PREFIX = "/aws/vendedlogs/states";

/** Longest execution of a STANDARD machine: one year. */
const YEAR_SECONDS = 31_536_000;

/**
 * A STANDARD state machine: its customer key for definition and history, every event logged without the data it carries, traces,
 * alarms. Executions can be redriven from the state that failed.
 */
export class StateMachine extends pulumi.ComponentResource {
  /** Made from its name: known at preview, and depends on the machine. */
  readonly namedArn: pulumi.Output<string>;

  constructor(name: string, args: StateMachineArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:compute:StateMachine", name, {}, opts);
    const { site, tags, role } = args;
    const child = { parent: this };
    const logs = new LogGroup(
      `${name}-log`,
      {
        site,
        tags,
        role,
        namePrefix: LOG_PREFIX,
        kmsKeyArn: args.kmsKeyArn,
        retentionDays: args.logRetentionDays,
        masksIdentifiers: true,
      },
      child,
    );
    const machine = new aws.sfn.StateMachine(
      `${name}-machine`,
      {
        name: nameFor(site, "stateMachine", role),
        type: "STANDARD",
        roleArn: args.runsAs.arn,
        definition: atPlace(site, (place) => {
          const definition = args.definition(place);
          assertWhole("StateMachine", name, "definition.TimeoutSeconds", definition.TimeoutSeconds, 60, YEAR_SECONDS);
          return definitionText(definition);
        }),
        encryptionConfiguration: {
          type: "CUSTOMER_MANAGED_KMS_KEY",
          kmsKeyId: args.kmsKeyArn,
          kmsDataKeyReusePeriodSeconds: 300,
        },
        loggingConfiguration: {
          level: "ALL",
          includeExecutionData: false,
          logDestination: logs.namedArn.apply((arn) => `${arn}:*`),
        },
        tracingConfiguration: { enabled: true },
        tags,
      },
      // Step Functions tries the role and the log group when it makes the machine.
      { ...child, dependsOn: [args.runsAs, ...args.after] },
    );
    this.namedArn = pulumi
      .all([site.accountId, machine.name])
      .apply(([accountId]) => machineArn({ ...site, accountId }, role));
    watch(site, tags, { kind: "machine", role });
    const scene = { site, tags, topicArn: args.alarmTopicArn };
    for (const spec of stateMachineAlarms(role, this.namedArn)) alarm(name, scene, spec, child);
    this.registerOutputs({ arn: this.namedArn });
  }
}
