/** What stands in place of what goes: a label, stars, something like it that is nobody's, or a code that only the tenant's key makes. */
export const METHODS = ["redact", "mask", "surrogate", "token"] as const;
export type Method = (typeof METHODS)[number];

/** What of documents goes and what may stay: see profiles.ts. */
export const PROFILES = ["safe-harbor", "limited-data-set", "minimum-necessary"] as const;
export type Profile = (typeof PROFILES)[number];
