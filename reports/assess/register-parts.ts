import { relatedCitations, type ControlRow, type Framework } from "../model/framework";
import type { Part, Registers } from "../model/report";
import { deciding, join } from "./fold";
import { entriesNaming } from "./linked-registers";
import { decisionState, documentState, inheritedState } from "./registers";
import type { Verdict } from "./verdict";
import { few } from "./wording";

/** What people have put on record, and when it is read. */
export interface RegisterSources {
  readonly framework: Framework;
  readonly registers: Registers;
  readonly asOf: string;
}

/** The row itself, and citations of the Security Rule that the crosswalk relates to it. */
export function namesOf(row: ControlRow, framework: Framework): ReadonlySet<string> {
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

export function documentPart(row: ControlRow, { registers, framework, asOf }: RegisterSources): Part {
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

export function inheritedPart(row: ControlRow, { registers, framework, asOf }: RegisterSources): Part {
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
export function registerPart(row: ControlRow, { registers, framework, asOf }: RegisterSources): Part | undefined {
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

export function decisionPart(row: ControlRow, { registers, asOf }: RegisterSources): Part | undefined {
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

function combine(verdicts: readonly Verdict[]): Verdict {
  const state = verdicts.map((verdict) => verdict.state).reduce(join);
  return {
    state,
    reason: deciding(verdicts, state)
      .map(({ reason }) => reason)
      .join(" "),
  };
}
