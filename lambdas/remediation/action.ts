import { z } from "zod";
import type { ActionName } from "../finding-triage/contract";
import { hashOf, MalformedCase, readCase, told, type Case } from "./case";
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

/** Days for which nothing is done by itself to what people have put back: the finding that an undo brings about would undo the undo. */
export const LEFT_DAYS = 30;

const LEFT = z.object({ at: z.iso.datetime() });
const LEFT_KIND = "left-to-people";
const leftId = ({ action, subject }: Case): string => hashOf(`${action} ${subject}`);

/** People took this remedy back, and nobody agreed to it since: it is not done again by itself. */
export class LeftToPeople extends Error {
  override readonly name = "LeftToPeople";
}

/**
 * A function that mends by a remedy an action, and takes back what it did when it is called with `{ "undo": "<execution>" }`. What was there is kept
 * before anything is changed, by the execution's name, and so is when that was: a second try goes by what the first one found, and tells the same. What
 * was put back is left to people for `LEFT_DAYS`, unless they agree to the remedy. Each run is told as evidence.
 */
export function createAction(
  functionName: string,
  ports: { remedies: readonly Remedy<object>[]; items: Items; audit: AuditTrail; clock: Clock; log: Log },
) {
  const { remedies, items, audit, clock, log } = ports;
  const keptBy = async ({ action }: Remedy<object>, execution: string): Promise<Kept<object> | undefined> =>
    (await items.read(execution, undoKind(action))) as Kept<object> | undefined;
  const begun = async (execution: string, what: string): Promise<string> =>
    BEGUN.parse(await items.keep(execution, begunKind(what), { at: clock().toISOString() })).at;
  const tell = async (of: Case, outcome: Outcome, at: string): Promise<Case & { readonly outcome: Outcome }> => {
    const reason = outcome === "unchanged" ? "already-so" : outcome;
    const verb = outcome === "undone" ? "undone" : "done";
    await audit.tell(told(functionName, of, { at, action: `${of.action}.${verb}`, outcome: "success", reason }));
    log.info("a remedy ran", { action: of.action, execution: of.execution, outcome });
    return { ...of, outcome };
  };
  const undo = async (execution: string): Promise<Case & { readonly outcome: Outcome }> => {
    for (const remedy of remedies) {
      const kept = await keptBy(remedy, execution);
      if (kept === undefined || remedy.restore === undefined) continue;
      const at = await begun(execution, undoKind(remedy.action));
      // Before anything is put back: the finding may come at once.
      await items.replace(leftId(kept.of), LEFT_KIND, { at });
      await remedy.restore(kept.of, kept.before);
      return tell(kept.of, "undone", at);
    }
    throw new MalformedCase("undo: there is nothing to put back");
  };
  const isLeft = async (of: Case, at: string): Promise<boolean> => {
    const left = LEFT.safeParse(await items.read(leftId(of), LEFT_KIND));
    return left.success && Date.parse(at) - Date.parse(left.data.at) < LEFT_DAYS * 86_400_000;
  };
  return async (input: unknown): Promise<Case & { readonly outcome: Outcome }> => {
    const asked = UNDO.safeParse(input);
    if (asked.success) return undo(asked.data.undo);
    const of = readCase(input);
    const remedy = remedies.find(({ action }) => action === of.action);
    if (remedy === undefined) throw new MalformedCase("action");
    const at = await begun(of.execution, remedy.action);
    // A case that needs approval comes here after somebody agreed.
    if (!of.dryRun && !of.needsApproval && (await isLeft(of, at)))
      throw new LeftToPeople("what people put back is theirs to change");
    // What an earlier try has changed would look as if it had been so.
    const before = (await keptBy(remedy, of.execution))?.before ?? (await remedy.look(of));
    if (before === undefined) return tell(of, "unchanged", at);
    if (of.dryRun) return tell(of, "dry-run", at);
    await items.keep(of.execution, undoKind(remedy.action), { of, before } satisfies Kept<object>);
    await remedy.change(of, before, new Date(at));
    return tell(of, "changed", at);
  };
}
