import type * as pulumi from "@pulumi/pulumi";
import { contract as promote } from "../../lambdas/database-promote/contract";
import { contract as replay } from "../../lambdas/fhir-replay/contract";
import { contract as replayImages, type ReplayTarget } from "../../lambdas/image-replay/contract";
import { contract as measure } from "../../lambdas/recovery-measure/contract";
import { contract as report } from "../../lambdas/recovery-report/contract";
import { contract as restore } from "../../lambdas/recovery-restore/contract";
import type { Statement } from "../access/policy-document";
import { ServiceRole } from "../access/service-role";
import { imageDatastoreArn } from "../clinical/image-datastore";
import type { FunctionContract } from "../compute/function-contract";
import { functionRole, functionUses } from "../compute/function-role";
import { machineArn, stateMachineRole, stateMachineUses } from "../compute/state-machine-role";
import type { KeyUse } from "../keys/key-policy";
import { arnOf, nameFor } from "../names";
import type { Place, Site } from "../site";
import type { Tags } from "../tags";
import {
  drillRestoreStatements,
  imageReplayDataStatements,
  imageReplayRole,
  imageReplayStatements,
  measureStatements,
  promoteStatements,
  replayDataStatements,
  replayStatements,
  reportStatements,
  type ReplayTenant,
} from "./drill-access";

export const DRILL_FUNCTIONS = { measure, promote, restore, replay, replayImages, report } as const;

/** Last part of the names of the machine, its schedule and its queue. */
export const DRILL_ROLE = "recovery-drill";
export const DRILL_QUEUE_ROLE = `${DRILL_ROLE}-dlq`;
const SCHEDULE_ROLE = `${DRILL_ROLE}-schedule`;
const REPLAY_DATA_ROLE = "fhir-replay-data";
const EVIDENCE_ROLE = "recovery-evidence";

export interface DrillRolesArgs {
  /** The region in which the drill runs: the second one, where there is one. */
  readonly site: Site;
  readonly tags: Tags;
  readonly vaultName: string;
  readonly replicaIdentifier: string;
  /** Last part of the name of AWS Backup's role for restores. */
  readonly restoreRole: string;
  /** The bucket with exports, in the drill's region. */
  readonly journalBucket: (place: Place) => string;
  /** Organisations whose images are replayed, with the data stores of the drill's region that take them. */
  readonly tenants: readonly ReplayTenant[];
  /** The home region, where the evidence goes, if it is another one. */
  readonly homeRegion: string;
}

/** Every role of the drill. They are made before the key, whose policy names them. */
export interface DrillRoles {
  readonly functions: Readonly<Record<keyof typeof DRILL_FUNCTIONS, ServiceRole>>;
  readonly machine: ServiceRole;
  readonly schedule: ServiceRole;
  /** HealthLake's, for replays. */
  readonly replayData: ServiceRole;
  /** Where each organisation's images are replayed to, with HealthImaging's role for it; null where no data store is named. */
  readonly replayTargets: Readonly<Record<string, { readonly [K in keyof ReplayTarget]: pulumi.Input<string> } | null>>;
  /** Carries evidence to the home region's bus. */
  readonly evidence: ServiceRole | undefined;
}

export const scheduleGroup = (site: Pick<Site, "project" | "environment">): string => nameFor(site, "rule", DRILL_ROLE);
export const evidenceRule = (site: Pick<Site, "project" | "environment">): string =>
  nameFor(site, "rule", EVIDENCE_ROLE);

