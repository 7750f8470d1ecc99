import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { ensureEmulator } from "./emulator";
import type { Places } from "./places";
import { duration, type Progress } from "./progress";
import { ensureValidators } from "./validators";

/** Rooms that hold tests. */
const ROOMS = ["stacks", "components", "policies", "lambdas", "reports", "cli", "tools", "examples", "synthetic"];
const QUICK = "!(*.engine|*.browser).test.{ts,tsx}";

interface Counts {
  passed: number;
  failed: number;
}

/** Types, lint, format and the quick tests: the inner loop. @returns the exit code. */
export async function runCheck(places: Places): Promise<number> {
  const failures = await staticChecks(places);
  const counts = await mocha(places, ["--parallel", ...specs(QUICK)]);
  return failures + counts.failed === 0 ? 0 : 1;
}

/**
 * The quick tests, with the user's own arguments for mocha (`-g kinesis`, or files). With `-g` only those files are
 * loaded whose path or text matches, which makes the inner loop a second or two; where none does, all of them.
 */
export async function runUnit(places: Places, args: readonly string[]): Promise<number> {
  const chosen = args.some(isSpec) ? [] : quickTestsMatching(places, args);
  const counts = await mocha(places, [...args, ...chosen]);
  return counts.failed === 0 ? 0 : 1;
}

function quickTestsMatching(places: Places, args: readonly string[]): string[] {
  const at = args.findIndex((arg) => arg === "-g" || arg === "--grep");
  const pattern = args[at + 1];
  if (at < 0 || pattern === undefined) return specs(QUICK);
  const wanted = new RegExp(pattern, "i");
  const matching = ROOMS.flatMap((room) => filesBelow(places, room)).filter(
    (file) =>
      /\.test\.tsx?$/.test(file) &&
      !/\.(engine|browser)\.test\./.test(file) &&
      (wanted.test(file) || wanted.test(fs.readFileSync(path.join(places.root, file), "utf8"))),
  );
  return matching.length > 0 ? matching : specs(QUICK);
}

/** Paths below the checkout of all files in a room; none for a room that is not there. */
function filesBelow(places: Places, room: string): string[] {
  const folder = path.join(places.root, room);
  if (!fs.existsSync(folder)) return [];
  return fs.readdirSync(folder, { recursive: true }).map((file) => path.join(room, String(file)));
}

/** ESLint and the format check. */
export async function runLint(places: Places): Promise<number> {
  return (await lint(places)) === 0 ? 0 : 1;
}

/**
 * Everything: checks, quick tests in parallel, then tests with the engine and with a browser one after the other.
 * The last line is `N passed, N failed`; a check or a run that breaks down counts as one failed.
 */
export async function runAllTests(places: Places, env: NodeJS.ProcessEnv, progress: Progress): Promise<number> {
  const started = Date.now();
  const total: Counts = { passed: 0, failed: await staticChecks(places) };
  const missing = [
    ...[chromium(env), postgres(env), clamd(env)].map((needed) => ensure(needed, progress)),
    await ensureEmulator(places, progress),
    ...(await ensureValidators(places, progress)),
  ].filter((told) => told !== undefined);
  const runs = [
    ["--parallel", ...specs(QUICK)],
    ["--timeout", "180000", ...specs("*.engine.test.ts")],
    ["--timeout", "120000", ...specs("*.browser.test.{ts,tsx}")],
  ];
  for (const args of runs) {
    if (!hasFiles(places, args.at(-1) ?? "")) continue;
    const counts = await mocha(places, args);
    total.passed += counts.passed;
    total.failed += counts.failed;
  }
  for (const told of missing) {
    process.stdout.write(`${told}\n`);
    total.failed += 1;
  }
  progress.note(`all tests took ${duration(Date.now() - started)}`);
  process.stdout.write(`${total.passed} passed, ${total.failed} failed\n`);
  return total.failed === 0 ? 0 : 1;
}

function specs(name: string): string[] {
  return [`{${ROOMS.join(",")}}/**/${name}`];
}

function isSpec(arg: string): boolean {
  return /\.tsx?$/.test(arg) || arg.includes("*");
}

function hasFiles(places: Places, pattern: string): boolean {
  const marker = /\.(engine|browser)\.test/.exec(pattern)?.[1];
  if (marker === undefined) return true;
  return ROOMS.some((room) => filesBelow(places, room).some((file) => file.includes(`.${marker}.test.ts`)));
}

/** Types, lint and format, side by side, each shown when it is done. @returns the number of those that failed. */
async function staticChecks(places: Places): Promise<number> {
  const [types, rest] = await Promise.all([
    run(places, "typescript/bin/tsc", ["--noEmit", "-p", "."], "at the end"),
    lint(places),
  ]);
  return (types.exitCode === 0 ? 0 : 1) + rest;
}

