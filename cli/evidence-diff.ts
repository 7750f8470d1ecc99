import { resolve } from "node:path";
import type { Command } from "commander";
import { compareReports } from "../reports";
import { CHANGE_KINDS, type Drift } from "../reports/model/history";

/** Lines of one kind that a terminal gets; `--json` has all. */
const SHOWN = 10;

const HEADINGS = {
  new: "New failures",
  reopened: "Failures that came back",
  "lost-coverage": "Lost coverage",
  waived: "Now waived",
  fixed: "Fixed",
} as const;

export function addComparison(evidence: Command): void {
  evidence
    .command("diff")
    .description("compare two reports of one framework: what is new, fixed, back again, or no longer covered")
    .argument("<before>", "folder of the earlier report, or its report.json")
    .argument("<after>", "folder of the later one")
    .option("--fail-on-worse", "end with 1 where something is new, back again or no longer covered")
    .option("--json", "everything as JSON for machines")
    .action(async (before: string, after: string, options: { failOnWorse?: true; json?: true }) => {
      const drift = await compareReports(resolve(before), resolve(after));
      process.stdout.write(options.json === true ? `${JSON.stringify(drift, null, 2)}\n` : wordsOf(drift));
      const worse = drift.results.some(({ kind }) => kind === "new" || kind === "reopened" || kind === "lost-coverage");
      if (options.failOnWorse === true && worse) process.exitCode = 1;
    });
}

function wordsOf({ since, citations, results, gone }: Drift): string {
  const lines = [
    `Since ${since}: ${citations.length} rows and ${results.length} results changed; ${gone} results ended with their resources.`,
  ];
  for (const { citation, before, after } of citations.slice(0, SHOWN))
    lines.push(`  ${citation}: ${before} -> ${after}`);
  for (const kind of CHANGE_KINDS) {
    const own = results.filter((one) => one.kind === kind);
    if (own.length === 0) continue;
    lines.push(`${HEADINGS[kind]} (${own.length}):`);
    for (const { rule, stack, name } of own.slice(0, SHOWN)) lines.push(`  ${rule}  ${stack}  ${name}`);
    if (own.length > SHOWN) lines.push(`  and ${own.length - SHOWN} more (--json has all)`);
  }
  return `${lines.join("\n")}\n`;
}
