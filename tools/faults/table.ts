import { callerOf, patience } from "../../lambdas/testing/callers";
import { FAULTS } from "../../lambdas/testing/fault-table";

/** A test that has run: its title with those of its suites, and what was wrong where it failed. */
export interface Outcome {
  readonly fullTitle: string;
  readonly title: string;
  readonly failure?: string;
}

/** Mocha's JSON reporter, as far as it is read here. */
interface Report {
  readonly tests: readonly {
    readonly title: string;
    readonly fullTitle: string;
    readonly err: { readonly message?: string };
  }[];
}

/** Outcomes of a run by mocha's JSON reporter. @throws where the text holds no report. */
export function outcomesOf(text: string): Outcome[] {
  const from = text.indexOf('{\n  "stats"');
  if (from < 0) throw new Error(`mocha did not report: ${text.trim().slice(-500)}`);
  const { tests } = JSON.parse(text.slice(from)) as Report;
  return tests.map(({ title, fullTitle, err }) => ({
    title,
    fullTitle,
    ...(Object.keys(err).length > 0 && { failure: err.message ?? "failed" }),
  }));
}

/** Lines of a set: each test with its outcome. A set without tests has failed: it shows nothing. */
export function linesOf(outcomes: readonly Outcome[]): string[] {
  if (outcomes.length === 0) return ["  FAILED  no test was found"];
  return outcomes.flatMap(({ title, failure }) => [
    `  ${failure === undefined ? "holds " : "FAILED"}  ${title}`,
    ...(failure === undefined ? [] : [`          ${failure.split("\n", 1)[0]}`]),
  ]);
}

const HANDLER = /^faults: (\S+) ([^:]+): /;
const NAME = 22;
const CELL = 11;

/** A row a handler, a column a fault: what holds, what failed, and what can't meet the handler, of which its test says why. */
export function faultLines(outcomes: readonly Outcome[]): string[] {
  if (outcomes.length === 0) return ["  FAILED  no test was found"];
  const rows = new Map<string, Map<string, string>>();
  for (const { fullTitle, failure } of outcomes) {
    const [, handler = "?", fault = "?"] = HANDLER.exec(fullTitle) ?? [];
    const row = rows.get(handler) ?? new Map<string, string>();
    rows.set(handler, row.set(fault, failure === undefined ? "holds" : "FAILED"));
  }
  const heads = FAULTS.map((fault) => fault.split(" "));
  const head = [0, 1, 2, 3].map((line) =>
    `  ${"".padEnd(NAME)}${heads.map((words) => (words[line] ?? "").padEnd(CELL)).join("")}`.trimEnd(),
  );
  return [
    ...head.filter((line) => line !== ""),
    ...[...rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([handler, row]) =>
        `  ${handler.padEnd(NAME)}${FAULTS.map((fault) => (row.get(fault) ?? "-").padEnd(CELL)).join("")}`.trimEnd(),
      ),
    "  -  can't meet this handler: its faults.test.ts says why",
  ];
}

/** A row a handler: who calls it, how long that is patient with a service that does not answer, and where a call goes then. */
export function givenUpLines(outcomes: readonly Outcome[]): string[] {
  const handlers = new Set(outcomes.flatMap(({ fullTitle }) => HANDLER.exec(fullTitle)?.[1] ?? []));
  return [...handlers].sort().map((handler) => {
    const caller = callerOf(handler);
    const { tries, seconds } = patience(caller, "ServiceUnavailable");
    const patient = `${caller.says}, ${tries} tries in ${Math.round(seconds)} s`;
    return `  ${handler.padEnd(NAME)}${patient}; then ${caller.after}, alarm ${caller.alarms.join(", ")}`;
  });
}

export function hasFailed(outcomes: readonly Outcome[]): boolean {
  return outcomes.length === 0 || outcomes.some(({ failure }) => failure !== undefined);
}
