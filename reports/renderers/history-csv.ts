import type { Report } from "../model/report";

import { toCsv } from "./csv";

/** One row a result that changed: `changes.csv`. Undefined where no comparison was asked for. */
export function renderChangesCsv({ drift }: Report): string | undefined {
  if (drift === undefined) return undefined;
  return toCsv(
    ["since", "kind", "rule", "stack", "urn", "before", "after"],
    drift.results.map(({ kind, rule, stack, urn, before, after }) => ({
      since: drift.since,
      kind,
      rule,
      stack,
      urn,
      before: before ?? "",
      after: after ?? "",
    })),
  );
}

/** One row a check and resource, minutes by state: `operation.csv`. */
export function renderOperationCsv({ operation }: Report): string | undefined {
  if (operation === undefined) return undefined;
  return toCsv(
    ["from", "to", "rule", "stack", "urn", "pass", "fail", "waived", "not_applicable", "unknown"],
    operation.rows.map(({ rule, stack, urn, minutes }) => ({
      from: operation.from,
      to: operation.to,
      rule,
      stack,
      urn,
      pass: minutes.pass,
      fail: minutes.fail,
      waived: minutes.waived,
      not_applicable: minutes["not-applicable"],
      unknown: minutes.unknown,
    })),
  );
}

/** One row a resource that was drawn: `sample.csv`. */
export function renderSampleCsv({ sample }: Report): string | undefined {
  if (sample === undefined) return undefined;
  return toCsv(
    ["seed", "rule", "population", "rank", "stack", "urn", "state", "hash"],
    sample.draws.flatMap(({ rule, population, drawn }) =>
      drawn.map(({ stack, urn, state, hash }, index) => ({
        seed: sample.seed,
        rule,
        population,
        rank: index + 1,
        stack,
        urn,
        state,
        hash,
      })),
    ),
  );
}
