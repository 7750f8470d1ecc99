/** What Macie looks for beside its own identifiers (Macie API, CreateCustomDataIdentifier). */
export interface Identifier {
  /** Last part of its name. */
  readonly role: string;
  readonly description: string;
  /** At most 512 characters; Macie takes a subset of PCRE. */
  readonly regex: string;
  /** One of them stands near a match; 3 to 90 characters each, at most 50. */
  readonly keywords: readonly string[];
  /** Characters between a keyword and a match, in [1, 300]. */
  readonly distance: number;
}

/** Macie knows US health insurance numbers and the like by itself, but no facility's own record numbers. */
export const IDENTIFIERS: readonly Identifier[] = [
  {
    role: "medical-record-number",
    description: "Medical record number (MRN) of a facility: 6 to 10 digits, letters before them or not.",
    regex: "\\b[A-Za-z]{0,4}-?\\d{6,10}\\b",
    keywords: ["mrn", "medical record", "medical record number", "patient id", "chart number"],
    distance: 30,
  },
  {
    role: "member-id",
    description:
      "Member or subscriber id of a health plan: 8 to 14 letters and digits, with a digit among the last six.",
    regex: "\\b[A-Z0-9]{2,8}\\d{6}\\b",
    keywords: ["member id", "member number", "subscriber id", "policy number", "beneficiary"],
    distance: 30,
  },
];
