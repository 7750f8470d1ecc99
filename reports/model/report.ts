import type { CatalogueHead } from "../../policies/controls";
import type { PropertyRead, ResultKind, Severity, Stage, Waiver } from "../../policies/record";

import type { Told } from "./aws-request";
import type { AccountScope, Completeness, ProposedRow } from "./completeness";
import type { ControlRow, ControlWords } from "./framework";
import type { Activity } from "./activity";
import type { Drift, Operation, Sample, TrendPoint } from "./history";
import type { AssociateEntry, IncidentEntry, RegisterLink, ReviewEntry, RiskEntry } from "./linked-registers";
import type { State, StateCounts } from "./state";

/**
 * Everything a renderer draws, computed once. Lists are sorted by the key their comment names, so the same evidence gives the same
 * report byte for byte. Times are ISO 8601 in UTC, days YYYY-MM-DD.
 */
export interface Report {
  readonly schema: "phiguard-report/1";
  /** SHA-256, in hex, of the canonical JSON of everything else. */
  readonly id: string;
  readonly asOf: string;
  readonly framework: CatalogueHead;
  /** What a row of it is called; `citations` holds the rows, whichever framework they are of. */
  readonly words: ControlWords;
  readonly organisation: Organisation;
  readonly evidence: EvidenceSummary;
  readonly completeness: Completeness;
  /** Accounts that services of AWS told of, and those that were expected; by number. */
  readonly accounts: readonly AccountScope[];
  /** The addressable specifications under the proposed rule, in the order of the law; of the Security Rule's report alone. */
  readonly proposedRule?: readonly ProposedRow[];
  /** By key. */
  readonly stacks: readonly StackScope[];
  /** In the order of the law; all of the catalogue, always. */
  readonly citations: readonly CitationResult[];
  /** By id. */
  readonly rules: readonly RuleResult[];
  /** By stack, type, URN. Others refer to one by its index. */
  readonly resources: readonly ResourceResult[];
  /** By rule, stack, resource. */
  readonly evaluations: readonly Evaluation[];
  /** Worst first. */
  readonly gaps: readonly Gap[];
  readonly notJudged: readonly NotJudged[];
  readonly registers: RegisterResults;
  readonly problems: readonly Problem[];
  readonly counts: {
    readonly citations: StateCounts;
    readonly rules: StateCounts;
    readonly resources: StateCounts;
    readonly evaluations: StateCounts;
  };
  /** What was asked for of the time before; by time. */
  readonly drift?: Drift;
  readonly trend?: readonly TrendPoint[];
  readonly operation?: Operation;
  readonly sample?: Sample;
  /** What audit events say of a period, where their folder was named. */
  readonly activity?: Activity;
}

export interface Organisation {
  /** Undefined where no organisation file was given. */
  readonly name?: string;
  readonly statement?: string;
  readonly notInScope: readonly string[];
}

export interface EvidenceSummary {
  /** First and last observation among the records that counted. */
  readonly from?: string;
  readonly to?: string;
  /** SHA-256, in hex, over the ids of all records that were read and found whole, sorted, each followed by a line feed. */
  readonly digest: string;
  readonly recordsRead: number;
  readonly recordsUsed: number;
  /** Whole records that a later run of the same stack and pack replaced. */
  readonly superseded: number;
  /** Records collected after the as-of time. */
  readonly later: number;
  /** Lines that count for nothing: torn, of another shape, or altered. */
  readonly refused: number;
  /** By name. */
  readonly files: readonly { readonly file: string; readonly records: number }[];
}

export interface StackScope {
  /** `project/stack`. */
  readonly key: string;
  readonly project: string;
  readonly stack: string;
  readonly organization: string;
  readonly resources: number;
  /** One a pack, newest run each; empty where the stack was expected and not seen. By pack. */
  readonly runs: readonly RunInfo[];
}

