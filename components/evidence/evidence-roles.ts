import * as pulumi from "@pulumi/pulumi";
import { contract as collection } from "../../lambdas/evidence-collect/contract";
import { contract as intake } from "../../lambdas/evidence-intake/contract";
import { contract as report } from "../../lambdas/report-run/contract";
import { boundedRole, type BoundedRole } from "../access/bounded-role";
import { namedTrust } from "../access/named-trust";
import { ServiceRole } from "../access/service-role";
import { deadLetterRole, functionRole, functionUses } from "../compute/function-role";
import { scheduleRole, scheduleUses } from "../compute/function-schedule";
import { liveArn } from "../compute/state-machine-role";
import type { KeyUse } from "../keys/key-policy";
import { arnOf, nameFor } from "../names";
import { atPlace, type Site } from "../site";
import type { Tags } from "../tags";
import {
  auditorStatements,
  collectionStatements,
  intakeStatements,
  pipelineStatements,
  reportStatements,
} from "./ledger-access";
import {
  AUDITOR_ROLE,
  COLLECTION_SCHEDULE_ROLE,
  EVENTS_DEAD_LETTER_ROLE,
  EVENTS_ROLE,
  PIPELINE_ROLE,
  QUERIES_ROLE,
  SCHEDULE_ROLE,
} from "./ledger-names";

export interface EvidenceRolesArgs {
  readonly site: Site;
  readonly tags: Tags;
  /** Names of roles in the account that may read and query the ledger. */
  readonly auditors: readonly string[];
  /** Names of roles in the account that may add records of policy runs. */
  readonly pipelines: readonly string[];
}

/** Every role of the workload. They are made before its keys, whose policies name them. */
export class EvidenceRoles extends pulumi.ComponentResource {
  readonly intake: ServiceRole;
  /** Asks services of AWS what they found, and the one that starts it. */
  readonly collection: ServiceRole;
  readonly collectionSchedule: ServiceRole;
  /** Adds what came in to the ledger's tree and signs its heads: the only role that signs. */
  readonly report: ServiceRole;
  /** With which EventBridge Scheduler starts the report. */
  readonly schedule: ServiceRole;
  readonly auditor: BoundedRole;
  readonly pipeline: BoundedRole;

  constructor(name: string, args: EvidenceRolesArgs, opts?: pulumi.ComponentResourceOptions) {
    super("phiguard:evidence:EvidenceRoles", name, {}, opts);
    const { site, tags } = args;
    const child = { parent: this };
    this.intake = functionRole(
      `${name}-intake`,
      { site, tags, contract: intake, statements: intakeStatements, inNetwork: true },
      child,
    );
    this.collection = functionRole(
      `${name}-collection`,
      { site, tags, contract: collection, statements: collectionStatements, inNetwork: false },
      child,
    );
    this.collectionSchedule = scheduleRole(
      `${name}-collection`,
      {
        site,
        tags,
        role: COLLECTION_SCHEDULE_ROLE,
        contract: collection,
        deadLetterRole: deadLetterRole(collection),
      },
      child,
    );
    this.report = functionRole(
      `${name}-report`,
      { site, tags, contract: report, statements: reportStatements, inNetwork: true },
      child,
    );
    this.schedule = new ServiceRole(
      `${name}-schedule`,
      {
        site,
        tags,
        role: SCHEDULE_ROLE,
        description: "Starts the daily report on the ledger.",
        service: "scheduler.amazonaws.com",
        // Scheduler names the group of the schedule (EventBridge Scheduler User Guide, "Confused deputy prevention").
        sourceArn: (place) => arnOf(place, "scheduler", "schedule-group/default"),
        statements: (place) => [
          { Sid: "StartReport", Effect: "Allow", Action: "lambda:InvokeFunction", Resource: liveArn(place, report) },
          {
            Sid: "KeepDeadLetters",
            Effect: "Allow",
            Action: "sqs:SendMessage",
            Resource: arnOf(place, "sqs", nameFor(place, "queue", `${report.name}-dlq`)),
          },
        ],
      },
      child,
    );
    this.auditor = boundedRole(
      `${name}-auditor`,
      {
        site,
        tags,
        role: AUDITOR_ROLE,
        description: "Reads, verifies and queries the evidence ledger.",
        policyDescription: "Reading of the evidence ledger, and nothing else.",
        trust: (place) => namedTrust(place, args.auditors),
        statements: auditorStatements,
      },
      child,
    );
    this.pipeline = boundedRole(
      `${name}-pipeline`,
      {
        site,
        tags,
        role: PIPELINE_ROLE,
        description: "Adds records of policy runs and reports to the evidence ledger.",
        policyDescription: "Adding policy records and reports to the evidence ledger, and nothing else.",
        trust: (place) => namedTrust(place, args.pipelines),
        statements: pipelineStatements,
      },
      child,
    );
    this.registerOutputs({});
  }

  /** Uses of the ledger's key. */
  keyUses(site: Site): pulumi.Input<KeyUse>[] {
    const role = (
      { namedArn }: { readonly namedArn: pulumi.Output<string> },
      sid: string,
      actions: (KeyUse & { kind: "role" })["actions"],
      services: readonly string[],
    ): pulumi.Output<KeyUse> =>
      namedArn.apply((roleArn): KeyUse => ({ kind: "role", sid, roleArn, actions, services }));
    const rulesSend = (sid: string, queue: string): KeyUse => ({
      kind: "send",
      sid,
      service: "events.amazonaws.com",
      queueName: nameFor(site, "queue", queue),
    });
    const readWrite = ["kms:Decrypt", "kms:GenerateDataKey"] as const;
    return [
      { kind: "logs" },
      rulesSend("RulesSendEvents", EVENTS_ROLE),
      rulesSend("RulesSendDeadLetters", EVENTS_DEAD_LETTER_ROLE),
      functionUses(this.intake, "IntakeRuns", ["s3"]),
      functionUses(this.collection, "CollectionRuns", ["s3"]),
      scheduleUses(this.collectionSchedule, "CollectionScheduleRuns"),
      functionUses(this.report, "ReportRuns", ["s3"]),
      role(this.schedule, "ScheduleSends", readWrite, ["scheduler", "sqs"]),
      role(this.pipeline, "PipelinesWrite", readWrite, ["s3"]),
      role(this.auditor, "AuditorsRead", [...readWrite, "kms:DescribeKey"], ["s3", "athena"]),
      // Results stay with Athena, a day, under this key (Athena User Guide, "Managed query results").
      atPlace(site, (place): KeyUse => ({
        kind: "deliver",
        sid: "AthenaKeepsResults",
        service: "encryption.athena.amazonaws.com",
        actions: ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
        sourceArns: [arnOf(place, "athena", `workgroup/${nameFor(site, "workgroup", QUERIES_ROLE)}`)],
      })),
    ];
  }
}
