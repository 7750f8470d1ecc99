import crosswalkData from "./crosswalk.json";
import demonstratesData from "./demonstrates.json";
import otherRulesData from "./hipaa-other-rules.json";
import securityRuleData from "./hipaa-security-rule.json";
import nistCsfData from "./nist-csf-1.1.json";
import soc2Data from "./soc2-tsc-2017.json";
import { ControlDataError, count, day, flag, oneOf, orNull, readObject, text, texts } from "./shape";
import type { Shape } from "./shape";

export { ControlDataError, isDay } from "./shape";

/** What a catalogue says about itself. Every catalogue is dated: a report names the text it was judged by. */
export interface CatalogueHead {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  /** First day this text held, YYYY-MM-DD. */
  readonly effectiveFrom: string;
  /** Day a person last compared it with the source, YYYY-MM-DD. */
  readonly checked: string;
  readonly source: string;
  readonly note: string;
}

export interface Catalogue<Row> extends CatalogueHead {
  readonly rows: readonly Row[];
}

/** What shows that a control is met. */
export type EvidenceKind = "technical" | "procedural" | "organizational" | "physical";

/** One citation of 45 CFR 164 Subpart C (164.306 to 164.318). */
export interface SecurityRuleRow {
  /** e.g. `164.312(a)(2)(iv)`. */
  readonly citation: string;
  readonly section: string;
  readonly heading: string;
  readonly standard: string;
  /** Null for a standard, a general rule or a date. */
  readonly specification: string | null;
  /** As printed in the rule; for general rules and dates `standard` means nothing: use `rowType`. */
  readonly obligation: "required" | "addressable" | "standard";
  readonly rowType: "general_rule" | "standard" | "specification" | "date";
  /** Column of Appendix A to Subpart C. */
  readonly appendixA: "R" | "A" | "heading" | null;
  /** In our own words, not the law's. */
  readonly summary: string;
  readonly evidenceKind: EvidenceKind;
  readonly automatable: "yes" | "partly" | "no";
  /** `definition`: says how the rule is read and asks for nothing; `historic`: a date that has passed. */
  readonly nature: "obligation" | "definition" | "historic";
  /** A general rule of 164.306 that is met through others: all of 164.308 to 316, the required ones, or the addressable decisions. */
  readonly metThrough: "standards" | "required" | "decisions" | null;
  /** Set where the citation binds only some organisations; only these may be decided not-applicable though required. */
  readonly appliesWhen: string | null;
  /** Who runs part of it for every customer, with a paper to show for it. */
  readonly inheritedFrom: "AWS" | null;
  /** Whether OCR's audit protocol has a row for it, and how many document requests that row holds (a guide). */
  readonly ocrProtocol: boolean;
  readonly ocrDocumentRequests: number | null;
}

export interface NistCsfRow {
  readonly subcategory: string;
  readonly function: "Identify" | "Protect" | "Detect" | "Respond" | "Recover";
  readonly summary: string;
  readonly evidenceKind: EvidenceKind;
  readonly inheritedFrom: "AWS" | null;
  /** Subcategories of version 2.0 that took its place. */
  readonly csf2: readonly string[];
}

export interface Soc2Row {
  readonly criterion: string;
  readonly category: string;
  readonly summary: string;
  readonly evidenceKind: EvidenceKind;
  readonly inheritedFrom: "AWS" | null;
}

export interface CrosswalkRow {
  readonly citation: string;
  readonly nistCsf: readonly string[];
  readonly nistCsfOwn: readonly string[];
  readonly soc2: readonly string[];
}

export interface OtherRuleRow {
  readonly citation: string;
  readonly rule: string;
  readonly summary: string;
  readonly evidence: string;
}

/**
 * A named maintainer's word that passing `rule` demonstrates `citation`. Without one every link only supports.
 * Nothing of 164.308, 164.314 or 164.316 is met by it alone: those ask for a document besides.
 */
export interface Approval {
  readonly rule: string;
  readonly citation: string;
  readonly maintainer: string;
  /** Day of the approval, YYYY-MM-DD; a report as of an earlier day does not count it. */
  readonly date: string;
}

const head: Shape<CatalogueHead> = {
  id: text,
  title: text,
  version: text,
  effectiveFrom: day,
  checked: day,
  source: text,
  note: text,
};

const evidenceKind = oneOf("technical", "procedural", "organizational", "physical");
const inheritedFrom = orNull(oneOf("AWS"));

