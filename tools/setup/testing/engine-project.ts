import { spawn, type ChildProcess } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { placesOf } from "../places";

export const ROOT = path.resolve(__dirname, "..", "..", "..");

/** What a command printed and how it ended. */
export interface Ended {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Files of a small JavaScript project; it lies inside the checkout, so that it finds the installed packages. */
export class EngineProject {
  readonly folder: string;

  /**
   * @param program text of index.js.
   * @param name of the project; each has stacks of its own in the local state.
   */
  constructor(name: string, program: string, config: Record<string, string> = { "aws:region": "us-east-1" }) {
    const data = placesOf(ROOT).data;
    fs.mkdirSync(data, { recursive: true });
    this.folder = fs.mkdtempSync(path.join(data, "test-"));
    this.write("Pulumi.yaml", `name: ${name}\nruntime: { name: nodejs, options: { typescript: false } }\n`);
    this.write("package.json", JSON.stringify({ name, private: true, main: "index.js" }));
    const lines = Object.entries(config).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`);
    this.write("Pulumi.dev.yaml", `config:\n${lines.join("")}`);
    this.write("index.js", program);
  }

  write(file: string, text: string): void {
    fs.mkdirSync(path.dirname(path.join(this.folder, file)), { recursive: true });
    fs.writeFileSync(path.join(this.folder, file), text);
  }

  read(file: string): string {
    return fs.readFileSync(path.join(this.folder, file), "utf8");
  }

  remove(): void {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  /** `npm run -s pulumi -- <args>` on this project, without npm itself. */
  pulumi(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    return ended(startScript(["pulumi", "-C", this.folder, ...args], env));
  }
}

/** Starts an npm script of the project as npm would. */
export function startScript(args: readonly string[], env: NodeJS.ProcessEnv = {}): ChildProcess {
  return spawn(process.execPath, [path.join(ROOT, "tools", "setup", "run.mjs"), ...args], {
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** All that a process prints until its end. */
export function ended(child: ChildProcess): Promise<Ended> {
  const texts = { stdout: "", stderr: "" };
  child.stdout?.on("data", (chunk: Buffer) => (texts.stdout += chunk.toString()));
  child.stderr?.on("data", (chunk: Buffer) => (texts.stderr += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, ...texts }));
  });
}

/** Numbers of a process's own children. Linux only; elsewhere empty. */
export function childrenOf(pid: number): number[] {
  const file = `/proc/${pid}/task/${pid}/children`;
  return fs.existsSync(file) ? fs.readFileSync(file, "utf8").trim().split(" ").filter(Boolean).map(Number) : [];
}

/** Command lines of the processes that name a text, this one left out. Linux only; elsewhere empty. */
export function processesNaming(text: string): string[] {
  if (!fs.existsSync("/proc/self/cmdline")) return [];
  return fs
    .readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .map((pid) => {
      try {
        return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      } catch {
        return ""; // it has ended meanwhile
      }
    })
    .filter((line) => line.includes(text));
}
