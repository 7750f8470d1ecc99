import type { Report } from "../model/report";

import { toCsv, type Row } from "./csv";

/**
 * Everything that was looked through: `population.csv`. First the runs, each with the calls it made and how many resources it saw, then
 * what was not read, then each resource.
 */
export function renderPopulationCsv({ stacks, resources }: Report): string {
  const none = { type: "", urn: "", results: "", why: "" };
  const runs = stacks.flatMap(({ key, runs: own }) =>
    own.flatMap((run): Row[] => {
      const common = { ...none, stack: key, source: run.pack, call: run.call, at: run.observedAt, run: run.runId };
      const complete = run.complete ? "yes" : "no";
      return [
        { ...common, what: "run", complete, resources: run.resources },
        ...run.notes.map((why) => ({ ...common, what: "not read", complete: "no", resources: "", why })),
      ];
    }),
  );
  const unseen = stacks
    .filter(({ runs: own }) => own.length === 0)
    .map(({ key }): Row => ({
      ...none,
      what: "not read",
      stack: key,
      complete: "no",
      why: "expected, and no run is on record",
    }));
  return toCsv(
    ["what", "stack", "source", "call", "at", "complete", "resources", "type", "urn", "results", "run", "why"],
    [
      ...runs,
      ...unseen,
      ...resources.map(({ stack, type, urn, counts }): Row => ({
        ...none,
        what: "resource",
        stack,
        type,
        urn,
        results: Object.values(counts).reduce((sum, count) => sum + count, 0),
      })),
    ],
  );
}
