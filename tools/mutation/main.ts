/** Tries whether the tests of the rules notice when a rule is changed: `npm run mutate [-- <folder or file>...] [--survivors]`. */
import { fork } from "node:child_process";
import * as os from "node:os";
import * as path from "node:path";
import { subjectsOf, type Subject, type WorkerReport } from "./subject";

const ROOT = path.resolve(__dirname, "..", "..");
/** A mutant may never end; the slowest tests of a folder take a second. */
const LIMIT_MS = 20_000;

interface Score {
  readonly file: string;
  tried: number;
  killed: number;
  readonly survivors: string[];
  broken?: string;
}

async function main(args: readonly string[]): Promise<number> {
  const subjects = subjectsOf(
    ROOT,
    args.filter((arg) => !arg.startsWith("--")),
  );
  if (subjects.length === 0) {
    process.stderr.write(
      `There is nothing to change under ${args.join(", ")}; name a folder or file of policies/rules.\n`,
    );
    return 2;
  }
  const scores: Score[] = [];
  const open = [...subjects];
  await Promise.all(
    Array.from({ length: Math.max(1, os.availableParallelism()) }, async () => {
      for (let subject = open.shift(); subject !== undefined; subject = open.shift()) {
        scores.push(await scoreOf(subject));
        if (process.stderr.isTTY) process.stderr.write(`\r${scores.length} of ${subjects.length} files`);
        else if (scores.length % 50 === 0) process.stderr.write(`${scores.length} of ${subjects.length} files\n`);
      }
    }),
  );
  if (process.stderr.isTTY) process.stderr.write("\r\u001b[K");
  scores.sort((a, b) => (a.file < b.file ? -1 : 1));
  print(scores, args.includes("--survivors"));
  return scores.some(({ broken }) => broken !== undefined) ? 1 : 0;
}

/** All mutants of a file; a process that hangs is killed, and the next one goes on after the mutant that hung. */
async function scoreOf(subject: Subject): Promise<Score> {
  const score: Score = { file: path.relative(ROOT, subject.file), tried: 0, killed: 0, survivors: [] };
  for (let from: number | undefined = 0; from !== undefined;) from = await attempt(subject, from, score);
  return score;
}

/** @returns where to go on, or undefined when all is done. */
function attempt(subject: Subject, from: number, score: Score): Promise<number | undefined> {
  return new Promise((resolve) => {
    const worker = fork(path.join(__dirname, "worker.ts"), {
      execArgv: ["-r", "ts-node/register/transpile-only"],
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    });
    let timer: NodeJS.Timeout | undefined;
    let trying = from;
    let done = false;
    const watch = (): void => {
      clearTimeout(timer);
      timer = setTimeout(() => worker.kill("SIGKILL"), LIMIT_MS);
    };
    worker.on("message", (report: WorkerReport) => {
      watch();
      if (report.kind === "broken") score.broken = report.test;
      if (report.kind === "trying") trying = report.position;
      if (report.kind === "tried") {
        score.tried += 1;
        if (report.killed) score.killed += 1;
        else score.survivors.push(`${score.file}:${report.line}  ${report.change}`);
      }
      if (report.kind === "done" || report.kind === "broken") done = true;
    });
    worker.on("exit", () => {
      clearTimeout(timer);
      if (done) return resolve(undefined);
      // It hung or died on this mutant: noticed.
      score.tried += 1;
      score.killed += 1;
      resolve(trying + 1);
    });
    watch();
    worker.send({ subject, from });
  });
}

function print(scores: readonly Score[], survivors: boolean): void {
  const width = Math.max(...scores.map(({ file }) => file.length));
  for (const { file, tried, killed, broken } of scores) {
    const result =
      broken === undefined ? `${percent(killed, tried)}  ${killed} of ${tried}` : `not tried: ${broken} fails as it is`;
    process.stdout.write(`${file.padEnd(width)}  ${result}\n`);
  }
  if (survivors)
    for (const score of scores) for (const line of score.survivors) process.stdout.write(`survived  ${line}\n`);
  const tried = scores.reduce((sum, score) => sum + score.tried, 0);
  const killed = scores.reduce((sum, score) => sum + score.killed, 0);
  process.stdout.write(
    `Mutation score ${percent(killed, tried)}: ${killed} of ${tried} changes noticed, ${scores.length} files.\n`,
  );
}

function percent(part: number, whole: number): string {
  return whole === 0 ? "     -" : `${((part / whole) * 100).toFixed(1).padStart(5)}%`;
}

main(process.argv.slice(2)).then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  },
);