/** @returns how many of the two failed. */
async function lint(places: Places): Promise<number> {
  const cache = (tool: string): string[] => [
    "--cache",
    "--cache-strategy=content",
    `--cache-location=${path.join(places.data, "cache", `${tool}.json`)}`,
  ];
  const eslint = await run(places, "eslint/bin/eslint.js", [".", "--max-warnings=0", ...cache("eslint")], "at the end");
  const prettier = await run(
    places,
    "prettier/bin/prettier.cjs",
    ["--check", "--log-level=warn", ...cache("prettier"), "."],
    "at the end",
  );
  return [eslint, prettier].filter(({ exitCode }) => exitCode !== 0).length;
}

async function mocha(places: Places, args: readonly string[]): Promise<Counts> {
  const { exitCode, output } = await run(places, "mocha/bin/mocha.js", args);
  return readCounts(output, exitCode);
}

/**
 * Passed and failed tests by mocha's own summary. A run that ended badly without a failed test (a file that does not
 * load, a crash) counts as one failed.
 */
export function readCounts(output: string, exitCode: number): Counts {
  const last = (word: string): number => {
    // eslint-disable-next-line no-control-regex -- mocha colours its summary on a terminal
    const plain = output.replace(/\u001b\[[0-9;]*m/g, "");
    return Number([...plain.matchAll(new RegExp(`^ {2}(\\d+) ${word}\\b`, "gm"))].at(-1)?.[1] ?? 0);
  };
  const failed = last("failing");
  return { passed: last("passing"), failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

/** Runs a tool of node_modules and keeps its output, which is shown as it comes or at the end. */
async function run(
  places: Places,
  tool: string,
  args: readonly string[],
  show: "as it comes" | "at the end" = "as it comes",
): Promise<{ exitCode: number; output: string }> {
  const child = spawn(process.execPath, [path.join(places.root, "node_modules", tool), ...args], {
    cwd: places.root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, ...(process.stdout.isTTY && !process.env["NO_COLOR"] ? { FORCE_COLOR: "1" } : {}) },
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (chunk: Buffer) => {
      if (show === "as it comes") process.stdout.write(chunk);
      output += chunk.toString();
    });
  }
  const exitCode = await new Promise<number>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
  if (show === "at the end") process.stdout.write(output);
  return { exitCode, output };
}

/** A program that tests need and that comes as a package of the system. */
interface Needed {
  readonly name: string;
  /** Debian's package. */
  readonly package: string;
  readonly for: string;
  readonly found: () => boolean;
  /** How to do without the package manager. */
  readonly otherwise: string;
}

function chromium(env: NodeJS.ProcessEnv): Needed {
  const names = [env["CHROMIUM_PATH"] ?? "", "chromium", "chromium-browser", "google-chrome"];
  return {
    name: "Chromium",
    package: "chromium",
    for: "the browser tests of the report",
    found: () => names.some((name) => name !== "" && spawnSync(name, ["--version"], { stdio: "ignore" }).status === 0),
    otherwise: "Install chromium, or name one in CHROMIUM_PATH.",
  };
}

function postgres(env: NodeJS.ProcessEnv): Needed {
  const debian = "/usr/lib/postgresql";
  return {
    name: "PostgreSQL",
    package: "postgresql",
    for: "the tests of the stream's consumer",
    // Debian keeps the server's programs off PATH.
    found: () =>
      [
        ...(fs.existsSync(debian) ? fs.readdirSync(debian).map((version) => path.join(debian, version, "bin")) : []),
        ...(env["PATH"] ?? "").split(path.delimiter),
      ].some((folder) => fs.existsSync(path.join(folder, "initdb"))),
    otherwise: "Install PostgreSQL's server.",
  };
}

function clamd(env: NodeJS.ProcessEnv): Needed {
  return {
    name: "ClamAV's clamd",
    package: "clamav-daemon",
    for: "the tests of the malware scanner",
    // Debian keeps it where only root looks.
    found: () =>
      ["/usr/sbin", ...(env["PATH"] ?? "").split(path.delimiter)].some((folder) =>
        fs.existsSync(path.join(folder, "clamd")),
      ),
    otherwise: "Install ClamAV's daemon.",
  };
}

/**
 * Where a package manager of Debian's kind is at hand and we may use it (root, as in CI and containers), what is missing is installed.
 * @returns undefined when it is there, else the sentence that says what is missing.
 */
function ensure(needed: Needed, progress: Progress): string | undefined {
  if (needed.found()) return undefined;
  if (process.getuid?.() === 0 && spawnSync("apt-get", ["--version"], { stdio: "ignore" }).status === 0) {
    progress.note(`installing the package ${needed.package} with apt-get, for ${needed.for}`);
    const options = { stdio: ["ignore", "ignore", "inherit"] as ("ignore" | "inherit")[] };
    spawnSync("apt-get", ["update", "-qq"], options);
    spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", needed.package], options);
    if (needed.found()) return undefined;
  }
  return `${needed.name} is missing: ${needed.for} need it. ${needed.otherwise}`;
}
