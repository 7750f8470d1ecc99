import { createRequire } from "node:module";
import * as path from "node:path";
import type { RuntimeOptions } from "./runtime-options";

/** A Node process to start: what the engine asked for, put into arguments and environment. */
export interface NodeCommand {
  args: string[];
  env: Record<string, string | undefined>;
  cwd: string;
}

/** What the engine says about a program run. */
export interface ProgramRun {
  /** Folder of the program: where its package.json or index file is. */
  programDirectory: string;
  /** Folder of the Pulumi.yaml. */
  rootDirectory: string;
  /** "." or a path below the program's folder. */
  entryPoint: string;
  monitorAddress: string;
  engineAddress: string;
  organization: string;
  project: string;
  stack: string;
  dryRun: boolean;
  /** Number of resource operations at once. */
  parallel: number;
  args: string[];
  /** Config values by `namespace:name`; secrets are plain text here and go to the program only. */
  config: ReadonlyMap<string, string>;
  secretKeys: string[];
}

/** What the engine says about a plugin written for Node: a policy pack ("analyzer") or a provider. */
export interface PluginRun {
  kind: string;
  programDirectory: string;
  /** Folder the engine was started in. */
  workingDirectory: string;
  args: string[];
  /** The whole environment, as `NAME=value`; a later entry wins. */
  env: string[];
}

/** Command for a Pulumi program. @throws Error when the SDK is not installed for it. */
export function programCommand(
  run: ProgramRun,
  options: RuntimeOptions,
  inherited: Record<string, string | undefined>,
): NodeCommand {
  const args = [...options.nodeArgs, resolveSdk("@pulumi/pulumi/cmd/run", run.programDirectory)];
  const add = (name: string, value: string): void => {
    if (value !== "") args.push(`--${name}`, value);
  };
  add("monitor", run.monitorAddress);
  add("engine", run.engineAddress);
  add("organization", run.organization);
  add("project", run.project);
  add("root-directory", run.rootDirectory);
  add("stack", run.stack);
  add("pwd", run.programDirectory);
  if (run.dryRun) args.push("--dry-run");
  add("parallel", String(run.parallel));
  args.push(run.entryPoint, ...run.args);
  return {
    args,
    cwd: run.programDirectory,
    env: {
      ...inherited,
      ...sdkEnvironment(options),
      PULUMI_CONFIG: JSON.stringify(configForSdk(run.config)),
      PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(run.secretKeys),
    },
  };
}

/** Command for a policy pack or a provider written for Node. @throws Error when the SDK is not installed for it. */
export function pluginCommand(run: PluginRun, options: RuntimeOptions): NodeCommand {
  const isPolicyPack = run.kind === "analyzer";
  const runner = resolveSdk(
    isPolicyPack ? "@pulumi/pulumi/cmd/run-policy-pack" : "@pulumi/pulumi/cmd/run-plugin",
    run.programDirectory,
  );
  const env: Record<string, string | undefined> = {};
  for (const entry of run.env) {
    const split = entry.indexOf("=");
    if (split > 0) env[entry.slice(0, split)] = entry.slice(split + 1);
  }
  return {
    // The official host, too, puts `nodeargs` behind the runner for plugins (Node itself does not see them), the
    // folder last for a policy pack and first for a provider, and starts a pack in the pack's own folder.
    args: isPolicyPack
      ? [runner, ...options.nodeArgs, ...run.args, run.programDirectory]
      : [runner, ...options.nodeArgs, run.programDirectory, ...run.args],
    cwd: isPolicyPack ? run.programDirectory : run.workingDirectory,
    env: { ...env, ...sdkEnvironment(options) },
  };
}

function sdkEnvironment(options: RuntimeOptions): Record<string, string> {
  return {
    ...(options.typescript ? { PULUMI_NODEJS_TYPESCRIPT: "true" } : {}),
    ...(options.tsconfig === "" ? {} : { PULUMI_NODEJS_TSCONFIG_PATH: options.tsconfig }),
  };
}

/** The SDK reads `namespace:config:name`; the engine sends `namespace:name`. */
function configForSdk(config: ReadonlyMap<string, string>): Record<string, string> {
  const result: Record<string, string> = {};
  for (const [key, value] of config) {
    const split = key.indexOf(":");
    result[`${key.slice(0, split)}:config:${key.slice(split + 1)}`] = value;
  }
  return result;
}

/** Finds a module of the SDK as the program itself would: from its folder upwards. */
function resolveSdk(module: string, directory: string): string {
  try {
    return createRequire(path.join(directory, "package.json")).resolve(module);
  } catch {
    // The engine knows this sentence and tells the user which folder to run `npm install` in.
    throw new Error(`Cannot find module '${module}' from ${directory}: run npm install there.`);
  }
}