const securityRuleShape: Shape<SecurityRuleRow> = {
  citation: text,
  section: text,
  heading: text,
  standard: text,
  specification: orNull(text),
  obligation: oneOf("required", "addressable", "standard"),
  rowType: oneOf("general_rule", "standard", "specification", "date"),
  appendixA: orNull(oneOf("R", "A", "heading")),
  summary: text,
  evidenceKind,
  automatable: oneOf("yes", "partly", "no"),
  nature: oneOf("obligation", "definition", "historic"),
  metThrough: orNull(oneOf("standards", "required", "decisions")),
  appliesWhen: orNull(text),
  inheritedFrom,
  ocrProtocol: flag,
  ocrDocumentRequests: orNull(count),
};

const nistShape: Shape<NistCsfRow> = {
  subcategory: text,
  function: oneOf("Identify", "Protect", "Detect", "Respond", "Recover"),
  summary: text,
  evidenceKind,
  inheritedFrom,
  csf2: texts,
};
const soc2Shape: Shape<Soc2Row> = { criterion: text, category: text, summary: text, evidenceKind, inheritedFrom };
const crosswalkShape: Shape<CrosswalkRow> = { citation: text, nistCsf: texts, nistCsfOwn: texts, soc2: texts };
const otherRuleShape: Shape<OtherRuleRow> = { citation: text, rule: text, summary: text, evidence: text };
const approvalShape: Shape<Approval> = { rule: text, citation: text, maintainer: text, date: day };

/** The 88 rows of the Security Rule, in the order of the law. */
export const securityRule = once(() =>
  parseCatalogue("hipaa-security-rule.json", securityRuleShape, "citation", securityRuleData),
);
export const nistCsf = once(() => parseCatalogue("nist-csf-1.1.json", nistShape, "subcategory", nistCsfData));
export const soc2 = once(() => parseCatalogue("soc2-tsc-2017.json", soc2Shape, "criterion", soc2Data));
export const crosswalk = once(() => parseCatalogue("crosswalk.json", crosswalkShape, "citation", crosswalkData));
/** Breach Notification and Privacy Rule citations that a rule may name besides; they are not rows of the Security Rule report. */
export const otherRules = once(() =>
  parseCatalogue("hipaa-other-rules.json", otherRuleShape, "citation", otherRulesData),
);

export const approvals = once(() => parseApprovals("demonstrates.json", demonstratesData));

/** Every id that a rule's `controls` may name, by framework. */
export const controlIds = once(() => ({
  hipaa: new Set([...securityRule().rows, ...otherRules().rows].map((row) => row.citation)),
  nistCsf: new Set(nistCsf().rows.map((row) => row.subcategory)),
  soc2: new Set(soc2().rows.map((row) => row.criterion)),
}));

/** @throws ControlDataError naming file, row and field. `key` is the field that must not occur twice. */
export function parseCatalogue<Row extends object>(
  file: string,
  shape: Shape<Row>,
  key: keyof Row & string,
  data: unknown,
): Catalogue<Row> {
  const { rows, ...rest } = asObject(file, data);
  const read = readRows(file, "rows", rows, shape);
  const seen = new Set<unknown>();
  for (const row of read) {
    if (seen.has(row[key])) throw new ControlDataError(`${file}: ${key} "${String(row[key])}" occurs twice`);
    seen.add(row[key]);
  }
  if (read.length === 0) throw new ControlDataError(`${file}: has no rows`);
  return { ...readObject(head, rest, file), rows: read };
}

/** @throws ControlDataError, also where an approval names a citation that is not in the Security Rule. */
export function parseApprovals(file: string, data: unknown): readonly Approval[] {
  const { approvals: rows, ...rest } = asObject(file, data);
  readObject({}, rest, file);
  const read = readRows(file, "approvals", rows, approvalShape);
  const known = new Set(securityRule().rows.map((row) => row.citation));
  for (const [index, { citation }] of read.entries()) {
    if (!known.has(citation)) {
      throw new ControlDataError(
        `${file}, approvals ${index + 1}: "${citation}" is not a citation of the Security Rule`,
      );
    }
  }
  return read;
}

function readRows<Row extends object>(file: string, name: string, rows: unknown, shape: Shape<Row>): readonly Row[] {
  if (!Array.isArray(rows)) throw new ControlDataError(`${file}: "${name}" must be a list`);
  return rows.map((row, index) => readObject(shape, row, `${file}, ${name} ${index + 1}`));
}

function asObject(file: string, data: unknown): Record<string, unknown> {
  if (typeof data === "object" && data !== null && !Array.isArray(data)) return data as Record<string, unknown>;
  throw new ControlDataError(`${file}: must hold an object`);
}

/** The pack starts in a fraction of a second: a file is checked when it is first asked for, once. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
