import { relatedCitations, type ControlRow } from "../model/framework";
import type { CitationResult, Part, RuleResult, StackScope } from "../model/report";
import { STATES, STATE_WORDS, countStates, type State } from "../model/state";
import { checksPart, type Link } from "./checks-part";
import { deciding, fold } from "./fold";
import { groupBy } from "./group-by";
import { entriesNaming } from "./linked-registers";
import {
  decisionPart,
  documentPart,
  inheritedPart,
  namesOf,
  registerPart,
  type RegisterSources,
} from "./register-parts";
import { dayOf } from "./waivers";
import { few } from "./wording";

export interface CitationSources extends RegisterSources {
  readonly rules: readonly RuleResult[];
  readonly stacks: readonly StackScope[];
}

/** Sections that software alone never meets, whatever is linked to them. */
const PAPER_SECTIONS: ReadonlySet<string> = new Set(["164.308", "164.314", "164.316"]);

/**
 * One result a citation, in the order of the law. A citation is the join of its parts:
 * - **checks**: the rules linked to it. Passing checks show the citation only where a named maintainer has approved that they do, or,
 *   where the citation asks for a procedure or a paper, where the document part stands beside them.
 * - **document**: where the rule asks for procedures, contracts or plans, and in 164.308, 314 and 316 always.
 * - **inherited**: where AWS runs part of it; the customer's own part is then a document.
 * - **decision**: for each addressable specification (164.306(d)(3)).
 * - **register**: entries about it that are not as they should be; one that is well only points to it.
 * - **specifications**: a standard is met through its specifications.
 * - **general**: a general rule of 164.306 is met through the rows it speaks of.
 */
export function assessCitations(sources: CitationSources): CitationResult[] {
  const rows = sources.framework.rows;
  const rulesByCitation = groupPairs(
    sources.rules.flatMap((rule) => rule.citations.map((citation) => [citation, rule] as const)),
  );
  const results = new Map<string, CitationResult>();
  const assess = (row: ControlRow, derived: readonly Part[]) =>
    results.set(row.citation, assessOne(row, rulesByCitation.get(row.citation) ?? [], derived, sources));

  const safeguards = rows.filter((row) => row.rowType === "standard" || row.rowType === "specification");
  for (const row of safeguards) if (row.rowType === "specification") assess(row, []);
  const stateOf = (row: ControlRow) => results.get(row.citation)!.state;
  for (const row of safeguards.filter(({ rowType }) => rowType === "standard")) {
    const own = safeguards.filter((spec) => spec.rowType === "specification" && isOf(spec, row));
    assess(row, own.length === 0 ? [] : [derivedPart("specifications", "Its specifications", own, stateOf)]);
  }
  for (const row of rows.filter((row) => !results.has(row.citation))) {
    assess(row, generalParts(row, safeguards, results));
  }
  return rows.map((row) => results.get(row.citation)!);
}

function isOf(specification: ControlRow, standard: ControlRow): boolean {
  return specification.section === standard.section && specification.standard === standard.standard;
}

function generalParts(
  row: ControlRow,
  safeguards: readonly ControlRow[],
  results: ReadonlyMap<string, CitationResult>,
): readonly Part[] {
  const stateOf = ({ citation }: ControlRow) => results.get(citation)!.state;
  if (row.metThrough === "standards") return [derivedPart("general", "All of 164.308 to 164.316", safeguards, stateOf)];
  if (row.metThrough === "required") {
    const required = safeguards.filter(({ obligation, appendixA }) => obligation === "required" || appendixA === "R");
    return [derivedPart("general", "All required specifications", required, stateOf)];
  }
  if (row.metThrough === "decisions") {
    const addressable = safeguards.filter(({ obligation }) => obligation === "addressable");
    const decision = ({ citation }: ControlRow): State => {
      const part = results.get(citation)!.parts.find(({ kind }) => kind === "decision");
      // A decision that one does not apply is a decision taken: here that is what counts.
      return part === undefined ? "no-evidence" : part.state === "not-applicable" ? "pass" : part.state;
    };
    return [derivedPart("general", "A decision for each addressable specification", addressable, decision)];
  }
  return [];
}

