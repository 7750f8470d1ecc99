import { approvals, controlIds, crosswalk, nistCsf, securityRule, soc2 } from "../../policies/controls";
import type { Approval, CatalogueHead, CrosswalkRow, SecurityRuleRow } from "../../policies/controls";
import type { ControlLinks } from "../../policies/record";

/** Whose rows a report has: the Security Rule's citations, the subcategories of NIST CSF 1.1, or the criteria of SOC 2. */
export const FRAMEWORKS = ["hipaa", "nist-csf", "soc2"] as const;

export type FrameworkName = (typeof FRAMEWORKS)[number];

/** A row of any framework, in the shape of the Security Rule's; `control` stands for one that has neither parts nor an obligation of its own. */
export type ControlRow = Omit<SecurityRuleRow, "rowType"> & {
  readonly rowType: SecurityRuleRow["rowType"] | "control";
};

/** What one row of a framework is called. */
export interface ControlWords {
  readonly one: string;
  readonly many: string;
}

export interface Framework {
  readonly name: FrameworkName;
  readonly head: CatalogueHead;
  readonly words: ControlWords;
  /** In the order of their text. */
  readonly rows: readonly ControlRow[];
  /** Where a rule names this framework's rows. */
  readonly cites: keyof ControlLinks;
  /** Ids that a rule may name though they are not rows of the report. */
  readonly alsoKnown: ReadonlySet<string>;
  readonly crosswalk: readonly CrosswalkRow[];
  readonly approvals: readonly Approval[];
  /** Subcategories of NIST CSF 2.0 by those of 1.1. */
  readonly csf2: ReadonlyMap<string, readonly string[]>;
}

/** NIST's categories, by what stands before the dash (Framework for Improving Critical Infrastructure Cybersecurity 1.1, table 1). */
const CSF_CATEGORIES: Readonly<Record<string, string>> = {
  "ID.AM": "Asset management",
  "ID.BE": "Business environment",
  "ID.GV": "Governance",
  "ID.RA": "Risk assessment",
  "ID.RM": "Risk management strategy",
  "ID.SC": "Supply chain risk management",
  "PR.AC": "Identity management, authentication and access control",
  "PR.AT": "Awareness and training",
  "PR.DS": "Data security",
  "PR.IP": "Information protection processes and procedures",
  "PR.MA": "Maintenance",
  "PR.PT": "Protective technology",
  "DE.AE": "Anomalies and events",
  "DE.CM": "Security continuous monitoring",
  "DE.DP": "Detection processes",
  "RS.RP": "Response planning",
  "RS.CO": "Communications",
  "RS.AN": "Analysis",
  "RS.MI": "Mitigation",
  "RS.IM": "Improvements",
  "RC.RP": "Recovery planning",
  "RC.IM": "Improvements",
  "RC.CO": "Communications",
};

/** Categories of SOC 2 that are part of an examination only where the organisation says so (TSP section 100). */
const CHOSEN_CATEGORIES: readonly (readonly [RegExp, string])[] = [
  [/^A\d/, "Availability"],
  [/^C\d/, "Confidentiality"],
  [/^PI\d/, "Processing integrity"],
  [/^P\d/, "Privacy"],
];

type Own = Pick<
  ControlRow,
  "citation" | "section" | "heading" | "summary" | "evidenceKind" | "inheritedFrom" | "appliesWhen"
>;

/** In a card's title stands what the control asks: these frameworks' titles are theirs, and our summaries take their place. */
const control = (own: Own): ControlRow => ({
  ...own,
  standard: own.summary,
  specification: null,
  obligation: "standard",
  rowType: "control",
  appendixA: null,
  automatable: own.evidenceKind === "technical" ? "partly" : "no",
  nature: "obligation",
  metThrough: null,
  ocrProtocol: false,
  ocrDocumentRequests: null,
});

const NONE: ReadonlySet<string> = new Set();

function csfRows(): readonly ControlRow[] {
  return nistCsf().rows.map(({ subcategory, function: area, csf2: _, ...row }) => {
    const section = subcategory.slice(0, subcategory.indexOf("-"));
    const heading = `${area}: ${CSF_CATEGORIES[section] ?? section}`;
    return control({ ...row, citation: subcategory, section, heading, appliesWhen: null });
  });
}

function soc2Rows(): readonly ControlRow[] {
  return soc2().rows.map(({ criterion, category, ...row }) => {
    const chosen = CHOSEN_CATEGORIES.find(([pattern]) => pattern.test(criterion));
    return control({
      ...row,
      citation: criterion,
      section: criterion.slice(0, criterion.indexOf(".")),
      heading: category,
      appliesWhen: chosen === undefined ? null : `${chosen[1]} is part of the examination.`,
    });
  });
}

const headOf = ({ rows: _, ...head }: CatalogueHead & { readonly rows: readonly unknown[] }): CatalogueHead => head;

/** Made anew at each call; the catalogues behind it are read once. */
export function frameworkOf(name: FrameworkName): Framework {
  const shared = {
    name,
    crosswalk: crosswalk().rows,
    csf2: new Map(nistCsf().rows.map(({ subcategory, csf2 }) => [subcategory, csf2])),
  };
  switch (name) {
    case "hipaa":
      return {
        ...shared,
        head: headOf(securityRule()),
        words: { one: "citation", many: "citations" },
        rows: securityRule().rows,
        cites: "hipaa",
        alsoKnown: controlIds().hipaa,
        approvals: approvals(),
      };
    case "nist-csf":
      return {
        ...shared,
        head: headOf(nistCsf()),
        words: { one: "subcategory", many: "subcategories" },
        rows: csfRows(),
        cites: "nistCsf",
        alsoKnown: NONE,
        approvals: [],
      };
    case "soc2":
      return {
        ...shared,
        head: headOf(soc2()),
        words: { one: "criterion", many: "criteria" },
        rows: soc2Rows(),
        cites: "soc2",
        alsoKnown: NONE,
        approvals: [],
      };
  }
}

/** Citations of the Security Rule that the crosswalk relates to a row; a document or an inherited part that is named for one of them counts for the row. */
export function relatedCitations({ name, crosswalk: rows }: Framework, id: string): readonly string[] {
  if (name === "hipaa") return [];
  return rows
    .filter(({ nistCsf: public1, nistCsfOwn, soc2: own }) =>
      (name === "soc2" ? own : [...public1, ...nistCsfOwn]).includes(id),
    )
    .map(({ citation }) => citation);
}
