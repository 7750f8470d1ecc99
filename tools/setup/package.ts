import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { SetupError } from "./errors";
import type { Places } from "./places";

/**
 * `npm run package`: the npm package as users install it, with declarations for `phiguard/policies`. Written to dist/.
 * @returns the exit code of npm.
 */
export function makePackage(places: Places): number {
  const types = path.join(places.dist, "types");
  fs.rmSync(types, { recursive: true, force: true });
  run(places, [
    path.join("node_modules", "typescript", "bin", "tsc"),
    ...["-p", "tools/setup/tsconfig.types.json", "--outDir", types],
  ]);
  const npm = spawnSync("npm", ["pack", "--pack-destination", places.dist], { cwd: places.root, stdio: "inherit" });
  return npm.status ?? 1;
}

function run(places: Places, args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, args, { cwd: places.root, stdio: "inherit" });
  if (status !== 0) throw new SetupError("The declarations of phiguard/policies could not be written; see above.");
}
