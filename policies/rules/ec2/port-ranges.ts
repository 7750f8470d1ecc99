import type { PortRange } from "./network-rule";

const LAST_PORT = 65535;

/** `443` or `8000-8090`. What is neither stands for every port, so that a slip of the pen opens nothing. */
export function portRanges(texts: readonly string[], otherwise: readonly PortRange[]): readonly PortRange[] {
  const ranges: PortRange[] = [];
  for (const text of texts) {
    const [, first, last = first] = /^\s*(\d{1,5})\s*(?:-\s*(\d{1,5})\s*)?$/.exec(text) ?? [];
    if (first === undefined) return otherwise;
    ranges.push([Number(first), Number(last)]);
  }
  return ranges;
}

export const ALL_PORTS: readonly PortRange[] = [[0, LAST_PORT]];

/** Every port that stands in none of the ranges. */
export function allPortsBut(ranges: readonly PortRange[]): readonly PortRange[] {
  const left: PortRange[] = [];
  let next = 0;
  for (const [first, last] of [...ranges].sort(([a], [b]) => a - b)) {
    if (first > next) left.push([next, first - 1]);
    next = Math.max(next, last + 1);
  }
  if (next <= LAST_PORT) left.push([next, LAST_PORT]);
  return left;
}
