import type * as pulumi from "@pulumi/pulumi";
import { contract as check } from "../../lambdas/claims-check/contract";
import { contract as intake } from "../../lambdas/note-intake/contract";
import { contract as alert, DAY_INDEX, DUE_INDEX } from "../../lambdas/risk-alert/contract";
import { ServiceRole } from "../access/service-role";
import { TrustedRole, trustRoles } from "../access/trusted-role";
import type { FunctionContract } from "../compute/function-contract";
import { deadLetterRole, functionRole } from "../compute/function-role";
import { scheduleRole } from "../compute/function-schedule";
import { tableStatements } from "../database/table-access";
import { hashStatement } from "../keys/hash-key";
import { arnOf, logGroupArn, logGroupName, nameFor } from "../names";
import type { Place, Site } from "../site";
import { tagsFor } from "../tags";
import type { Statement } from "../access/policy-document";
import { roleOfPartner } from "./claims-server";
import {
  allow,
  below,
  crawlerStatements,
  deliveryStatements,
  listing,
  malwareStatements,
  stageStatements,
} from "./lake-access";
import {
  crawlerRole,
  DATABASES,
  ESCALATION_TOPIC_ROLE,
  FIREHOSE_ROLE,
  MALWARE_ROLE,
  NOTES_STREAM_ROLE,
  personaRole,
  PERSONAS,
  PREFIX,
  RISK_SCHEDULE_ROLE,
  RISK_TABLE_ROLE,
  RISK_TOPIC_ROLE,
  SENDINGS_ROLE,
  stageRole,
  STAGES,
  type Database,
  type Persona,
  type Stage,
} from "./lake-names";
import { personaStatements } from "./persona-access";

export const LAKE_FUNCTIONS = { check, intake, alert } as const;

/** Group of Firehose's errors. */
export const DELIVERY_LOGS = "/aws/kinesisfirehose";

export interface LakeRolesArgs {
  readonly site: Site;
  readonly workload: string;
  readonly partners: readonly string[];
  /** Names of the roles of this account that may take each persona's role. */
  readonly personas: Readonly<Record<Persona, readonly string[]>>;
}

/** Every role of the workload. They are made before its keys, whose policies name them. */
export interface LakeRoles {
  readonly check: ServiceRole;
  readonly intake: ServiceRole;
  readonly alert: ServiceRole;
  /** Wakes the alerts up for what is due. */
  readonly alertSchedule: ServiceRole;
  readonly delivery: ServiceRole;
  readonly malware: ServiceRole;
  readonly partners: readonly ServiceRole[];
  readonly stages: Readonly<Record<Stage, ServiceRole>>;
  readonly crawlers: Readonly<Record<Database, ServiceRole>>;
  readonly personas: Readonly<Record<Persona, TrustedRole>>;
}

/** What the functions do, exactly as their contracts have it. */
export const FUNCTION_STATEMENTS: Readonly<Record<keyof typeof LAKE_FUNCTIONS, (place: Place) => Statement[]>> = {
  check: (place) => [
    listing("FindChecksums", place, "raw", [PREFIX.incoming, PREFIX.scanned]),
    allow(
      "ReadUploads",
      ["s3:GetObject", "s3:GetObjectVersion"],
      below(place, "raw", [PREFIX.incoming, PREFIX.scanned]),
    ),
    allow("WriteCopies", "s3:PutObject", [
      ...below(place, "raw", [PREFIX.accepted, PREFIX.ehr, PREFIX.decisions, PREFIX.acknowledgements, PREFIX.scanned]),
      ...below(place, "quarantine", [PREFIX.refused]),
    ]),
    audits(place),
  ],
  intake: (place) => [
    allow(
      "PutNotes",
      "kinesis:PutRecord",
      arnOf(place, "kinesis", `stream/${nameFor(place, "stream", NOTES_STREAM_ROLE)}`),
    ),
    ...tableStatements(place, { sid: "RememberSendings", role: SENDINGS_ROLE }, [
      "dynamodb:PutItem",
      "dynamodb:UpdateItem",
    ]),
    hashStatement(place, SENDINGS_ROLE),
  ],
  alert: (place) => [
    ...tableStatements(
      place,
      { sid: "RememberAlerts", role: RISK_TABLE_ROLE, indexes: [DUE_INDEX.name, DAY_INDEX.name] },
      [
        "dynamodb:BatchGetItem",
        "dynamodb:ConditionCheckItem",
        "dynamodb:GetItem",
        "dynamodb:PutItem",
        "dynamodb:Query",
        "dynamodb:UpdateItem",
      ],
    ),
    allow(
      "TellOfRisks",
      "sns:Publish",
      [RISK_TOPIC_ROLE, ESCALATION_TOPIC_ROLE].map((role) => arnOf(place, "sns", nameFor(place, "topic", role))),
    ),
    audits(place),
  ],
};