function derivedPart(
  kind: "specifications" | "general",
  title: string,
  rows: readonly ControlRow[],
  stateOf: (row: ControlRow) => State,
): Part {
  const states = rows.map(stateOf);
  const state = fold(states);
  const counts = countStates(states);
  const open = STATES.filter((one) => counts[one] > 0 && one !== "pass" && one !== "not-applicable");
  const worst = rows.filter((_, index) => states[index] === open[0]).map(({ citation }) => citation);
  const reason =
    open.length === 0
      ? `All ${rows.length} pass or do not apply.`
      : `Of ${rows.length}: ${open.map((one) => `${counts[one]} ${STATE_WORDS[one]}`).join(", ")}. First ${STATE_WORDS[open[0]!]}: ${few(worst)}.`;
  return { kind, title, state, reason };
}

function assessOne(
  row: ControlRow,
  rules: readonly RuleResult[],
  derived: readonly Part[],
  sources: CitationSources,
): CitationResult {
  const links = rules.map((rule) => linkOf(rule.id, row.citation, sources));
  const parts = partsOf(row, rules, links, derived, sources);
  const state = fold(parts.map((part) => part.state));
  const decided = deciding(parts, state);
  const cross = sources.framework.crosswalk.find(({ citation }) => citation === row.citation);
  const nistCsf = [...(cross?.nistCsf ?? []), ...(cross?.nistCsfOwn ?? [])];
  const shown = sources.framework.name === "nist-csf" ? [row.citation] : nistCsf;
  return {
    row,
    state,
    reason: decided.map(({ reason }) => reason).join(" "),
    parts,
    decidedBy: parts.flatMap((part, index) => (decided.includes(part) ? [index] : [])),
    links,
    registers: entriesNaming(sources.registers, namesOf(row, sources.framework), sources.asOf).map(
      ({ register, id }) => ({ register, id }),
    ),
    byStack: checksByStack(rules, sources.stacks),
    nistCsf,
    csf2: [...new Set(shown.flatMap((id) => sources.framework.csf2.get(id) ?? []))].sort(),
    hipaa: relatedCitations(sources.framework, row.citation),
    soc2: cross?.soc2 ?? [],
  };
}

/** The truth table of a citation, part by part. */
function partsOf(
  row: ControlRow,
  rules: readonly RuleResult[],
  links: readonly Link[],
  derived: readonly Part[],
  sources: CitationSources,
): readonly Part[] {
  if (row.nature === "historic") {
    return [
      {
        kind: "general",
        title: "Nature of the row",
        state: "not-applicable",
        reason: `${row.summary} The date has passed.`,
      },
    ];
  }
  if (row.nature === "definition") {
    const reason = "Says how the Security Rule is to be read; by itself it asks for nothing.";
    return [{ kind: "general", title: "Nature of the row", state: "not-applicable", reason }];
  }
  const paper = needsDocument(row);
  const checks = checksPart(row, rules, links);
  const decision = decisionPart(row, sources);
  // A decision that it does not apply settles the rest, but never a check that fails.
  if (decision?.state === "not-applicable") return checks?.state === "fail" ? [checks, decision] : [decision];
  return [
    checks,
    paper ? documentPart(row, sources) : undefined,
    row.inheritedFrom === null ? undefined : inheritedPart(row, sources),
    decision,
    registerPart(row, sources),
    ...derived,
  ].filter((part) => part !== undefined);
}

function needsDocument(row: ControlRow): boolean {
  if (row.metThrough !== null) return false;
  return row.evidenceKind !== "technical" || PAPER_SECTIONS.has(row.section);
}

function checksByStack(rules: readonly RuleResult[], stacks: readonly StackScope[]): CitationResult["byStack"] {
  if (rules.length === 0) return [];
  return stacks.map(({ key }) => {
    const states = rules.flatMap(({ byStack }) =>
      byStack.filter(({ stack }) => stack === key).map(({ state }) => state),
    );
    return { stack: key, state: fold(states), counts: countStates(states) };
  });
}

function linkOf(rule: string, citation: string, { framework, asOf }: CitationSources): Link {
  const day = dayOf(asOf);
  const approval = framework.approvals.find((one) => one.rule === rule && one.citation === citation && one.date <= day);
  if (approval === undefined) return { rule, relation: "supports" };
  return { rule, relation: "demonstrates", approvedBy: `${approval.maintainer} on ${approval.date}` };
}

function groupPairs<K, V>(pairs: readonly (readonly [K, V])[]): Map<K, V[]> {
  return new Map([...groupBy(pairs, ([key]) => key)].map(([key, group]) => [key, group.map(([, value]) => value)]));
}
