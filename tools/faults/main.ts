/**
 * `npm run faults`: what the functions withstand, shown by running the tests that show it: the stream's consumer killed 50 times, the
 * recovery drill, the remediation of findings, also over an emulated AWS, and each handler's table of faults. Needs PostgreSQL's server and
 * Python, as `npm test` does.
 */
import { spawnSync } from "node:child_process";
import * as path from "node:path";
import { SHOWS, TABLES, type Show } from "./shows";
import { faultLines, givenUpLines, hasFailed, linesOf, outcomesOf, type Outcome } from "./table";

const root = path.resolve(__dirname, "../..");
/** The tests that kill processes wait for each of them. */
const TIMEOUT_MS = 1_800_000;

function run({ specs, grep }: Show): Outcome[] {
  const args = ["--reporter", "json", "--timeout", String(TIMEOUT_MS), ...(grep === undefined ? [] : ["--grep", grep])];
  const mocha = path.join(root, "node_modules/mocha/bin/mocha.js");
  const { stdout, stderr } = spawnSync(process.execPath, [mocha, ...args, ...specs], {
    cwd: root,
    encoding: "utf8",
    maxBuffer: 64 << 20,
  });
  return outcomesOf(`${stdout}${stdout.includes('"stats"') ? "" : stderr}`);
}

function main(): number {
  let failed = false;
  const say = (title: string, outcomes: readonly Outcome[], lines: readonly string[]): void => {
    failed ||= hasFailed(outcomes);
    process.stdout.write([title, ...lines, "", ""].join("\n"));
  };
  for (const show of SHOWS) {
    const outcomes = run(show);
    say(show.title, outcomes, linesOf(outcomes));
  }
  const outcomes = run(TABLES);
  say(TABLES.title, outcomes, faultLines(outcomes));
  say("Where a call goes that is given up, and who hears of it", outcomes, givenUpLines(outcomes));
  return failed ? 1 : 0;
}

process.exitCode = main();