export function drillRoles(name: string, args: DrillRolesArgs, opts: pulumi.ComponentResourceOptions): DrillRoles {
  const { site, tags, vaultName } = args;
  const ofFunction = (contract: FunctionContract, statements: (place: Place) => Statement[]): ServiceRole =>
    functionRole(`${name}-${contract.name}`, { site, tags, contract, statements, inNetwork: false }, opts);
  return {
    functions: {
      measure: ofFunction(measure, (place) => measureStatements(place, vaultName)),
      promote: ofFunction(promote, (place) => promoteStatements(place, args.replicaIdentifier)),
      restore: ofFunction(restore, (place) => drillRestoreStatements(place, vaultName, args.restoreRole)),
      replay: ofFunction(replay, (place) => replayStatements(place, args.journalBucket(place), REPLAY_DATA_ROLE)),
      replayImages: ofFunction(replayImages, (place) => imageReplayStatements(place, args.tenants)),
      report: ofFunction(report, reportStatements),
    },
    machine: stateMachineRole(name, { site, tags, role: DRILL_ROLE, functions: Object.values(DRILL_FUNCTIONS) }, opts),
    schedule: new ServiceRole(
      `${name}-schedule`,
      {
        site,
        tags,
        role: SCHEDULE_ROLE,
        description: "Starts the drill on its schedule.",
        service: "scheduler.amazonaws.com",
        sourceArn: (place) => arnOf(place, "scheduler", `schedule-group/${scheduleGroup(place)}`),
        statements: (place) => [
          {
            Sid: "StartDrill",
            Effect: "Allow",
            Action: "states:StartExecution",
            Resource: machineArn(place, DRILL_ROLE),
          },
          {
            Sid: "KeepDeadLetters",
            Effect: "Allow",
            Action: "sqs:SendMessage",
            Resource: arnOf(place, "sqs", nameFor(place, "queue", DRILL_QUEUE_ROLE)),
          },
        ],
      },
      opts,
    ),
    replayData: new ServiceRole(
      `${name}-replay-data`,
      {
        site,
        tags,
        role: REPLAY_DATA_ROLE,
        description: "Reads the replicated export of the FHIR data store in a replay.",
        service: "healthlake.amazonaws.com",
        sourceArn: (place) => arnOf(place, "healthlake", "datastore/fhir/*"),
        statements: (place) => replayDataStatements(place, args.journalBucket(place)),
      },
      opts,
    ),
    replayTargets: Object.fromEntries(
      args.tenants.map((tenant) => {
        const { id, replayDatastoreId: datastoreId } = tenant;
        if (datastoreId === undefined) return [id, null];
        const role = new ServiceRole(
          `${name}-image-replay-${id}`,
          {
            site,
            tags,
            role: imageReplayRole(id),
            description: `Reads the replicated images of the tenant ${id} in a replay.`,
            service: "medical-imaging.amazonaws.com",
            sourceArn: (place) => imageDatastoreArn(place, datastoreId),
            statements: (place) => imageReplayDataStatements(place, tenant),
          },
          opts,
        );
        return [id, { datastoreId, dataAccessRoleArn: role.arn }];
      }),
    ),
    evidence:
      args.homeRegion === site.region
        ? undefined
        : new ServiceRole(
            `${name}-evidence`,
            {
              site,
              tags,
              role: EVIDENCE_ROLE,
              description: "Carries evidence of drills to the home region's bus.",
              service: "events.amazonaws.com",
              sourceArn: (place) => arnOf(place, "events", `rule/${evidenceRule(place)}`),
              statements: (place) => [
                {
                  Sid: "TellHome",
                  Effect: "Allow",
                  Action: "events:PutEvents",
                  Resource: arnOf({ ...place, region: args.homeRegion }, "events", "event-bus/default"),
                },
              ],
            },
            opts,
          ),
  };
}

/** What the key of the drill's region has to allow them. */
export function drillKeyUses(roles: DrillRoles, site: Site): pulumi.Input<KeyUse>[] {
  const { functions: of } = roles;
  return [
    { kind: "log-delivery" },
    functionUses(of.measure, "MeasureRuns"),
    functionUses(of.promote, "PromoteRuns"),
    functionUses(of.restore, "RestoreRuns"),
    functionUses(of.replay, "ReplayRuns"),
    functionUses(of.replayImages, "ImageReplayRuns"),
    functionUses(of.report, "ReportRuns"),
    stateMachineUses(roles.machine, site, DRILL_ROLE, "Drill"),
    roles.schedule.namedArn.apply((roleArn): KeyUse => ({
      kind: "role",
      sid: "ScheduleStartsDrill",
      roleArn,
      actions: ["kms:Decrypt", "kms:GenerateDataKey"],
      services: ["states", "sqs", "scheduler"],
    })),
    {
      kind: "send",
      sid: "EvidenceSendsDeadLetters",
      service: "events.amazonaws.com",
      queueName: nameFor(site, "queue", DRILL_QUEUE_ROLE),
    },
  ];
}
