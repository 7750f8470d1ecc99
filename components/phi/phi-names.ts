import { bucketArn, bucketName, nameFor } from "../names";
import type { Place, Site } from "../site";

/** Buckets of the workload, beside that of their access log. */
export const PHI_BUCKETS = ["incoming", "released", "masked", "quarantine"] as const;
export type PhiBucket = (typeof PHI_BUCKETS)[number];

export const phiBucketRole = (bucket: PhiBucket): string => `phi-${bucket}`;
export const PHI_ACCESS_LOG_ROLE = "phi-access-log";

export function phiBucketName(place: Place, bucket: PhiBucket): string {
  return bucketName(place, phiBucketRole(bucket));
}

export function phiBucketArn(place: Place, bucket: PhiBucket): string {
  return bucketArn(place.region, phiBucketName(place, bucket));
}

/** Last parts of the names of the two machines, and of the rules that start them. */
export const PIPELINE_ROLE = "phi-pipeline";
export const BATCH_ROLE = "phi-batch";

/** Last part of the name of the role with which EventBridge starts the machines. */
export const PHI_RULES_ROLE = "phi-intake-rules";
/** Keeps events that no machine took. */
export const PHI_DEAD_LETTER_ROLE = "phi-intake-events-dlq";

/** Last part of the name of the role that people take to review documents. */
export const REVIEWER_ROLE = "phi-reviewer";

/** Last part of the table's name. */
export const REVIEW_TABLE_ROLE = "phi-reviews";

/** Last parts of the names of the queue of reviews and of that for what nobody could take from it. */
export const REVIEW_QUEUE_ROLE = "phi-reviews";
export const REVIEW_DEAD_LETTER_ROLE = "phi-reviews-dlq";

export const reviewQueueName = (site: Pick<Site, "project" | "environment">): string =>
  nameFor(site, "queue", REVIEW_QUEUE_ROLE);
