import { createHash } from "node:crypto";
import { COLLECTED } from "./contract";
import type { CollectedFile, Collector, Ledger, Log } from "./ports";

export interface CollectedRuns {
  readonly runs: readonly {
    readonly source: string;
    readonly region: string;
    readonly records: number;
    readonly complete: boolean;
  }[];
}

/** The key of a collection in the ledger: named by the SHA-256 of its bytes, so that a write that is repeated changes nothing. */
export function keyOf({ run, text }: CollectedFile): string {
  return `${COLLECTED}day=${run.collectedAt.slice(0, 10)}/${createHash("sha256").update(text).digest("hex")}.jsonl`;
}

/**
 * Reads what services of AWS say of the account into the ledger. One that denies, or tells a part, is in the ledger with what it lacks, for
 * a report to call undetermined; what fails as a whole is tried again and leaves nothing half written.
 */
export function createHandler({ collect, ledger, log }: { collect: Collector; ledger: Ledger; log: Log }) {
  return async (): Promise<CollectedRuns> => {
    const runs: CollectedRuns["runs"][number][] = [];
    await collect(async (collected) => {
      const { source, region, records, complete, missing } = collected.run;
      const outcome = await ledger.append(keyOf(collected), collected.text);
      log.info("a collection is in the ledger", { source, region, records, complete, outcome });
      // Codes of our own; nothing that AWS said.
      if (!complete) log.warn("a collection is not complete", { source, region, missing: missing.join("; ") });
      runs.push({ source, region, records, complete });
    });
    return { runs };
  };
}
