import { decide, type ConsentRequest } from "../../lambdas/consent/decide";
import { PURPOSES } from "../../lambdas/consent/contract";
import type { Command } from "../../lambdas/consent/event";
import { stateOf } from "../../lambdas/consent/state";
import { historyAfter } from "../../lambdas/consent/testing/build";
import { DATA_CLASSES } from "../../lambdas/consent/vocabulary";
import type { ServiceFigure } from "./services";

const START = Date.parse("2026-01-01T00:00:00.000Z");
const MINUTE = 60_000;
/** Runs of which a mean is taken. */
const DECISIONS = 20_000;
const STATES = 200;

/** A synthetic subject's history: grants, restrictions, overrides and withdrawals by turns. */
function history(events: number): ReturnType<typeof historyAfter> {
  const at = (index: number): Date => new Date(START + index * MINUTE);
  const changes = Array.from({ length: events }, (_, index): Command => {
    const requestId = `request-${index}`;
    const recipient = `clinic-${index % 40}`;
    if (index % 4 === 1) {
      return { kind: "restrict", requestId, purposes: ["HMARKT"], recipients: [recipient], classes: ["genetic"] };
    }
    if (index % 4 === 2) {
      return { kind: "override", requestId, recipient, reason: "emergency-treatment", note: "synthetic", minutes: 60 };
    }
    if (index % 4 === 3) return { kind: "withdraw", requestId, target: `request-${index - 3}` };
    return {
      kind: "grant",
      requestId,
      basis: "part2-consent",
      purposes: ["TREAT", "HPAYMT"],
      recipients: [recipient],
      classes: ["substance-use"],
    };
  });
  return historyAfter(changes.map((change, index) => [change, at(index)] as const));
}

/** Processor time of a decision over six classes of data, without input or output: by a state that is there, and with the reading of its events. */
export async function measureConsent(): Promise<readonly ServiceFigure[]> {
  return [10, 100, 1000].flatMap((events) => {
    const made = history(events);
    const state = stateOf(made);
    const at = new Date(START + events * MINUTE);
    const requests = Array.from({ length: 500 }, (_, index): ConsentRequest => {
      const purpose = PURPOSES[index % PURPOSES.length] ?? "TREAT";
      return { purpose, recipient: `clinic-${index % 50}`, isSubject: index % 2 === 0, classes: DATA_CLASSES };
    });
    const request = (index: number): ConsentRequest => requests[index % requests.length] as ConsentRequest;
    const decided = millisecondsOf(DECISIONS, (index) => decide(state, request(index), at));
    const both = millisecondsOf(STATES, (index) => decide(stateOf(made), request(index), at));
    return [
      { what: `consent decision, ${events} events`, value: decided, unit: "ms", atMost: 1 },
      { what: `the same with its state, ${events}`, value: both, unit: "ms", atMost: 1 },
    ];
  });
}

/** The mean of `count` runs, by this process's processor time, after as many to warm up: others' load is not in it. */
function millisecondsOf(count: number, work: (index: number) => unknown): number {
  for (let index = 0; index < count; index++) work(index);
  const before = process.cpuUsage();
  for (let index = 0; index < count; index++) work(index);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000 / count;
}
