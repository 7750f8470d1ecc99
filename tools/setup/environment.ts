import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import type { CliEngine } from "./engine";
import { SetupError } from "./errors";
import type { Places } from "./places";

/**
 * Passphrase of the local state when the user has set none. It protects nothing and need not: the state of a
 * credential-free run holds what the stand-ins made up.
 */
const LOCAL_PASSPHRASE = "credential-free";

/** Stand-ins that must be found on PATH before any plugin of the user. */
const PROVIDER_STANDINS = ["pulumi-resource-aws", "pulumi-resource-awsx"];

/**
 * The environment in which the engine runs without an account: stand-ins first on PATH, local state, a Pulumi home of
 * its own, no download of plugins, and nothing through which AWS credentials could be found. It is given to the
 * engine's process only; no other command of the project sees the stand-ins.
 * @throws SetupError for a passphrase that is set but cannot be used.
 */
export function credentialFreeEnvironment(
  places: Places,
  engine: CliEngine,
  env: NodeJS.ProcessEnv,
): NodeJS.ProcessEnv {
  checkPassphrase(env);
  const state = path.join(places.data, "state");
  const home = path.join(places.data, "home");
  fs.mkdirSync(state, { recursive: true });
  fs.mkdirSync(home, { recursive: true });
  return {
    ...withoutCredentials(env),
    PATH: [
      ...languageHostFolder(engine),
      places.standins,
      env["PATH"] ?? "",
      // The launchers say `node`: the one that runs us is there in any case.
      path.dirname(process.execPath),
    ].join(path.delimiter),
    PULUMI_BACKEND_URL: `file://${state}`,
    PULUMI_HOME: home,
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    ...(hasPassphrase(env) ? {} : { PULUMI_CONFIG_PASSPHRASE: LOCAL_PASSPHRASE }),
    // The local state is written once, at the end, and not after every resource, which takes most of the time of a large stack:
    // what an interrupted run made is the stand-ins' own, and nothing is lost with it.
    PULUMI_EXPERIMENTAL: "true",
    PULUMI_SKIP_CHECKPOINTS: "true",
    // The engine is short-lived and lives on small garbage: fewer collections save a quarter of its time.
    GOGC: env["GOGC"] ?? "400",
  };
}

/** The environment without the user's AWS and Pulumi Cloud credentials and without the ways to find some. */
export function withoutCredentials(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(
      Object.entries(env).filter(([name]) => !name.startsWith("AWS_") && name !== "PULUMI_ACCESS_TOKEN"),
    ),
    AWS_EC2_METADATA_DISABLED: "true",
    AWS_CONFIG_FILE: os.devNull,
    AWS_SHARED_CREDENTIALS_FILE: os.devNull,
  };
}

/** Whether the user has set a passphrase of their own for Pulumi's state. */
export function hasPassphrase(env: NodeJS.ProcessEnv): boolean {
  return env["PULUMI_CONFIG_PASSPHRASE"] !== undefined || Boolean(env["PULUMI_CONFIG_PASSPHRASE_FILE"]);
}

/** An official CLI brings its own language host, and that one is used, unless its folder holds AWS providers as well. */
function languageHostFolder(engine: CliEngine): string[] {
  const folder = path.dirname(fs.realpathSync(engine.command));
  const has = (name: string): boolean => fs.existsSync(path.join(folder, name));
  return has("pulumi-language-nodejs") && !PROVIDER_STANDINS.some(has) ? [folder] : [];
}

function checkPassphrase(env: NodeJS.ProcessEnv): void {
  if (env["PULUMI_CONFIG_PASSPHRASE"] === "") {
    throw new SetupError(
      "PULUMI_CONFIG_PASSPHRASE is set but empty. Give it a value, or unset it: local runs have a passphrase of their own.",
    );
  }
  const file = env["PULUMI_CONFIG_PASSPHRASE_FILE"];
  if (env["PULUMI_CONFIG_PASSPHRASE"] !== undefined || file === undefined || file === "") return;
  try {
    fs.accessSync(file, fs.constants.R_OK);
  } catch {
    throw new SetupError(`PULUMI_CONFIG_PASSPHRASE_FILE names ${file}, which cannot be read. Correct it or unset it.`);
  }
}
