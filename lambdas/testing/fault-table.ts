/** What goes wrong around a function, whatever it does. `npm run faults` prints a table of these by handler. */
export const FAULTS = [
  "duplicate",
  "reordered",
  "malformed",
  "oversized",
  "throttled",
  "cut between two writes",
  "dependency down",
  "clock skew",
] as const;
export type Fault = (typeof FAULTS)[number];

/** What has to hold under each fault: a test with what it shows, or the reason why the fault can't meet this handler. */
export type FaultRows = Readonly<Record<Fault, { readonly shows: string; readonly run: () => Promise<void> } | string>>;

/** A suite `faults: <handler>` with a test for each fault that can meet the handler. */
export function faultTable(handler: string, rows: FaultRows): void {
  describe(`faults: ${handler}`, () => {
    for (const fault of FAULTS) {
      const row = rows[fault];
      if (typeof row !== "string") it(`${fault}: ${row.shows}`, row.run);
    }
  });
}

/** Fails with an error of this name so many times, then never again. */
export function failing(name: string, times: number): () => void {
  let left = times;
  return () => {
    if (left-- > 0) throw Object.assign(new Error("made up"), { name });
  };
}

/** Runs of one event where nobody waits: the first and two more (Lambda Developer Guide, "Asynchronous invocation"). */
const RUNS = 3;

/** Calls a handler as Lambda does: again while it fails, and to the dead letters after the last run. */
export async function asLambda(
  handler: (event: unknown) => Promise<unknown>,
  event: unknown,
): Promise<"done" | "dead letter"> {
  for (let run = 0; run < RUNS; run++) {
    try {
      await handler(event);
      return "done";
    } catch {
      // The next run is the answer to it.
    }
  }
  return "dead letter";
}
