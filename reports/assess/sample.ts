import { createHash } from "node:crypto";

import type { Sample } from "../model/history";
import type { Report } from "../model/report";

import { compare, groupBy } from "./group-by";

/** The number that firms commonly draw for a control that runs many times a day. */
export const SAMPLE_SIZE = 25;

/**
 * Draws of each check's population the resources whose SHA-256 over seed, rule, stack and URN, each followed by a line feed, come first.
 * The seed is published after the population is fixed, so nobody can steer who is drawn; anybody can draw again.
 */
export function drawSample(
  report: Pick<Report, "evaluations" | "resources">,
  seed: string,
  size = SAMPLE_SIZE,
): Sample {
  const draws = [...groupBy(report.evaluations, ({ rule }) => rule)].map(([rule, own]) => {
    const all = own.map(({ stack, resource, state }) => {
      const { urn } = report.resources[resource]!;
      return { stack, urn, state, hash: hashOf(seed, rule, stack, urn) };
    });
    return { rule, population: own.length, drawn: all.sort((a, b) => compare(a.hash, b.hash)).slice(0, size) };
  });
  return { seed, size, draws: draws.sort((a, b) => compare(a.rule, b.rule)) };
}

function hashOf(...parts: readonly string[]): string {
  return createHash("sha256")
    .update(parts.map((part) => `${part}\n`).join(""))
    .digest("hex");
}
