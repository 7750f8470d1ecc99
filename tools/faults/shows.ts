/** A set of tests that shows one thing, and how mocha finds them. */
export interface Show {
  readonly title: string;
  readonly specs: readonly string[];
  /** Part of the full titles that belong to it; all of the files where there is none. */
  readonly grep?: string;
}

/** What is shown beside the table of faults by handler, in this order. */
export const SHOWS: readonly Show[] = [
  {
    title: "Killed again and again: no record lost, none written twice",
    specs: ["lambdas/stream-consumer/consumer.engine.test.ts"],
    grep: "killed in the midst",
  },
  {
    title: "Shards split, leases lost, poison, throttling, passwords rotated",
    specs: ["lambdas/stream-consumer/consumer.engine.test.ts"],
    grep: "(ends cleanly|has lost|poison|rotated|split shard|throttling)",
  },
  { title: "Recovery drill", specs: ["tools/flows/recovery-drill.test.ts"] },
  {
    title: "Recovery drill over an emulated AWS and a real PostgreSQL",
    specs: ["tools/emulator/recovery-drill.engine.test.ts"],
  },
  { title: "Remediation of findings", specs: ["tools/flows/remediation.test.ts"] },
  {
    title: "Remedies over an emulated AWS: breach, finding, action, mended, undone",
    specs: ["tools/emulator/remediation.engine.test.ts"],
  },
];

/** The tables of lambdas/testing/fault-table.ts. */
export const TABLES: Show = { title: "Faults by handler", specs: ["lambdas/*/faults.test.ts"], grep: "^faults: " };
