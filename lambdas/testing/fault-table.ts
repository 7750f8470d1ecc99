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
