/** The categories of DetectPHI, Amazon Comprehend Medical; a test holds them to those of the detectors. */
export const CATEGORIES = [
  "ADDRESS",
  "AGE",
  "DATE",
  "EMAIL",
  "ID",
  "NAME",
  "PHONE_OR_FAX",
  "PROFESSION",
  "URL",
] as const;

export type Category = (typeof CATEGORIES)[number];

/**
 * H: Safe Harbor asks for its removal (45 CFR 164.514(b)(2)(i)); C: only Comprehend Medical names it; X: neither right nor wrong to find
 * (clock times, days of the week, a state alone).
 */
export type Tier = "H" | "C" | "X";

export interface Label {
  readonly category: Category;
  readonly tier: Tier;
  /** Categories that are right too. */
  readonly alts?: readonly Category[];
}

/** What a labelled piece of text is; the key is the `sub` of its span. */
export const LABELS = {
  PATIENT: { category: "NAME", tier: "H" },
  PROVIDER: { category: "NAME", tier: "H" },
  RELATIVE: { category: "NAME", tier: "H" },
  STREET: { category: "ADDRESS", tier: "H" },
  CITY: { category: "ADDRESS", tier: "H" },
  ZIP: { category: "ADDRESS", tier: "H" },
  HOSPITAL: { category: "ADDRESS", tier: "H" },
  ORG: { category: "ADDRESS", tier: "C", alts: ["PROFESSION", "NAME"] },
  ROOM: { category: "ADDRESS", tier: "C", alts: ["ID"] },
  STATE: { category: "ADDRESS", tier: "X" },
  DATE: { category: "DATE", tier: "H" },
  DOB: { category: "DATE", tier: "H", alts: ["ID"] },
  YEAR: { category: "DATE", tier: "C" },
  TIME: { category: "DATE", tier: "X" },
  AGE: { category: "AGE", tier: "C" },
  AGE90: { category: "AGE", tier: "H" },
  PHONE: { category: "PHONE_OR_FAX", tier: "H" },
  FAX: { category: "PHONE_OR_FAX", tier: "H" },
  PAGER: { category: "PHONE_OR_FAX", tier: "H", alts: ["ID"] },
  EMAIL: { category: "EMAIL", tier: "H" },
  URL: { category: "URL", tier: "H" },
  PROF: { category: "PROFESSION", tier: "C" },
  MRN: { category: "ID", tier: "H" },
  ACCOUNT: { category: "ID", tier: "H" },
  VISIT: { category: "ID", tier: "H" },
  ACCESSION: { category: "ID", tier: "H" },
  SSN: { category: "ID", tier: "H" },
  HEALTHPLAN: { category: "ID", tier: "H" },
  NPI: { category: "ID", tier: "H" },
  DEA: { category: "ID", tier: "H" },
  LICENSE: { category: "ID", tier: "H" },
  DL: { category: "ID", tier: "H" },
  PLATE: { category: "ID", tier: "H" },
  VIN: { category: "ID", tier: "H" },
  DEVICE: { category: "ID", tier: "H" },
  IP: { category: "ID", tier: "H", alts: ["URL"] },
  MAC: { category: "ID", tier: "H", alts: ["URL"] },
  UUID: { category: "ID", tier: "H", alts: ["URL"] },
  USERNAME: { category: "ID", tier: "H", alts: ["NAME", "EMAIL"] },
} as const satisfies Readonly<Record<string, Label>>;

export type Sub = keyof typeof LABELS;
