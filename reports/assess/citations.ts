import { bySeverity } from "../../policies/record";
import { relatedCitations, type ControlRow, type Framework } from "../model/framework";
import type { CitationResult, Part, Registers, RuleResult, StackScope } from "../model/report";
import { STATES, STATE_WORDS, countStates } from "../model/state";
import type { State } from "../model/state";

import { deciding, fold, join } from "./fold";
import { groupBy } from "./group-by";
import { entriesNaming } from "./linked-registers";
import { decisionState, documentState, inheritedState } from "./registers";
import type { Verdict } from "./verdict";
import { dayOf } from "./waivers";

export interface CitationSources {
  readonly framework: Framework;
  readonly rules: readonly RuleResult[];
  readonly registers: Registers;
  readonly stacks: readonly StackScope[];
  readonly asOf: string;
}

type Link = CitationResult["links"][number];

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

/**
 * The checks by themselves. No check with anything to judge is no evidence: a requirement does not stop applying because our rules
 * found nothing to look at.
 */
function checksPart(row: ControlRow, rules: readonly RuleResult[], links: readonly Link[]): Part | undefined {
  const title = "Checks";
  if (rules.length === 0) {
    if (row.evidenceKind !== "technical") return undefined;
    return {
      kind: "checks",
      title,
      state: "no-evidence",
      reason: "No check of this pack is linked to it.",
      nextStep: "Show it by other means, or write a check for it.",
    };
  }
  const judged = rules.filter(({ state }) => state !== "not-applicable");
  if (judged.length === 0) {
    // Where a document carries the citation, checks without anything to judge take nothing away.
    if (row.evidenceKind !== "technical") return undefined;
    const reason = `${plural(rules.length, "check is", "checks are")} linked to it; none had anything to judge.`;
    return {
      kind: "checks",
      title,
      state: "no-evidence",
      reason,
      nextStep: "Show it by other means, or bring the stacks that hold it.",
    };
  }
  const state = fold(judged.map((rule) => rule.state));
  if (state !== "pass" && state !== "waived") return { kind: "checks", title, ...openChecks(judged, state) };
  return { kind: "checks", title, ...heldChecks(row, judged, state, links) };
}

/** Checks that pass, some perhaps under a waiver: whether they show the citation is a person's word, not theirs. */
function heldChecks(
  row: ControlRow,
  judged: readonly RuleResult[],
  state: State,
  links: readonly Link[],
): Pick<Part, "state" | "reason" | "nextStep"> {
  const approved = links.filter(
    ({ rule, relation }) => relation === "demonstrates" && judged.some(({ id }) => id === rule),
  );
  const one = judged.length === 1;
  const found = state === "waived" ? openChecks(judged, state).reason : "";
  const say = (passing: string, waived: string) =>
    state === "waived" ? `${found} ${waived}` : `${plural(judged.length, "check passes", "checks pass")}${passing}`;
  if (approved.length > 0) {
    const names = few([...new Set(approved.map(({ approvedBy }) => approvedBy ?? ""))]);
    const clause = `${plural(approved.length, "was", "were")} approved as demonstrating it by ${names}.`;
    return { state, reason: say(`; ${clause}`, `Of them ${clause}`) };
  }
  if (row.evidenceKind !== "technical") {
    const shows = row.metThrough === null ? "what shows it is the document" : "what shows it are the rows it speaks of";
    return {
      state,
      reason: say(
        ` and ${one ? "supports" : "support"} it; ${shows}.`,
        `${shows.charAt(0).toUpperCase()}${shows.slice(1)}.`,
      ),
    };
  }
  return {
    state: join(state, "undetermined"),
    reason: say(
      ` and ${one ? "supports" : "support"} it; no named maintainer has approved that ${one ? "it demonstrates" : "they demonstrate"} it.`,
      `No named maintainer has approved that ${one ? "it demonstrates" : "they demonstrate"} the citation.`,
    ),
    nextStep: "Have a named maintainer approve the checks that demonstrate it.",
  };
}

function openChecks(judged: readonly RuleResult[], state: State): Pick<Part, "state" | "reason" | "nextStep"> {
  const of = (wanted: State) => judged.filter((rule) => rule.state === wanted);
  const clauses: string[] = [];
  const say = (wanted: State, one: string, many: string) => {
    const found = of(wanted).length;
    if (found > 0) clauses.push(plural(found, one, many));
  };
  const failing = [...of("fail")].sort(bySeverity);
  say("fail", "fails", "fail");
  if (failing.length > 0) clauses.push(`${clauses.pop()} (${few(failing.map(({ title }) => `"${title}"`))})`);
  say("stale", "is out of date", "are out of date");
  say("undetermined", "could not be judged in full", "could not be judged in full");
  say("no-evidence", "has no result on record", "have no result on record");
  say("waived", "fails under a waiver", "fail under a waiver");
  const passing = of("pass").length;
  if (passing > 0) clauses.push(`${plural(passing, "passes", "pass")}`);
  const nextStep =
    state === "fail"
      ? failing.length === 1
        ? "Mend what the failing check found; it says how."
        : `Mend what the ${failing.length} failing checks found; each says how.`
      : state === "stale"
        ? "Run the preview again and collect its records."
        : state === "waived"
          ? undefined
          : "Run the stack to its end with the current pack; set the values that were not known.";
  return { state, reason: `Of ${plural(judged.length, "check", "checks")}: ${clauses.join("; ")}.`, nextStep };
}