export interface RunInfo {
  readonly runId: string;
  readonly pack: string;
  readonly packVersion: string;
  readonly packDigest: string;
  readonly stage: Stage;
  readonly observedAt: string;
  readonly collectedAt: string;
  readonly expiresAt: string;
  readonly complete: boolean;
  /** Resources that the run saw. */
  readonly resources: number;
  readonly call: string;
  readonly engine: string;
  readonly toolVersion: string;
  readonly principal: string;
  readonly rules: number;
  readonly notes: readonly string[];
  readonly record?: RecordRef;
}

export interface RecordRef {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  /** Of what a call of AWS told: which, and AWS's id of the very request, where it told one. */
  readonly told?: Told;
}

export type PartKind = "checks" | "document" | "inherited" | "decision" | "register" | "specifications" | "general";

export interface Part {
  readonly kind: PartKind;
  readonly title: string;
  readonly state: State;
  readonly reason: string;
  /** What has to be done to close it; undefined where nothing has. */
  readonly nextStep?: string;
  readonly owner?: string;
}

export interface CitationResult {
  readonly row: ControlRow;
  readonly state: State;
  readonly reason: string;
  readonly parts: readonly Part[];
  /** Indexes into `parts`: those that made the state what it is. */
  readonly decidedBy: readonly number[];
  /** By rule. */
  readonly links: readonly {
    readonly rule: string;
    readonly relation: "supports" | "demonstrates";
    readonly approvedBy?: string;
  }[];
  /** Entries that name it, in the order of their registers. */
  readonly registers: readonly RegisterLink[];
  /** The linked checks alone, by stack; not a state of the citation. */
  readonly byStack: readonly { readonly stack: string; readonly state: State; readonly counts: StateCounts }[];
  /** Related rows of other frameworks, by the crosswalk; `csf2` is version 2.0. */
  readonly hipaa: readonly string[];
  readonly nistCsf: readonly string[];
  readonly csf2: readonly string[];
  readonly soc2: readonly string[];
}

export interface RuleResult {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly scope: "resource" | "stack";
  readonly types: readonly string[];
  readonly source: string;
  readonly why?: string;
  readonly fix: string;
  /** Rows of the report's framework that it supports. */
  readonly citations: readonly string[];
  readonly hipaa: readonly string[];
  readonly nistCsf: readonly string[];
  readonly soc2: readonly string[];
  /** False where records name a rule that the catalogue of rules no longer has. */
  readonly known: boolean;
  readonly state: State;
  readonly byStack: readonly RuleInStack[];
}

export interface RuleInStack {
  readonly stack: string;
  readonly state: State;
  /** Why, where the results themselves do not say it: empty population, missing records, unfinished run, switched off. */
  readonly reasons: readonly string[];
  /** Resources the run says were in scope; undefined where there is no run record. */
  readonly inScope?: number;
  /** Results on record. */
  readonly counts: StateCounts;
}

export interface ResourceResult {
  readonly stack: string;
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  readonly state: State;
  readonly counts: StateCounts;
}

export interface Evaluation {
  readonly rule: string;
  readonly stack: string;
  /** Index into `resources`. */
  readonly resource: number;
  readonly state: State;
  /** What the rule answered; differs from `state` where a waiver, the clock or an unfinished run changed it. */
  readonly result: ResultKind;
  readonly reason: string;
  readonly finds: readonly string[];
  readonly reads: readonly PropertyRead[];
  readonly enforcement: "mandatory" | "advisory" | "none";
  readonly waiver?: string;
  /** Where the source told another than the check's own. */
  readonly severity?: Severity;
  readonly ruleVersion: string;
  readonly stage: Stage;
  readonly observedAt: string;
  readonly expiresAt: string;
  readonly runId: string;
  readonly record: RecordRef;
}

export interface Gap {
  readonly citation: string;
  /** Its specification, or its standard. */
  readonly title: string;
  readonly state: State;
  readonly what: string;
  readonly nextSteps: readonly string[];
  readonly owner?: string;
}

