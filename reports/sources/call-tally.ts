import { toldBy, type Told } from "../model/aws-request";
import type { CallSummary } from "../model/collection-run";

/** How the calls of a collection went: one line a call, however often it was made. */
export class CallTally {
  private readonly calls = new Map<string, CallSummary>();

  constructor(before: readonly CallSummary[] = []) {
    for (const summary of before) this.calls.set(summary.call, summary);
  }

  add(summary: CallSummary): void {
    this.calls.set(summary.call, together(this.calls.get(summary.call), summary));
  }

  /** Whether all pages of a call were read, and every item understood. */
  isWhole(call: string): boolean {
    const summary = this.calls.get(call);
    return summary?.outcome === "whole" && summary.refused === 0;
  }

  lastAnswer(call: string): Told {
    return toldBy(call, this.calls.get(call)?.lastRequest);
  }

  /** By name. */
  all(): CallSummary[] {
    return [...this.calls.values()].sort((a, b) => (a.call < b.call ? -1 : 1));
  }

  /**
   * What another go begins with. What did not end well is asked again then; how often it was asked, and what was not understood, stays.
   * @param running counts of a call that is not over.
   */
  soFar(running?: CallSummary): CallSummary[] {
    const tally = new CallTally(this.all());
    if (running !== undefined) tally.add(running);
    return tally.all().map(({ error: _, ...summary }) => ({ ...summary, outcome: "whole" }));
  }
}

/** The first outcome that is not whole, and all counts together. */
function together(before: CallSummary | undefined, summary: CallSummary): CallSummary {
  if (before === undefined) return summary;
  const told = before.outcome === "whole" ? summary : before;
  return {
    ...told,
    requests: before.requests + summary.requests,
    pages: before.pages + summary.pages,
    items: before.items + summary.items,
    refused: before.refused + summary.refused,
    repeated: before.repeated + summary.repeated,
    restarts: before.restarts + summary.restarts,
    ...requestsOf(before, summary),
  };
}

function requestsOf(before: CallSummary, summary: CallSummary): Pick<CallSummary, "firstRequest" | "lastRequest"> {
  const first = before.firstRequest ?? summary.firstRequest;
  const last = summary.lastRequest ?? before.lastRequest;
  return first === undefined || last === undefined ? {} : { firstRequest: first, lastRequest: last };
}
