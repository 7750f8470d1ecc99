import { arnOf, bucketArn, bucketName, iamArn, nameFor } from "../names";
import type { Place, Site } from "../site";

/** Zones of the lake in the order that data take through them. */
export const ZONES = ["raw", "curated", "analytics"] as const;
export type Zone = (typeof ZONES)[number];

/** Buckets beside the zones: claims that were refused, and the code of the jobs. */
export const LAKE_BUCKETS = [...ZONES, "quarantine", "code"] as const;
export type LakeBucket = (typeof LAKE_BUCKETS)[number];

export const lakeBucketRole = (bucket: LakeBucket): string => `lake-${bucket}`;
export const LAKE_ACCESS_LOG_ROLE = "lake-access-log";

export function lakeBucketName(place: Place, bucket: LakeBucket): string {
  return bucketName(place, lakeBucketRole(bucket));
}

export function lakeBucketArn(place: Place, bucket: LakeBucket): string {
  return bucketArn(place.region, lakeBucketName(place, bucket));
}

/**
 * What lies where. Readers of the analytics zone differ by prefix, as IAM knows prefixes and not columns: each table stands where
 * those may read it who may see every column of it.
 */
export const PREFIX = {
  /**
   * Raw: what partners upload; claims, the EHR's records and decisions on who is who that passed the check; care notes as Firehose writes
   * them, and what Firehose could not read.
   */
  incoming: "claims/incoming/",
  accepted: "claims/accepted/",
  ehr: "ehr/accepted/",
  decisions: "decisions/accepted/",
  /** What partners are told of their uploads; and by a hash of its name, which version of an upload was scanned last. */
  acknowledgements: "claims/acknowledgements/",
  scanned: "claims/scanned/",
  notes: "notes/",
  noteErrors: "errors/notes/",
  /** Quarantine: claims that were refused, each with the reason. */
  refused: "claims/refused/",
  /** Analytics: without identifiers, and for those who call patients. */
  deidentified: "de-identified/",
  outreach: "outreach/",
  /** Curated and analytics: where Spark would set down what does not fit its memory; connectors to databases do, which no job has. */
  scratch: "temporary/",
} as const;

/** Databases of the Glue catalog, each for the tables of one prefix or zone. Athena takes no hyphen in a name. */
export const DATABASES = ["raw", "curated", "analytics", "outreach"] as const;
export type Database = (typeof DATABASES)[number];

export function databaseName(site: Pick<Site, "project" | "environment">, database: Database): string {
  return nameFor(site, "other", database).replaceAll("-", "_");
}

/** Stages of the jobs. Only `curate` reads raw data, and only `score` writes analytics. */
export const STAGES = ["curate", "refine", "score"] as const;
export type Stage = (typeof STAGES)[number];
export const stageRole = (stage: Stage): string => `lake-${stage}`;

export const crawlerRole = (database: Database): string => `lake-crawl-${database}`;

/** People who use the lake, by what they do. */
export const PERSONAS = ["data-engineer", "analyst", "care-coordinator", "auditor", "administrator"] as const;
export type Persona = (typeof PERSONAS)[number];
export const personaRole = (persona: Persona): string => `lake-${persona}`;

/** Workgroups of Athena, one for each kind of reader. */
export const WORKGROUPS = ["engineering", "analysis", "outreach"] as const;
export type Workgroup = (typeof WORKGROUPS)[number];

export function workgroupName(site: Pick<Site, "project" | "environment">, workgroup: Workgroup): string {
  return nameFor(site, "workgroup", `lake-${workgroup}`);
}

export function workgroupArn(place: Place, workgroup: Workgroup): string {
  return arnOf(place, "athena", `workgroup/${workgroupName(place, workgroup)}`);
}

/** Partners by the names that they sign in with. */
export const partnerRole = (partner: string): string => `lake-partner-${partner}`;

export const FIREHOSE_ROLE = "lake-notes-delivery";
export const MALWARE_ROLE = "lake-malware-scan";
export const QUICKSIGHT_ROLE = "lake-quicksight";
export const DATABRICKS_ROLE = "lake-databricks";
export const NOTES_STREAM_ROLE = "care-notes";
/** The table of what was sent in the last day, and the key of its hashes. */
export const SENDINGS_ROLE = "care-note-sendings";
export const RISK_TOPIC_ROLE = "risk-alerts";
export const ESCALATION_TOPIC_ROLE = "risk-escalations";
export const RISK_TABLE_ROLE = "risk-alerts";
export const RISK_SCHEDULE_ROLE = "risk-alerts-due";

/** Rules whose undelivered events the dead-letter queue keeps. */
export const LAKE_DEAD_LETTER_ROLE = "lake-events-dlq";

export function roleArn(place: Place, role: string): string {
  return iamArn(place, `role/${nameFor(place, "role", role)}`);
}
