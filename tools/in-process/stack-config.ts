import * as fs from "node:fs";
import * as path from "node:path";
import { ProjectError } from "./errors";
import { passphraseDecrypter, passphraseOf, type Decrypter } from "./passphrase";
import type { Project } from "./project";
import { isMapping, readYamlMapping } from "./yaml-file";

/** The configuration of one stack as a program gets it: strings, structured values as JSON. */
export interface StackConfig {
  readonly stack: string;
  /** By `namespace:name`. Secrets are plain text here and go to the program and its providers only. */
  readonly values: ReadonlyMap<string, string>;
  readonly secretKeys: readonly string[];
}

const STACK_FILE = /^Pulumi\.([A-Za-z0-9_.-]+)\.ya?ml$/;

/** The stacks that a project has a file for, sorted by name. */
export function stacksOf(project: Project): string[] {
  if (!fs.existsSync(project.stackDirectory)) return [];
  const names = fs.readdirSync(project.stackDirectory).map((name) => STACK_FILE.exec(name)?.[1]);
  return names.filter((name) => name !== undefined).sort();
}

/**
 * Reads the configuration of a stack. Without a name: the project's only stack, or `test` where it has no stack file at all.
 * @throws ProjectError for a stack that does not exist (naming those that do), a missing or malformed value, or secrets
 * that can't be opened.
 */
export function readStackConfig(
  project: Project,
  stackName: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): StackConfig {
  const known = stacksOf(project);
  const stack = stackName ?? (known.length > 1 ? undefined : (known[0] ?? "test"));
  if (stack === undefined) {
    throw new ProjectError(`${project.source}: there are several stacks, name one of them: ${known.join(", ")}`);
  }
  if (known.length > 0 && !known.includes(stack)) {
    throw new ProjectError(`${project.source}: there is no stack "${stack}"; there are: ${known.join(", ")}`);
  }
  const file = ["yaml", "yml"]
    .map((ending) => path.join(project.stackDirectory, `Pulumi.${stack}.${ending}`))
    .find((candidate) => fs.existsSync(candidate));
  const content = file === undefined ? {} : readYamlMapping(file);
  const source = file ?? project.source;
  refuseEnvironment(content, source);
  const section = content["config"] ?? {};
  if (!isMapping(section)) throw new ProjectError(`${source}: config must be a mapping of keys to values`);

  const values = new Map<string, string>();
  const secretKeys: string[] = [];
  const decrypt = lazily(() => decrypterOf(content, source, env));
  for (const [name, value] of Object.entries(section)) {
    const key = qualified(name, project.name, source);
    const opened = openSecrets(value, decrypt);
    values.set(key, textOf(opened.value));
    if (opened.hadSecret) secretKeys.push(key);
  }
  addProjectValues(values, project, stack);
  return { stack, values, secretKeys };
}

/** Values and defaults of the project file count where the stack has none. */
function addProjectValues(values: Map<string, string>, project: Project, stack: string): void {
  for (const [name, declared] of Object.entries(project.config)) {
    const key = qualified(name, project.name, project.source);
    if (values.has(key)) continue;
    const isDeclaration =
      isMapping(declared) && ["type", "default", "value", "secret", "description"].some((k) => k in declared);
    const value = isDeclaration ? (declared["value"] ?? declared["default"]) : declared;
    if (value !== undefined && value !== null) values.set(key, textOf(value));
    else if (key.startsWith(`${project.name}:`)) {
      throw new ProjectError(`${project.source}: stack "${stack}" has no value for ${key}, which the project asks for`);
    }
  }
}

function refuseEnvironment(content: Record<string, unknown>, source: string): void {
  if (content["environment"] !== undefined) {
    throw new ProjectError(
      `${source}: takes values from a Pulumi ESC environment, which the in-process run can't read; use the pulumi command`,
    );
  }
}

function decrypterOf(
  content: Record<string, unknown>,
  source: string,
  env: Readonly<Record<string, string | undefined>>,
): Decrypter {
  const salt = content["encryptionsalt"];
  if (typeof salt !== "string") {
    const other = content["secretsprovider"];
    throw new ProjectError(
      `${source}: its secrets are kept by ${typeof other === "string" ? other : "the Pulumi service"}, which the in-process run can't ask; use the pulumi command`,
    );
  }
  const passphrase = passphraseOf(env);
  if (passphrase === undefined) {
    throw new ProjectError(
      `${source}: holds encrypted values; set PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE to open them`,
    );
  }
  return passphraseDecrypter(passphrase, salt, source);
}

/** `key` or `namespace:key`; the older `namespace:config:key` too. */
function qualified(name: string, projectName: string, source: string): string {
  const parts = name.split(":");
  if (parts.length === 1 && name !== "") return `${projectName}:${name}`;
  if (parts.length === 3 && parts[1] === "config") return `${parts[0]}:${parts[2]}`;
  if (parts.length === 2 && parts.every((part) => part !== "")) return name;
  throw new ProjectError(`${source}: config key must be <name> or <namespace>:<name>; got ${JSON.stringify(name)}`);
}

/** Replaces each `{ secure: <ciphertext> }`, at any depth, by its plain text. */
function openSecrets(value: unknown, decrypt: Decrypter): { value: unknown; hadSecret: boolean } {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => openSecrets(item, decrypt));
    return { value: items.map((item) => item.value), hadSecret: items.some((item) => item.hadSecret) };
  }
  if (!isMapping(value)) return { value, hadSecret: false };
  const keys = Object.keys(value);
  if (keys.length === 1 && typeof value["secure"] === "string") {
    return { value: decrypt(value["secure"]), hadSecret: true };
  }
  // Sorted, as the engine's own JSON is.
  const entries = keys.sort().map((key) => ({ key, ...openSecrets(value[key], decrypt) }));
  return {
    value: Object.fromEntries(entries.map((entry) => [entry.key, entry.value])),
    hadSecret: entries.some((entry) => entry.hadSecret),
  };
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value ?? null);
}

function lazily(make: () => Decrypter): Decrypter {
  let made: Decrypter | undefined;
  return (ciphertext) => (made ??= make())(ciphertext);
}
