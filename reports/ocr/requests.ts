import type { EvidenceKind, SecurityRuleRow } from "../../policies/controls";

type Row = Pick<
  SecurityRuleRow,
  "summary" | "evidenceKind" | "obligation" | "appliesWhen" | "inheritedFrom" | "rowType" | "ocrDocumentRequests"
>;

/** What shows each kind, in the order in which it is commonly asked for. Our own words; the protocol's text is OCR's. */
const ASKED: Readonly<Record<EvidenceKind, readonly string[]>> = {
  technical: [
    "The policy that says how systems are set, with version, owner and date of the last review.",
    "The list of systems that hold ePHI, and how it was made.",
    "Settings of these systems, or the results of checks of them, with their dates, and a sample to look at.",
  ],
  procedural: [
    "The policy and the procedure, with version, owner and date of the last review.",
    "Records that show that the procedure was followed over the period, and a sample of them.",
  ],
  organizational: [
    "The signed contract, appointment or plan, with its date.",
    "The list of those whom it binds, and how it is kept up to date.",
  ],
  physical: [
    "The policy and the procedure for sites and equipment, with owner and date of the last review.",
    "Lists of sites, equipment and media, and who may go where.",
  ],
};

/** What a row of OCR's audit protocol comes to for the one who answers. */
export function requestsOf(row: Row): string[] {
  return [
    `How this is done: ${row.summary}`,
    ...ASKED[row.evidenceKind],
    ...(row.obligation === "addressable"
      ? ["Where it is not done as written: why not, in writing, and what is done instead (164.306(d)(3))."]
      : []),
    ...(row.inheritedFrom === null
      ? []
      : [
          `What ${row.inheritedFrom} does of it: its report with the period, a bridge letter, and what stays with you.`,
        ]),
    ...(row.appliesWhen === null ? [] : [`Whether it applies to you: ${row.appliesWhen}`]),
    "Earlier versions of these papers of the last six years (164.316(b)(2)(i)).",
  ];
}
