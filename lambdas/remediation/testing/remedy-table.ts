import type { ActionName } from "../../finding-triage/contract";
import { auditInMemory, itemsInMemory } from "../../testing/stores";
import type { Around } from "../../testing/play";
import { CANARY, triedTable } from "../../testing/tried-table";
import { createAction, type Remedy } from "../action";
import type { Case } from "../case";
import { caseOf } from "./cases";

export interface RemedySubject<Before extends object> {
  readonly action: ActionName;
  /** What it is done to: two of them. */
  readonly targets: readonly [string, string];
  readonly changes?: Partial<Case>;
  /** The remedy with its real adapter, and what its service holds. */
  readonly world: (around: Around) => { readonly remedy: Remedy<Before>; readonly kept: () => unknown };
}

/** The table of faults of a function that mends by one remedy: what it does to two targets, and an undo that was asked for by mistake. */
export function remedyTable<Before extends object>(name: string, subject: RemedySubject<Before>): void {
  const { action, targets, changes, world } = subject;
  const cases = targets.map((target, at) => caseOf({ execution: `execution-${at}`, action, target, ...changes }));
  triedTable(name, {
    world: (around) => {
      const { through, now, log } = around;
      const [{ items, ...table }, audit, { remedy, kept }] = [itemsInMemory(), auditInMemory(), world(around)];
      const ports = { ...through({ items: table, audit }), clock: now, log, remedies: [remedy] };
      return { handler: createAction(name, ports), kept: () => ({ items, told: audit.told(), there: kept() }) };
    },
    events: cases,
    malformed: {
      "another action": { event: { ...cases[0], action: "none" }, ends: "given up" },
      "a name for an execution": { event: { ...cases[0], execution: CANARY }, ends: "given up" },
      "undo of nothing": { event: { undo: "execution-9" }, ends: "given up" },
    },
    oversized: { "a long target": { event: { ...cases[0], target: "x".repeat(513) }, ends: "given up" } },
  });
}
