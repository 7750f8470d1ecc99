/**
 * Kinds of data that the law treats apart. `unclassified` is what nobody has looked at: it may be any of the others, so no default permits
 * it.
 */
export const DATA_CLASSES = ["general", "substance-use", "psychotherapy", "hiv", "genetic", "unclassified"] as const;
export type DataClass = (typeof DATA_CLASSES)[number];

/** On what a permission rests. The first three are the patient's to give and to take back; the others are documents that staff record. */
export const BASES = [
  "consent",
  "authorization",
  "part2-consent",
  "waiver",
  "court-order",
  "law",
  "agreement",
] as const;
export type Basis = (typeof BASES)[number];

export const PATIENT_BASES: readonly Basis[] = ["consent", "authorization", "part2-consent"];

/** Why somebody breaks the glass: to treat in an emergency, or to avert a serious and imminent threat. */
export const OVERRIDE_REASONS = ["emergency-treatment", "threat"] as const;
export type OverrideReason = (typeof OVERRIDE_REASONS)[number];

/** Minutes that an override holds at the most. Ours, not the law's: half a day covers a shift. */
export const MOST_OVERRIDE_MINUTES = 720;
