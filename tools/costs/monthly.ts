import type { Resource } from "../../policies/resource";
import { chargesOf } from "./charges";
import type { PriceFile } from "./price-file";
import { workloadFinder } from "./workloads";

export interface CostLine {
  readonly workload: string;
  readonly of: string;
  /** What is there costs, used or not; a month. */
  readonly standing: number;
  /** What the assumed use costs; a month. */
  readonly byUse: number;
}

export interface Monthly {
  readonly currency: string;
  readonly lines: readonly CostLine[];
  readonly standing: number;
  readonly byUse: number;
  /** Types without a price here and how many there are: free, or billed by a use that is not assumed. */
  readonly notCounted: ReadonlyMap<string, number>;
}

/** Costs of a stack in a month by workload and kind, the dearest first. */
export function monthlyCosts(resources: readonly Resource[], file: PriceFile, kind: "dev" | "prod"): Monthly {
  const lines = new Map<string, CostLine>();
  const notCounted = new Map<string, number>();
  const workloadOf = workloadFinder(resources);
  const charges = chargesOf(resources, file, file.use[kind]);
  for (const [index, { type, urn }] of resources.entries()) {
    const own = charges[index];
    if (own === undefined) {
      if (type.startsWith("aws:")) notCounted.set(type, (notCounted.get(type) ?? 0) + 1);
      continue;
    }
    const workload = workloadOf(urn);
    for (const { of, amount, isByUse } of own) {
      const key = `${workload} ${of}`;
      const line = lines.get(key) ?? { workload, of, standing: 0, byUse: 0 };
      lines.set(key, { ...line, [isByUse ? "byUse" : "standing"]: (isByUse ? line.byUse : line.standing) + amount });
    }
  }
  const all = [...lines.values()].sort((a, b) => b.standing + b.byUse - a.standing - a.byUse);
  const sum = (part: (line: CostLine) => number): number => all.reduce((total, line) => total + part(line), 0);
  return {
    currency: file.currency,
    lines: all,
    standing: sum((line) => line.standing),
    byUse: sum((line) => line.byUse),
    notCounted,
  };
}
