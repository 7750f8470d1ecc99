import { contract as collection } from "../../lambdas/evidence-collect/contract";
import { contract as intake } from "../../lambdas/evidence-intake/contract";
import { contract as report } from "../../lambdas/report-run/contract";
import { bucketArn, bucketName, catalogName, iamArn, nameFor } from "../names";
import type { Place } from "../site";

/** Last parts of names, which policies are written from before anything is made. */
export const LEDGER_ROLE = "ledger";
export const SIGNING_ROLE = "ledger-signing";
export const EVENTS_ROLE = "evidence-events";
export const EVENTS_DEAD_LETTER_ROLE = "evidence-events-dlq";
export const SCHEDULE_ROLE = "report-schedule";
export const COLLECTION_SCHEDULE_ROLE = "collection-schedule";
export const SUBJECTS_ROLE = "evidence-subjects";
export const AUDITOR_ROLE = "evidence-auditor";
export const PIPELINE_ROLE = "evidence-pipeline";
export const QUERIES_ROLE = "evidence";

export const ledgerName = (place: Place): string => bucketName(place, LEDGER_ROLE);
export const ledgerArn = (place: Place): string => bucketArn(place.region, ledgerName(place));

const roleArn = (place: Place, role: string): string => iamArn(place, `role/${nameFor(place, "role", role)}`);

/** Every role that adds to the ledger. */
export const writerArns = (place: Place): string[] =>
  [collection.name, intake.name, report.name, PIPELINE_ROLE].map((role) => roleArn(place, role));

/** Names in the Glue catalog. */
export const EVENTS_TABLE = "observed";
export const databaseName = (place: Pick<Place, "project" | "environment">): string => catalogName(place, QUERIES_ROLE);
