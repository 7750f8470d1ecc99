import { assertWhole } from "../errors";

/** Where objects go while they are kept. Days count from an object's creation, or from when a version was replaced. */
export interface LifecyclePlan {
  /** Days until an object is deleted, in [2192, 36500]; 2192 are six years with leap days (45 CFR 164.316(b)(2)(i)). */
  readonly retentionDays: number;
  /** Days until objects move to the colder class, in [30, retentionDays - 1]. */
  readonly coldAfterDays: number;
  /**
   * `STANDARD_IA` and `GLACIER_IR` (Glacier Instant Retrieval) both read at once, so reports and audits still can.
   * `INTELLIGENT_TIERING` pays for large objects of which nobody knows when they are read again, such as images: nothing is charged for reading.
   * Deep archives that take hours to read are no choice for records in use.
   */
  readonly coldClass: "STANDARD_IA" | "GLACIER_IR" | "INTELLIGENT_TIERING";
  /** Days until objects that nobody reads any more move to Glacier Deep Archive, in [coldAfterDays + 90, retentionDays - 1]; left out, never. */
  readonly archiveAfterDays?: number;
}

/** Days that S3 charges an object of Glacier Instant Retrieval for at the least; one of Standard-IA it charges for 30 (S3 pricing). */
const LEAST_COLD_DAYS = 90;

export const SIX_YEARS_DAYS = 2192;
const LONGEST_DAYS = 36_500;

/** Throws ArgumentError for a plan that would delete records early, or that S3 would refuse. */
export function assertLifecycle(component: string, name: string, plan: LifecyclePlan): void {
  assertWhole(component, name, "lifecycle.retentionDays", plan.retentionDays, SIX_YEARS_DAYS, LONGEST_DAYS);
  assertWhole(component, name, "lifecycle.coldAfterDays", plan.coldAfterDays, 30, plan.retentionDays - 1);
  const { archiveAfterDays } = plan;
  if (archiveAfterDays !== undefined) {
    const least = plan.coldAfterDays + LEAST_COLD_DAYS;
    assertWhole(component, name, "lifecycle.archiveAfterDays", archiveAfterDays, least, plan.retentionDays - 1);
  }
}

export interface LifecycleRule {
  readonly id: string;
  readonly status: "Enabled";
  /** Empty: the rule is for the whole bucket. */
  readonly filter: Record<string, never>;
  readonly transitions?: { readonly days: number; readonly storageClass: string }[];
  readonly expiration?: { readonly days: number };
  readonly noncurrentVersionTransitions?: { readonly noncurrentDays: number; readonly storageClass: string }[];
  readonly noncurrentVersionExpiration?: { readonly noncurrentDays: number };
  readonly abortIncompleteMultipartUpload?: { readonly daysAfterInitiation: number };
}

/** Days after which what a broken upload left behind is removed. */
const ABORT_UPLOADS_AFTER_DAYS = 7;

/** Two rules for the whole bucket: how long objects and old versions stay, and no half uploads. */
export function lifecycleRules(plan: LifecyclePlan): LifecycleRule[] {
  const moves = [
    { days: plan.coldAfterDays, storageClass: plan.coldClass as string },
    ...(plan.archiveAfterDays === undefined ? [] : [{ days: plan.archiveAfterDays, storageClass: "DEEP_ARCHIVE" }]),
  ];
  return [
    {
      id: "retention",
      status: "Enabled",
      filter: {},
      transitions: moves,
      expiration: { days: plan.retentionDays },
      noncurrentVersionTransitions: moves.map(({ days, storageClass }) => ({ noncurrentDays: days, storageClass })),
      noncurrentVersionExpiration: { noncurrentDays: plan.retentionDays },
    },
    {
      id: "abort-incomplete-uploads",
      status: "Enabled",
      filter: {},
      abortIncompleteMultipartUpload: { daysAfterInitiation: ABORT_UPLOADS_AFTER_DAYS },
    },
  ];
}
