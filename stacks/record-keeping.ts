import type { Site } from "../components/site";
import type { LifecyclePlan } from "../components/storage/lifecycle";
import type { RecordBucketsArgs } from "../components/storage/record-buckets";
import { tagsFor, type Tags, type TagFacts } from "../components/tags";
import type { Context } from "./context";

/** Tags of what holds patients' records. */
export function recordTags(
  { settings, replica }: Context,
  site: Site,
  facts: Pick<TagFacts, "workload" | "purpose">,
): Tags {
  return tagsFor(site, {
    ...facts,
    classification: "phi",
    retentionDays: settings.retention.recordDays,
    backupTier: replica === undefined ? "versioned" : "replicated",
  });
}

/** How long buckets of patients' records keep an object, and how long nobody can delete it. */
export function recordKeeping(
  { settings: { retention }, replica }: Context,
  coldClass: LifecyclePlan["coldClass"],
): Pick<RecordBucketsArgs, "lifecycle" | "objectLock" | "replicated"> {
  return {
    lifecycle: { retentionDays: retention.recordDays, coldAfterDays: retention.recordColdAfterDays, coldClass },
    objectLock: { mode: "COMPLIANCE", days: retention.recordLockDays },
    replicated: replica !== undefined,
  };
}
