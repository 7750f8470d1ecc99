import * as os from "node:os";
import * as path from "node:path";

/** Every folder the set-up reads or writes, by absolute path. */
export interface Places {
  /** The checkout. */
  root: string;
  /** Built files; may be deleted at any time. */
  dist: string;
  /** Where the engine finds the stand-ins. */
  standins: string;
  /** The built packs, a folder each. */
  packs: string;
  /** The built command line. */
  cli: string;
  /** State, evidence and reports of credential-free runs; ignored by git. */
  data: string;
  /** Engines built or downloaded for this user; outlives the checkout. */
  engineCache: string;
  /** Python environments of the AWS emulator. */
  emulatorCache: string;
  /** Validators of the report's formats. */
  validatorsCache: string;
}

/** @param env the environment: XDG_CACHE_HOME moves the cache folder. */
export function placesOf(root: string, env: NodeJS.ProcessEnv = process.env): Places {
  const dist = path.join(root, "dist");
  const cacheHome = env["XDG_CACHE_HOME"];
  // The base directory specification says that a relative path is not to be used.
  const cache = cacheHome !== undefined && path.isAbsolute(cacheHome) ? cacheHome : path.join(os.homedir(), ".cache");
  return {
    root,
    dist,
    standins: path.join(dist, "standins", "bin"),
    packs: path.join(dist, "packs"),
    cli: path.join(dist, "cli", "phiguard.js"),
    data: path.join(root, ".phiguard"),
    engineCache: path.join(cache, "phiguard", "engine"),
    emulatorCache: path.join(cache, "phiguard", "emulator"),
    validatorsCache: path.join(cache, "phiguard", "validators"),
  };
}
