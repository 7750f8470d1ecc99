/** `npm run bench -- states [trees] [reports]`: looks for a state that is folded or told wrongly, in 1,000,000 trees and 1,000 reports. */
import * as fc from "fast-check";
import { randomReport } from "../../reports/testing/random-report";
import { differences } from "../../reports/testing/same-voices";
import { faultOfTree, stateTree } from "../../reports/testing/state-trees";

function count(text: string | undefined, usual: number): number {
  const number = text === undefined ? usual : Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Error(`A count must be a whole number above 0; got "${text}"`);
}

function look<T>(
  what: string,
  arbitrary: fc.Arbitrary<T>,
  runs: number,
  faultsOf: (one: T) => readonly string[],
): void {
  const begun = performance.now();
  const { failed, counterexample, seed, numRuns } = fc.check(
    fc.property(arbitrary, (one) => faultsOf(one).length === 0),
    { numRuns: runs },
  );
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  process.stdout.write(
    `${what}: ${numRuns} looked at, ${failed ? "a fault" : "0 faults"} (${seconds} s, seed ${seed})\n`,
  );
  if (!failed) return;
  process.stdout.write(`${faultsOf(counterexample![0]).slice(0, 5).join("\n")}\n`);
  process.exitCode = 1;
}

function main([trees, reports]: readonly string[]): void {
  const [ofTrees, ofReports] = [count(trees, 1_000_000), count(reports, 1000)];
  look("Trees of states", stateTree, ofTrees, (tree) => [faultOfTree(tree) ?? []].flat());
  look("Reports in HTML, JSON, CSV, OSCAL and OCSF", randomReport, ofReports, differences);
}

try {
  main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`phiguard: ${(error as Error).message}.\n`);
  process.exitCode = 2;
}
