import { BATCHES } from "../../lambdas/evidence-intake/contract";

/** Columns of the ledger's events, as reports/model/observed-record.ts writes them; Hive knows small letters alone. A test compares the two. */
export const EVENT_COLUMNS: readonly (readonly [name: string, type: string])[] = [
  ["id", "string"],
  ["kind", "string"],
  ["collectedat", "string"],
  ["observedat", "string"],
  ["expiresat", "string"],
  ["eventid", "string"],
  ["runid", "string"],
  ["call", "string"],
  ["request", "string"],
  ["source", "string"],
  ["account", "string"],
  ["region", "string"],
  ["action", "string"],
  ["auditid", "string"],
  ["actor", "string"],
  ["outcome", "string"],
  ["subject", "string"],
  ["subjecttype", "string"],
  ["purpose", "string"],
  ["recipient", "string"],
  ["reason", "string"],
  ["workload", "string"],
  ["rule", "string"],
  ["check", "string"],
  ["pack", "string"],
  ["product", "string"],
  ["item", "string"],
  ["result", "string"],
  ["said", "string"],
  ["severity", "string"],
  ["workflow", "string"],
  ["recordstate", "string"],
  ["urn", "string"],
  ["detail", "map<string,string>"],
];

/** First day that a partition is looked for; nothing was written before. */
const FIRST_DAY = "2026-01-01";

/**
 * Athena works the partitions out by itself, a day each, without a crawler and without a catalog entry a day (Athena User Guide,
 * "Partition projection").
 */
export function projection(bucketName: string): Record<string, string> {
  return {
    "projection.enabled": "true",
    "projection.day.type": "date",
    "projection.day.format": "yyyy-MM-dd",
    "projection.day.range": `${FIRST_DAY},NOW`,
    "projection.day.interval": "1",
    "projection.day.interval.unit": "DAYS",
    "storage.location.template": `s3://${bucketName}/${BATCHES}day=\${day}/`,
  };
}
