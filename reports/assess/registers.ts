import type {
  Attachment,
  DecisionEntry,
  DocumentEntry,
  InheritedEntry,
  Registers,
  RegisterResults,
  WaiverResult,
} from "../model/report";
import type { Evaluation } from "../model/report";
import type { State } from "../model/state";
import { canonicalJson } from "../../policies/record";

import { compare, groupBy } from "./group-by";
import { associateState, incidentState, riskState } from "./linked-registers";
import type { CurrentRun } from "./runs";
import type { Verdict } from "./verdict";
import { daysLeft, dayOf, waiverStatusAt } from "./waivers";

/** A document shows itself, not that it is good: on file, unchanged, with an owner, its review not overdue. */
export function documentState(entry: DocumentEntry, asOf: string): Verdict {
  if (entry.heldFrom !== undefined && entry.heldFrom > dayOf(asOf))
    return { state: "no-evidence", reason: `"${entry.title}" held from ${entry.heldFrom} on, and not yet.` };
  if (entry.reviewOn < dayOf(asOf)) {
    return {
      state: "stale",
      reason: `"${entry.title}" was to be reviewed by ${entry.reviewOn} (owner: ${entry.owner}).`,
    };
  }
  if (entry.attachment.kind === "none") {
    return {
      state: "undetermined",
      reason: `"${entry.title}" is named but not attached, so it was not seen (owner: ${entry.owner}).`,
    };
  }
  return {
    state: "pass",
    reason: `"${entry.title}" is on file and unchanged; owner ${entry.owner}, next review by ${entry.reviewOn}.`,
  };
}

export function decisionState(entry: DecisionEntry, asOf: string): Verdict {
  if (entry.decidedOn > dayOf(asOf)) {
    return { state: "no-evidence", reason: `The decision of ${entry.decidedOn} had not been taken yet.` };
  }
  const who = `decided on ${entry.decidedOn}, approved by ${entry.approver}`;
  if (entry.reviewOn < dayOf(asOf)) {
    return { state: "stale", reason: `The decision (${who}) was to be reviewed by ${entry.reviewOn}.` };
  }
  const taken = {
    implemented: "To be implemented as written",
    alternative: "An alternative measure is used",
    "not-applicable": "Held not to apply",
  }[entry.decision];
  return {
    state: entry.decision === "not-applicable" ? "not-applicable" : "pass",
    reason: `${taken} (${who}): ${entry.reason}`,
  };
}

export function inheritedState(entry: InheritedEntry, asOf: string): Verdict {
  const day = dayOf(asOf);
  const end = entry.bridgeTo ?? entry.periodTo;
  const what = `${entry.provider}: ${entry.artefact}, ${entry.periodFrom} to ${entry.periodTo}${
    entry.bridgeTo === undefined ? "" : `, bridged to ${entry.bridgeTo}`
  }`;
  if (entry.periodFrom > day) return { state: "no-evidence", reason: `${what}: the period had not begun.` };
  if (end < day) return { state: "stale", reason: `${what}: the period is over.` };
  const ours = `What stays with us: ${entry.customerPart}`;
  if (isMissing(entry.attachment))
    return { state: "undetermined", reason: `${what}: named but not attached, so it was not seen. ${ours}` };
  return { state: "pass", reason: `${what}; on file and unchanged. ${ours}` };
}

function isMissing(attachment: Attachment): boolean {
  return attachment.kind === "none";
}

export function assessRegisters(
  registers: Registers,
  runs: readonly CurrentRun[],
  evaluations: readonly Evaluation[],
  asOf: string,
): RegisterResults {
  return {
    waivers: assessWaivers(runs, evaluations, asOf),
    malformedWaivers: runs
      .flatMap((run) =>
        (run.run?.record.waivers ?? []).flatMap((status) =>
          status.kind === "malformed" ? [{ id: status.id, problem: status.problem, stack: run.stack }] : [],
        ),
      )
      .sort((a, b) => compare(a.id, b.id) || compare(a.stack, b.stack)),
    documents: registers.documents.map((entry) => ({ ...entry, ...judged(documentState(entry, asOf)) })),
    decisions: registers.decisions.map((entry) => ({ ...entry, ...judged(decisionState(entry, asOf)) })),
    inherited: registers.inherited.map((entry) => ({ ...entry, ...judged(inheritedState(entry, asOf)) })),
    risks: registers.risks.map((entry) => ({ ...entry, ...judged(riskState(entry, asOf)) })),
    incidents: registers.incidents.map((entry) => ({ ...entry, ...judged(incidentState(entry, asOf)) })),
    associates: registers.associates.map((entry) => ({ ...entry, ...judged(associateState(entry, asOf)) })),
  };
}

function judged({ state, reason }: Verdict): { readonly state: State; readonly judgement: string } {
  return { state, judgement: reason };
}

function assessWaivers(runs: readonly CurrentRun[], evaluations: readonly Evaluation[], asOf: string): WaiverResult[] {
  const read = runs.flatMap((run) =>
    (run.run?.record.waivers ?? []).flatMap((status) =>
      status.kind === "malformed" ? [] : [{ waiver: status.waiver, stack: run.stack }],
    ),
  );
  const same = groupBy(read, ({ waiver }) => canonicalJson(waiver));
  return [...same.values()]
    .map((group): WaiverResult => {
      const { waiver } = group[0]!;
      const status = waiverStatusAt(waiver, asOf);
      const stacks = [...new Set(group.map(({ stack }) => stack))].sort();
      const covers = evaluations.filter(
        (one) => one.waiver === waiver.id && one.rule === waiver.rule && stacks.includes(one.stack),
      ).length;
      return {
        ...waiver,
        status,
        stacks,
        covers,
        ...(status === "in-force" ? { daysLeft: daysLeft(waiver, asOf) } : {}),
      };
    })
    .sort((a, b) => compare(a.end, b.end) || compare(a.id, b.id) || compare(a.resource, b.resource));
}
