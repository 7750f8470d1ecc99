import type { Site } from "./site";

export type Classification = "phi" | "de-identified" | "internal" | "public";

/** What a resource is for, where rules differ by it: audit and access-log stores, records, findings, backups for recovery alone, what others than its makers use, the role for emergencies. */
export type Purpose = "audit" | "access-log" | "record" | "findings" | "recovery" | "shared" | "break-glass";

export type BackupTier = "replicated" | "versioned" | "none";

/** The tag key for each thing we say about a resource; a team maps them to its own. */
export interface TagKeys {
  readonly environment: string;
  readonly workload: string;
  readonly owner: string;
  readonly classification: string;
  readonly purpose: string;
  readonly dataOwner: string;
  readonly retentionYears: string;
  readonly backupTier: string;
}

export const DEFAULT_TAG_KEYS: TagKeys = {
  environment: "phiguard:environment",
  workload: "phiguard:workload",
  owner: "phiguard:owner",
  classification: "phiguard:classification",
  purpose: "phiguard:purpose",
  dataOwner: "DataOwner",
  retentionYears: "RetentionYears",
  backupTier: "BackupTier",
};

export type Tags = Readonly<Record<string, string>>;

/** Says of an API that it is meant to be reached from the internet; rules ask for it. */
export const INTERNET_FACING: Tags = { "phiguard:exposure": "internet-facing" };

export interface TagFacts {
  /** Workload such as foundation or healthlake. */
  readonly workload: string;
  readonly classification: Classification;
  readonly purpose?: Purpose;
  /** How long the content must be kept, in days; shown in whole years, rounded down. */
  readonly retentionDays?: number;
  readonly backupTier?: BackupTier;
}

/** Days in a Gregorian year on average, so that 2557 days are seven years and 2192 are six. */
const DAYS_A_YEAR = 365.2425;

/** The tags of one resource. Data owner, retention and backup tier are told where there is data to keep. */
export function tagsFor(site: Pick<Site, "environment" | "owner" | "tagKeys">, facts: TagFacts): Tags {
  const keys = site.tagKeys;
  const tags: Record<string, string> = {
    [keys.environment]: site.environment,
    [keys.workload]: facts.workload,
    [keys.owner]: site.owner,
    [keys.classification]: facts.classification,
  };
  if (facts.purpose !== undefined) tags[keys.purpose] = facts.purpose;
  if (facts.retentionDays !== undefined) {
    tags[keys.dataOwner] = site.owner;
    tags[keys.retentionYears] = String(Math.floor(facts.retentionDays / DAYS_A_YEAR));
    tags[keys.backupTier] = facts.backupTier ?? "none";
  }
  return tags;
}