function audits(place: Place): Statement {
  return allow("TellAuditors", "events:PutEvents", arnOf(place, "events", "event-bus/default"), {
    StringEquals: { "events:source": "phiguard.data-platform" },
  });
}

export function lakeRoles(name: string, args: LakeRolesArgs, opts: pulumi.ComponentResourceOptions): LakeRoles {
  const { site, workload } = args;
  const tags = tagsFor(site, { workload, classification: "internal" });
  const ofFunction = (key: keyof typeof LAKE_FUNCTIONS): ServiceRole => {
    const contract: FunctionContract = LAKE_FUNCTIONS[key];
    const statements = FUNCTION_STATEMENTS[key];
    return functionRole(`${name}-${contract.name}`, { site, tags, contract, statements, inNetwork: true }, opts);
  };
  const ofService = (
    role: string,
    description: string,
    service: string,
    statements: (place: Place) => Statement[],
    sourceArn?: (place: Place) => string | readonly string[],
  ): ServiceRole =>
    new ServiceRole(`${name}-${role}`, { site, tags, role, description, service, sourceArn, statements }, opts);
  const each = <K extends string, T>(keys: readonly K[], make: (key: K) => T): Record<K, T> =>
    Object.fromEntries(keys.map((key) => [key, make(key)])) as Record<K, T>;
  return {
    check: ofFunction("check"),
    intake: ofFunction("intake"),
    alert: ofFunction("alert"),
    alertSchedule: scheduleRole(
      `${name}-alert-schedule`,
      { site, tags, role: RISK_SCHEDULE_ROLE, contract: alert, deadLetterRole: deadLetterRole(alert) },
      opts,
    ),
    delivery: ofService(
      FIREHOSE_ROLE,
      "Takes care notes from their stream to the raw zone.",
      "firehose.amazonaws.com",
      (place) =>
        deliveryStatements(
          place,
          nameFor(place, "stream", NOTES_STREAM_ROLE),
          logGroupArn(place, logGroupName(place, FIREHOSE_ROLE, DELIVERY_LOGS)),
        ),
      (place) => arnOf(place, "firehose", `deliverystream/${nameFor(place, "deliveryStream", NOTES_STREAM_ROLE)}`),
    ),
    malware: ofService(
      MALWARE_ROLE,
      "Scans what partners upload for malware.",
      "malware-protection-plan.guardduty.amazonaws.com",
      malwareStatements,
    ),
    partners: args.partners.map((partner) => roleOfPartner(name, { site, tags, partner }, opts)),
    stages: each(STAGES, (stage) =>
      ofService(stageRole(stage), `Runs the jobs of the stage ${stage}.`, "glue.amazonaws.com", (place) =>
        stageStatements(place, stage),
      ),
    ),
    crawlers: each(DATABASES, (database) =>
      ofService(
        crawlerRole(database),
        `Keeps the catalog's tables of the database ${database}.`,
        "glue.amazonaws.com",
        (place) => crawlerStatements(place, database),
      ),
    ),
    personas: each(
      PERSONAS,
      (persona) =>
        new TrustedRole(
          `${name}-${persona}`,
          {
            site,
            tags,
            role: personaRole(persona),
            description: `What a person does in the lake as ${persona}.`,
            policyDescription: `Rights of the persona ${persona}.`,
            trust: (place) => trustRoles(place, args.personas[persona]),
            statements: (place) => personaStatements(place, site, persona, workload),
          },
          opts,
        ),
    ),
  };
}
