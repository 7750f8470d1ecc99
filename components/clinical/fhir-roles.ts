import type * as pulumi from "@pulumi/pulumi";
import { contract as analytics } from "../../lambdas/fhir-analytics/contract";
import { contract as converter } from "../../lambdas/fhir-convert/contract";
import { contract as exporter } from "../../lambdas/fhir-export/contract";
import { contract as importer } from "../../lambdas/fhir-import/contract";
import { contract as jobs } from "../../lambdas/fhir-jobs/contract";
import { contract as hold } from "../../lambdas/fhir-legal-hold/contract";
import type { Statement } from "../access/policy-document";
import type { ServiceRole } from "../access/service-role";
import type { FunctionContract } from "../compute/function-contract";
import { functionRole, functionUses } from "../compute/function-role";
import { scheduleRole, scheduleUses } from "../compute/function-schedule";
import type { KeyUse } from "../keys/key-policy";
import { nameFor } from "../names";
import type { Place, Site } from "../site";
import { tagsFor } from "../tags";
import {
  analyticsStatements,
  exportStatements,
  holdStatements,
  importStatements,
  jobStatements,
  UPLOAD_QUEUE_ROLE,
  type FhirPlace,
} from "./fhir-access";
import { convertStatements, INTAKE_QUEUE_ROLE } from "./fhir-intake-access";
import { fhirBuckets, type FhirBucketNames } from "./fhir-store";

export const FHIR_FUNCTIONS = { converter, importer, exporter, jobs, analytics, hold } as const;
type Which = keyof typeof FHIR_FUNCTIONS;

/** Last part of the name of the queue of events that were not delivered; under the workload's key, as they name objects. */
export const FHIR_DEAD_LETTER_ROLE = "fhir-events-dlq";
export const EXPORT_SCHEDULE_ROLE = "fhir-export-schedule";

export interface FhirRolesArgs {
  readonly site: Site;
  readonly workload: string;
  readonly bucketNames?: FhirBucketNames;
  /** True where the functions run in the network. */
  readonly inNetwork: boolean;
}

/** Roles of the workload's functions and of the schedule. They are made before the key, whose policy names them. */
export interface FhirRoles extends Readonly<Record<Which, ServiceRole>> {
  readonly schedule: ServiceRole;
}

const STATEMENTS: Readonly<Record<Which, (place: FhirPlace) => Statement[]>> = {
  converter: convertStatements,
  importer: importStatements,
  exporter: exportStatements,
  jobs: jobStatements,
  analytics: analyticsStatements,
  hold: holdStatements,
};

export function fhirRoles(name: string, args: FhirRolesArgs, opts: pulumi.ComponentResourceOptions): FhirRoles {
  const { site, workload, inNetwork } = args;
  const tags = tagsFor(site, { workload, classification: "internal" });
  const at = (place: Place): FhirPlace => ({
    ...place,
    tagKeys: site.tagKeys,
    workload,
    ...fhirBuckets(place, args.bucketNames),
  });
  const role = (which: Which): ServiceRole => {
    const contract: FunctionContract = FHIR_FUNCTIONS[which];
    const statements = (place: Place): Statement[] => STATEMENTS[which](at(place));
    return functionRole(`${name}-${contract.name}`, { site, tags, contract, statements, inNetwork }, opts);
  };
  return {
    converter: role("converter"),
    importer: role("importer"),
    exporter: role("exporter"),
    jobs: role("jobs"),
    analytics: role("analytics"),
    hold: role("hold"),
    schedule: scheduleRole(
      `${name}-export-schedule`,
      { site, tags, role: EXPORT_SCHEDULE_ROLE, contract: exporter, deadLetterRole: FHIR_DEAD_LETTER_ROLE },
      opts,
    ),
  };
}

/** Uses of the workload's key by the functions, the queue of uploads and the one of what was not delivered. */
export function fhirKeyUses(roles: FhirRoles, site: Site): pulumi.Input<KeyUse>[] {
  const send = (sid: string, queueRole: string): KeyUse => ({
    kind: "send",
    sid,
    service: "events.amazonaws.com",
    queueName: nameFor(site, "queue", queueRole),
  });
  return [
    functionUses(roles.converter, "ConvertRuns", ["s3"]),
    functionUses(roles.importer, "ImportRuns", ["s3"]),
    functionUses(roles.exporter, "ExportRuns", ["s3"]),
    functionUses(roles.jobs, "JobsRun", ["s3"]),
    functionUses(roles.analytics, "AnalyticsRun", ["s3"]),
    functionUses(roles.hold, "HoldRuns", ["s3"]),
    scheduleUses(roles.schedule, "ExportScheduleRuns"),
    send("DroppedFilesReachQueue", INTAKE_QUEUE_ROLE),
    send("UploadsReachQueue", UPLOAD_QUEUE_ROLE),
    send("UploadRulesSendDeadLetters", FHIR_DEAD_LETTER_ROLE),
  ];
}
