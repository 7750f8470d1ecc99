import type { Attachment } from "./report";

/** Kinds of entries that an auditor follows both ways: from a citation to what was noted of it, and back. */
export const REGISTER_NAMES = ["risk", "incident", "associate"] as const;

export type RegisterName = (typeof REGISTER_NAMES)[number];

/** Where a citation is named in a register. */
export interface RegisterLink {
  readonly register: RegisterName;
  readonly id: string;
}

interface Linked {
  /** Letters, digits and hyphens; once in its register. */
  readonly id: string;
  readonly citations: readonly string[];
  readonly title: string;
  readonly owner: string;
}

export type Level = "low" | "medium" | "high";

/** What 164.308(a)(1)(ii)(A) and (B) ask for: a risk, how bad, and what is done about it by when. */
export interface RiskEntry extends Linked {
  readonly likelihood: Level;
  readonly impact: Level;
  readonly treatment: "reduce" | "avoid" | "transfer" | "accept";
  /** Who accepted it; only where that is the treatment, and then somebody else than the owner. */
  readonly approver?: string;
  /** Day by which the treatment is to be done, and the day on which it was. */
  readonly dueOn?: string;
  readonly doneOn?: string;
  readonly reviewOn: string;
}

/** A security incident (164.308(a)(6)(ii)), and what was found of a breach (164.402). */
export interface IncidentEntry extends Linked {
  readonly discoveredOn: string;
  readonly closedOn?: string;
  readonly breach: "undecided" | "none" | "notify";
  /** Day on which the last of those concerned was told. */
  readonly notifiedOn?: string;
  readonly reviewOn: string;
}

/** A business associate, and the contract that 164.308(b)(3) and 164.314(a) ask for. */
export interface AssociateEntry extends Linked {
  /** Undefined where nothing was signed. */
  readonly signedOn?: string;
  readonly reviewOn: string;
  readonly attachment: Attachment;
}

/** What people made of a finding that a service of AWS told, such as a threat. It stands as a waiver of that finding. */
export interface ReviewEntry {
  readonly id: string;
  /** Check and subject, as `findings.csv` has them. */
  readonly rule: string;
  readonly finding: string;
  readonly conclusion: "false-positive" | "dealt-with" | "accepted";
  readonly reason: string;
  /** Who looked, and who agreed: somebody else. */
  readonly owner: string;
  readonly approver: string;
  readonly reviewedOn: string;
  /** Last day on which the review stands. */
  readonly reviewOn: string;
}