export type NotJudgedKind = "unknown-value" | "condition" | "empty-population" | "not-run" | "no-rule" | "run-note";

export interface NotJudged {
  readonly kind: NotJudgedKind;
  readonly stack?: string;
  /** Rule id or resource type, as the kind has it. */
  readonly subject: string;
  readonly count: number;
  readonly why: string;
}

export interface RegisterResults {
  readonly waivers: readonly WaiverResult[];
  readonly malformedWaivers: readonly { readonly id: string; readonly problem: string; readonly stack: string }[];
  readonly documents: readonly (DocumentEntry & Judgement)[];
  readonly decisions: readonly (DecisionEntry & Judgement)[];
  readonly inherited: readonly (InheritedEntry & Judgement)[];
  readonly risks: readonly (RiskEntry & Judgement)[];
  readonly incidents: readonly (IncidentEntry & Judgement)[];
  readonly associates: readonly (AssociateEntry & Judgement)[];
}

export interface Judgement {
  readonly state: State;
  /** Why, in words. */
  readonly judgement: string;
}

export interface WaiverResult extends Waiver {
  /** At the as-of day, both ends included. */
  readonly status: "in-force" | "ended" | "not-begun";
  /** Whole days until it ends, counted from the as-of day; 0 on its last day. Only while in force. */
  readonly daysLeft?: number;
  readonly stacks: readonly string[];
  /** Failures it covers at the as-of time. */
  readonly covers: number;
}

/** Whether the file that an entry names was there with the stated hash when the report was made. */
export type Attachment =
  { readonly kind: "none" } | { readonly kind: "verified"; readonly file: string; readonly sha256: string };

export interface DocumentEntry {
  readonly citations: readonly string[];
  readonly title: string;
  readonly owner: string;
  /** First day on which it held; a report of an earlier day does not count it. */
  readonly heldFrom?: string;
  /** Day by which its owner looks at it again. */
  readonly reviewOn: string;
  readonly attachment: Attachment;
}

export interface DecisionEntry {
  readonly citation: string;
  readonly decision: "implemented" | "alternative" | "not-applicable";
  readonly reason: string;
  readonly owner: string;
  readonly approver: string;
  readonly decidedOn: string;
  readonly reviewOn: string;
}

export interface InheritedEntry {
  readonly citations: readonly string[];
  readonly provider: string;
  readonly artefact: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  /** Last day that a bridge letter covers past the period, if there is one. */
  readonly bridgeTo?: string;
  /** What stays with us, in words. */
  readonly customerPart: string;
  readonly attachment: Attachment;
}

/** What the organisation file says, after checking: only entries that count. */
export interface Registers {
  readonly organisation: Organisation;
  /** `project/stack` that must be in the report. */
  readonly expectedStacks: readonly string[];
  /** `account:<twelve digits>/<region>` that must be. */
  readonly expectedPlaces: readonly string[];
  readonly documents: readonly DocumentEntry[];
  readonly decisions: readonly DecisionEntry[];
  readonly inherited: readonly InheritedEntry[];
  readonly risks: readonly RiskEntry[];
  readonly incidents: readonly IncidentEntry[];
  readonly associates: readonly AssociateEntry[];
  readonly reviews: readonly ReviewEntry[];
  readonly problems: readonly Problem[];
}

export interface Problem {
  readonly kind: "record" | "run" | "waiver" | "register" | "rule" | "events";
  /** File and line, entry or id. */
  readonly where: string;
  readonly problem: string;
}

export const NO_REGISTERS: Registers = {
  organisation: { notInScope: [] },
  expectedStacks: [],
  expectedPlaces: [],
  documents: [],
  decisions: [],
  inherited: [],
  risks: [],
  incidents: [],
  associates: [],
  reviews: [],
  problems: [],
};
