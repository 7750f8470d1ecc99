import * as fs from "node:fs";
import * as path from "node:path";
import { parseRuntimeOptions, type RuntimeOptions } from "../language-host/runtime-options";
import { messageOf, ProjectError } from "./errors";
import { isMapping, readYamlMapping } from "./yaml-file";

/** What a Pulumi.yaml says, as far as a run needs it. */
export interface Project {
  readonly name: string;
  /** Folder of the Pulumi.yaml. */
  readonly rootDirectory: string;
  /** Folder the program runs in. */
  readonly programDirectory: string;
  /** "." or a path, absolute or below the program's folder. */
  readonly entryPoint: string;
  readonly runtimeOptions: RuntimeOptions;
  /** Folder of the Pulumi.<stack>.yaml files. */
  readonly stackDirectory: string;
  /** The `config` section as written: values and defaults for every stack. */
  readonly config: Readonly<Record<string, unknown>>;
  /** What messages call this project: its file, or its folder where it has none. */
  readonly source: string;
}

const PROJECT_FILES = ["Pulumi.yaml", "Pulumi.yml"];

/**
 * Reads the project of a folder. A program file outside any project is one by itself, named after the file.
 * @throws ProjectError naming the file and what was wanted.
 */
export function readProject(projectDir: string, program?: string): Project {
  const file = PROJECT_FILES.map((name) => path.join(projectDir, name)).find((name) => fs.existsSync(name));
  if (program === undefined) {
    if (file !== undefined) return parseProject(file);
    throw new ProjectError(`${projectDir}: no Pulumi.yaml here; name the folder of a Pulumi project or a program file`);
  }
  const entryPoint = path.resolve(projectDir, program);
  if (!fs.existsSync(entryPoint)) throw new ProjectError(`${entryPoint}: there is no such program`);
  const project = file === undefined ? bareProject(projectDir, entryPoint) : parseProject(file);
  return { ...project, programDirectory: projectDir, entryPoint };
}

function bareProject(projectDir: string, program: string): Project {
  return {
    name: path.basename(program).replace(/\.[^.]*$/, "") || "program",
    rootDirectory: projectDir,
    programDirectory: projectDir,
    entryPoint: program,
    runtimeOptions: parseRuntimeOptions({}),
    stackDirectory: projectDir,
    config: {},
    source: projectDir,
  };
}

function parseProject(file: string): Project {
  const content = readYamlMapping(file);
  const refuse = (key: string, wanted: string): ProjectError =>
    new ProjectError(`${file}: ${key} must be ${wanted}; got ${JSON.stringify(content[key] ?? null)}`);
  const text = (key: string): string => {
    const value = content[key] ?? "";
    if (typeof value !== "string") throw refuse(key, "a string");
    return value;
  };
  const name = text("name");
  if (!/^[A-Za-z0-9_.-]{1,100}$/.test(name)) throw refuse("name", "a name of letters, digits, -, _ and .");
  const config = content["config"] ?? {};
  // An older form names the folder of the stack files here.
  if (typeof config !== "string" && !isMapping(config)) throw refuse("config", "a mapping of keys to values");
  const rootDirectory = path.dirname(file);
  const main = path.resolve(rootDirectory, text("main"));
  const mainIsFile = fs.existsSync(main) && fs.statSync(main).isFile();
  return {
    name,
    rootDirectory,
    programDirectory: mainIsFile ? path.dirname(main) : main,
    entryPoint: mainIsFile ? path.basename(main) : ".",
    runtimeOptions: readRuntime(file, content["runtime"]),
    stackDirectory: path.resolve(rootDirectory, typeof config === "string" ? config : text("stackConfigDir")),
    config: typeof config === "string" ? {} : config,
    source: file,
  };
}

function readRuntime(file: string, runtime: unknown): RuntimeOptions {
  const name = isMapping(runtime) ? runtime["name"] : runtime;
  if (name !== "nodejs") {
    throw new ProjectError(
      `${file}: runtime must be nodejs, the in-process run knows no other; got ${JSON.stringify(name ?? null)}`,
    );
  }
  const options = (isMapping(runtime) ? runtime["options"] : undefined) ?? {};
  if (!isMapping(options)) throw new ProjectError(`${file}: runtime.options must be a mapping of keys to values`);
  try {
    return parseRuntimeOptions(options);
  } catch (error) {
    throw new ProjectError(`${file}: ${messageOf(error)}`);
  }
}
