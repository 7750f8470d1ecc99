import { z } from "zod";
import type { ActionName } from "../finding-triage/contract";
import { MalformedCase, readCase, told, type Case } from "./case";
import type { AuditTrail, Clock, Items, Log } from "./ports";

/** One way to mend what a finding shows. `Before` is what was there: it is kept, and put back by an undo. */
export interface Remedy<Before extends object> {
  readonly action: ActionName;
  /** What is there now, or undefined where the action would change nothing. */
  look(of: Case): Promise<Before | undefined>;
  change(of: Case, before: Before, now: Date): Promise<void>;
  /** Puts back what was there; left out where nothing can. */
  restore?(of: Case, before: Before): Promise<void>;
}

export type Outcome = "changed" | "unchanged" | "dry-run" | "undone";

/** What an undo record holds. */
interface Kept<Before> {
  readonly of: Case;
  readonly before: Before;
}

const BEGUN = z.object({ at: z.iso.datetime() });

const UNDO = z.strictObject({ undo: z.string().regex(/^[\w-]{1,80}$/) });
const undoKind = (action: ActionName): string => `undo-${action}`;
const begunKind = (what: string): string => `begun-${what}`;

/**
 * A function that mends by one remedy, and takes back what it did when it is called with `{ "undo": "<execution>" }`. What was there is kept
 * before anything is changed, by the execution's name, and so is when that was: a second try goes by what the first one found, and tells the same. Each
 * run is told as evidence.
 */
export function createAction<Before extends object>(
  functionName: string,
  ports: { remedy: Remedy<Before>; items: Items; audit: AuditTrail; clock: Clock; log: Log },
) {
  const { remedy, items, audit, clock, log } = ports;
  const { action } = remedy;
  const begun = async (execution: string, what: string): Promise<string> =>
    BEGUN.parse(await items.keep(execution, begunKind(what), { at: clock().toISOString() })).at;
  const tell = async (of: Case, outcome: Outcome, at: string): Promise<Case & { readonly outcome: Outcome }> => {
    const reason = outcome === "unchanged" ? "already-so" : outcome;
    const verb = outcome === "undone" ? "undone" : "done";
    await audit.tell(told(functionName, of, { at, action: `${action}.${verb}`, outcome: "success", reason }));
    log.info("a remedy ran", { action, execution: of.execution, outcome });
    return { ...of, outcome };
  };
  return async (input: unknown): Promise<Case & { readonly outcome: Outcome }> => {
    const asked = UNDO.safeParse(input);
    if (asked.success) {
      const kept = (await items.read(asked.data.undo, undoKind(action))) as Kept<Before> | undefined;
      if (kept === undefined || remedy.restore === undefined)
        throw new MalformedCase("undo: there is nothing to put back");
      const at = await begun(asked.data.undo, undoKind(action));
      await remedy.restore(kept.of, kept.before);
      return tell(kept.of, "undone", at);
    }
    const of = readCase(input);
    if (of.action !== action) throw new MalformedCase("action");
    const at = await begun(of.execution, action);
    // What an earlier try has changed would look as if it had been so.
    const kept = (await items.read(of.execution, undoKind(action))) as Kept<Before> | undefined;
    const before = kept?.before ?? (await remedy.look(of));
    if (before === undefined) return tell(of, "unchanged", at);
    if (of.dryRun) return tell(of, "dry-run", at);
    await items.keep(of.execution, undoKind(action), { of, before } satisfies Kept<Before>);
    await remedy.change(of, before, new Date(at));
    return tell(of, "changed", at);
  };
}
