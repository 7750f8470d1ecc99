import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { parse } from "yaml";
import type { CliEngine } from "./engine";
import { SetupError } from "./errors";
import { readIfPresent, writeWhole } from "./files";
import type { Places } from "./places";

/** A Pulumi project: the nearest folder upwards with a Pulumi.yaml. */
export interface Project {
  name: string;
  folder: string;
}

/** Lines by which a stack's file says how its secrets are encrypted; a credential-free run has its own. */
const ENCRYPTION_LINE = /^(encryptionsalt|secretsprovider|encryptedkey):.*(\n|$)/gm;

/** @throws SetupError when there is none, or it has no name. */
export function projectAt(folder: string): Project {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const text = readIfPresent(path.join(at, "Pulumi.yaml"));
    if (text !== undefined) {
      const name: unknown = (parse(text) as { name?: unknown } | null)?.name;
      if (typeof name !== "string") throw new SetupError(`${path.join(at, "Pulumi.yaml")} has no project name.`);
      return { name, folder: at };
    }
    if (path.dirname(at) === at) throw new SetupError(`There is no Pulumi.yaml in ${folder} or above it.`);
  }
}

/** Names of the stacks that have a Pulumi.<stack>.yaml, sorted. */
export function stacksOf(project: Project): string[] {
  return fs
    .readdirSync(project.folder)
    .map((name) => /^Pulumi\.([\w-]+)\.yaml$/.exec(name)?.[1])
    .filter((name) => name !== undefined)
    .sort();
}

/** @throws SetupError for a stack without a configuration file, naming those there are. */
export function checkStackExists(project: Project, stack: string): void {
  const known = stacksOf(project);
  if (known.includes(stack)) return;
  throw new SetupError(
    `There is no stack "${stack}": ${project.folder} has no Pulumi.${stack}.yaml. Stacks here: ${known.join(", ") || "none"}.`,
  );
}

/** How a stack is run without an account. */
export interface LocalStack {
  /** Configuration file for the engine; the stack's own file, or a copy with the local state's encryption salt. */
  configFile: string;
}

/**
 * Makes the stack in the local state if it is not there, and a copy of its configuration in .phiguard/. The engine
 * writes the salt of the state's encryption into the file it is given: without the copy every run on a fresh clone
 * would change Pulumi.<stack>.yaml.
 * @param env the credential-free environment.
 * @param userHasPassphrase whether its passphrase is the user's own.
 * @throws SetupError when the file holds secrets that only the team's own key can open.
 */
export function prepareStack(
  places: Places,
  engine: CliEngine,
  project: Project,
  stack: string,
  env: NodeJS.ProcessEnv,
  userHasPassphrase: boolean,
): LocalStack {
  const own = path.join(project.folder, `Pulumi.${stack}.yaml`);
  const text = fs.readFileSync(own, "utf8");
  if (/^\s+(- )?secure:\s/m.test(text)) return withOwnSecrets(own, text, userHasPassphrase);
  const copy = path.join(places.data, "config", project.name, `Pulumi.${stack}.yaml`);
  const salt = isInState(places, project, stack)
    ? saltLine(readIfPresent(copy) ?? "")
    : initStack(places, engine, project, stack, env);
  const body = text.replace(ENCRYPTION_LINE, "");
  const wanted = salt === undefined ? body : `${body.replace(/\n*$/, "\n")}${salt}\n`;
  if (readIfPresent(copy) !== wanted) writeWhole(copy, wanted);
  return { configFile: copy };
}

/** Secrets in the file can be read with the passphrase they were written with, and with nothing else here. */
function withOwnSecrets(file: string, text: string, userHasPassphrase: boolean): LocalStack {
  const byPassphrase = saltLine(text) !== undefined;
  if (byPassphrase && userHasPassphrase) return { configFile: file };
  throw new SetupError(
    `${file} holds encrypted values (secure:), which a run without an account cannot open. ` +
      (byPassphrase
        ? "Set PULUMI_CONFIG_PASSPHRASE to the passphrase they were written with."
        : "Run it with your own Pulumi back end, or move them to a stack of their own."),
  );
}

function saltLine(text: string): string | undefined {
  return /^encryptionsalt:.*$/m.exec(text)?.[0];
}

function isInState(places: Places, project: Project, stack: string): boolean {
  return fs.existsSync(path.join(places.data, "state", ".pulumi", "stacks", project.name, `${stack}.json`));
}

/** Makes the stack from a folder of its own, so that the engine's file lands there. @returns the line with the salt. */
function initStack(
  places: Places,
  engine: CliEngine,
  project: Project,
  stack: string,
  env: NodeJS.ProcessEnv,
): string | undefined {
  const folder = fs.mkdtempSync(path.join(places.data, "new-stack-"));
  try {
    fs.writeFileSync(path.join(folder, "Pulumi.yaml"), `name: ${project.name}\nruntime: nodejs\n`);
    const result = spawnSync(engine.command, ["stack", "init", stack, "--no-select", "--non-interactive"], {
      cwd: folder,
      env,
      encoding: "utf8",
    });
    if (result.status !== 0) {
      const words = `${result.stdout}${result.stderr}`.replace(/^warning:.*$/gm, "").trim();
      throw new SetupError(`The stack ${stack} could not be made in the local state: ${words}`);
    }
    return saltLine(readIfPresent(path.join(folder, `Pulumi.${stack}.yaml`)) ?? "");
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}