/** The row itself, and citations of the Security Rule that the crosswalk relates to it. */
function namesOf(row: ControlRow, framework: Framework): ReadonlySet<string> {
  return new Set([row.citation, ...relatedCitations(framework, row.citation)]);
}

/** The entries of a register that are named for the row, or for a citation of the Security Rule that the crosswalk relates to it. */
function entriesFor<Entry extends { readonly citations: readonly string[] }>(
  entries: readonly Entry[],
  row: ControlRow,
  framework: Framework,
): readonly Entry[] {
  const names = namesOf(row, framework);
  return entries.filter(({ citations }) => citations.some((citation) => names.has(citation)));
}

function documentPart(row: ControlRow, { registers, framework, asOf }: CitationSources): Part {
  const title = row.inheritedFrom === null ? "Document" : "Customer's part";
  const entries = entriesFor(registers.documents, row, framework);
  if (entries.length === 0) {
    return {
      kind: "document",
      title,
      state: "no-evidence",
      reason:
        row.inheritedFrom === null
          ? "No document is named."
          : "No document is named for the part that stays with the customer.",
      nextStep: "Name the document, with owner, review date and file.",
    };
  }
  const verdict = combine(entries.map((entry) => documentState(entry, asOf)));
  const nextStep = {
    stale: "Review the document and set its next review date.",
    undetermined: "Attach the file with its SHA-256.",
  };
  return {
    kind: "document",
    title,
    ...verdict,
    nextStep: nextStep[verdict.state as keyof typeof nextStep],
    owner: few([...new Set(entries.map(({ owner }) => owner))]),
  };
}

function inheritedPart(row: ControlRow, { registers, framework, asOf }: CitationSources): Part {
  const title = `Inherited from ${row.inheritedFrom}`;
  const entries = entriesFor(registers.inherited, row, framework);
  const nextStep = `Name the ${row.inheritedFrom} report, with period, file and the customer's part.`;
  if (entries.length === 0) {
    return {
      kind: "inherited",
      title,
      state: "no-evidence",
      reason: `No ${row.inheritedFrom} report is named.`,
      nextStep,
    };
  }
  const verdicts = entries.map((entry) => inheritedState(entry, asOf));
  // Reports follow one another by period: one that covers the day is enough, older ones stay in the register.
  const covering = verdicts.find(({ state }) => state === "pass");
  const verdict = covering ?? combine(verdicts);
  return { kind: "inherited", title, ...verdict, nextStep: verdict.state === "pass" ? undefined : nextStep };
}

/** What an entry lacks counts against the citations that it names; what it has counts for nothing, as it is not what they ask for. */
function registerPart(row: ControlRow, { registers, framework, asOf }: CitationSources): Part | undefined {
  const open = entriesNaming(registers, namesOf(row, framework), asOf).filter(
    ({ verdict: { state } }) => state !== "pass" && state !== "not-applicable",
  );
  if (open.length === 0) return undefined;
  return {
    kind: "register",
    title: "Registers",
    ...combine(open.map(({ id, title, verdict }) => ({ ...verdict, reason: `${id}, ${title}: ${verdict.reason}` }))),
    nextStep: `See to ${few(open.map(({ id }) => id))} in the registers.`,
    owner: few([...new Set(open.map(({ owner }) => owner))]),
  };
}

function decisionPart(row: ControlRow, { registers, asOf }: CitationSources): Part | undefined {
  const entry = registers.decisions.find(({ citation }) => citation === row.citation);
  if (row.obligation !== "addressable" && entry === undefined) return undefined;
  const title = row.obligation === "addressable" ? "Decision (addressable)" : "Whether it applies";
  if (entry === undefined) {
    return {
      kind: "decision",
      title,
      state: "no-evidence",
      reason: "It is addressable, and no decision is on record.",
      nextStep: "Decide as 164.306(d)(3) asks, and record the decision.",
    };
  }
  const verdict = decisionState(entry, asOf);
  const nextStep = verdict.state === "stale" ? "Review the decision and set its next review date." : undefined;
  return { kind: "decision", title, ...verdict, nextStep, owner: entry.owner };
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

function combine(verdicts: readonly Verdict[]): Verdict {
  const state = verdicts.map((verdict) => verdict.state).reduce(join);
  return {
    state,
    reason: deciding(verdicts, state)
      .map(({ reason }) => reason)
      .join(" "),
  };
}

export function plural(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The first three of a list, and how many more there are. */
export function few(names: readonly string[]): string {
  const shown = names.slice(0, 3).join(", ");
  return names.length <= 3 ? shown : `${shown} and ${names.length - 3} more`;
}

function groupPairs<K, V>(pairs: readonly (readonly [K, V])[]): Map<K, V[]> {
  return new Map([...groupBy(pairs, ([key]) => key)].map(([key, group]) => [key, group.map(([, value]) => value)]));
}
