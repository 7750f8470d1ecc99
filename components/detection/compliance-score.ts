import * as pulumi from "@pulumi/pulumi";
import { COMPLIANCE_METRICS, contract } from "../../lambdas/compliance-score/contract";
import type { Statement } from "../access/policy-document";
import type { ServiceRole } from "../access/service-role";
import { LambdaFunction } from "../compute/function";
import { deadLetterRole, functionRole, functionUses } from "../compute/function-role";
import { FunctionSchedule, scheduleRole, scheduleUses } from "../compute/function-schedule";
import type { KeyUse } from "../keys/key-policy";
import { arnOf, nameFor } from "../names";
import { watch } from "../observability/watch";
import { atPlace, type Site } from "../site";
import type { Tags } from "../tags";

export interface ComplianceRoles {
  readonly runs: ServiceRole;
  readonly calls: ServiceRole;
}

/** Last part of the names of the schedule, its group and its role. */
const SCHEDULE_ROLE = "compliance-schedule";

/** What the function reads: AWS Config names no resource for it (Service Authorization Reference, "AWS Config"). */
export const readScores: Statement = {
  Sid: "ReadScores",
  Effect: "Allow",
  Action: [...contract.actions],
  Resource: "*",
};

/** Roles of the function and of its schedule. They are made before the key, whose policy names them. */
export function complianceRoles(
  name: string,
  { site, tags }: { readonly site: Site; readonly tags: Tags },
  opts: pulumi.ComponentResourceOptions,
): ComplianceRoles {
  return {
    runs: functionRole(
      `${name}-${contract.name}`,
      {
        site,
        tags,
        contract,
        statements: () => [readScores],
        inNetwork: false,
      },
      opts,
    ),
    calls: scheduleRole(
      `${name}-schedule`,
      { site, tags, role: SCHEDULE_ROLE, contract, deadLetterRole: deadLetterRole(contract) },
      opts,
    ),
  };
}

/** Uses of the key that encrypts the function's environment, logs and dead letters. */
export const complianceKeyUses = ({ runs, calls }: ComplianceRoles): pulumi.Input<KeyUse>[] => [
  functionUses(runs, "ComplianceScoreRuns"),
  scheduleUses(calls, "ComplianceScheduleRuns"),
];

export interface ComplianceScoreArgs {
  readonly site: Site;
  readonly tags: Tags;
  readonly roles: ComplianceRoles;
  readonly packName: pulumi.Input<string>;
  /** Its policy has `complianceKeyUses`. */
  readonly kmsKeyArn: pulumi.Input<string>;
  readonly logRetentionDays: number;
  readonly alarmTopicArn: pulumi.Input<string>;
}

/** Counts each hour how much of what a conformance pack checks complies, so that somebody hears when it falls, or when nobody knows. */
export class ComplianceScore extends pulumi.ComponentResource {
  constructor(name: string, args: ComplianceScoreArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:detection:ComplianceScore", name, {}, opts);
    const { site, tags, roles } = args;
    const child = { parent: this };
    const { namespace, dimension, compliance } = COMPLIANCE_METRICS;
    watch(site, tags, {
      kind: "figures",
      role: "config",
      namespace,
      dimensions: ({ environment }) => ({ [dimension]: environment }),
      counts: [],
      compliance,
    });
    const made = new LambdaFunction(
      `${name}-function`,
      {
        site,
        tags,
        contract,
        role: roles.runs,
        environment: { ENVIRONMENT: site.environment, PACK_NAME: args.packName },
        kmsKeyArn: args.kmsKeyArn,
        logRetentionDays: args.logRetentionDays,
        reservedConcurrency: 1,
        alarmTopicArn: args.alarmTopicArn,
      },
      child,
    );
    new FunctionSchedule(
      `${name}-schedule`,
      {
        site,
        tags,
        role: SCHEDULE_ROLE,
        description: "Counts how much complies.",
        everyMinutes: 60,
        function: made,
        calledAs: roles.calls,
        input: {},
        kmsKeyArn: args.kmsKeyArn,
        deadLetterArn: atPlace(site, (place) => arnOf(place, "sqs", nameFor(place, "queue", deadLetterRole(contract)))),
      },
      child,
    );
    this.registerOutputs({});
  }
}
