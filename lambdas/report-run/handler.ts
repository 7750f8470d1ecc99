import { z } from "zod";
import { MANIFESTS } from "./contract";
import { batchPrefix, dayBefore, digestOf, isOver, manifestOf, manifestText } from "./core";
import type { Clock, LedgerDay, Log, Signer } from "./ports";

/** No second try would mend the event. */
export class RefusedRun extends Error {
  override readonly name = "RefusedRun";
}

const EVENT = z.strictObject({ day: z.iso.date().optional(), scheduledAt: z.iso.datetime().optional() });

export interface ClosedDay {
  readonly day: string;
  readonly batches: number;
  readonly key: string;
}

/** Lists the batches of a day that is over, signs the list and appends it. Batches that came late give a list of their own when it runs again. */
export function createHandler({
  ledger,
  signer,
  clock,
  log,
}: {
  ledger: LedgerDay;
  signer: Signer;
  clock: Clock;
  log: Log;
}) {
  return async (input: unknown): Promise<ClosedDay> => {
    const read = EVENT.safeParse(input);
    if (!read.success) throw new RefusedRun("wanted a day (YYYY-MM-DD) or the time of the schedule, and nothing else");
    const { scheduledAt } = read.data;
    const day = read.data.day ?? (scheduledAt === undefined ? undefined : dayBefore(scheduledAt));
    if (day === undefined) throw new RefusedRun("wanted a day (YYYY-MM-DD) or the time of the schedule");
    if (!isOver(day, clock())) throw new RefusedRun(`the day ${day} is not over`);
    const manifest = manifestOf(day, await ledger.list(batchPrefix(day)));
    const text = manifestText(manifest);
    const digest = digestOf(text);
    const { signature, keyArn } = await signer.sign(digest);
    const key = `${MANIFESTS}day=${day}/${digest.toString("hex")}.json`;
    const outcome = await ledger.append(
      key,
      `${JSON.stringify({ manifest: text, algorithm: "ECDSA_SHA_256", keyArn, signature })}\n`,
    );
    log.info("a day is closed", { day, batches: manifest.batches.length, outcome });
    return { day, batches: manifest.batches.length, key };
  };
}
