import { spawn, spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import type { CliEngine } from "./engine";
import { PINNED_ENGINE } from "./engine-version";
import { readIfPresent, sha256, sha256OfFile, writeWhole } from "./files";
import { withLock } from "./lock";
import type { Places } from "./places";
import type { Progress } from "./progress";

/** The oldest Go that can fetch the newer one the engine's module asks for (toolchain switching came with 1.21). */
const OLDEST_GO: [number, number] = [1, 21];
const COMMAND_PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";

/** What is known of a binary whose hash has been checked: while these hold, it is not read again. */
interface Verified {
  sha256: string;
  bytes: number;
  modifiedMs: number;
}

/** Folder of the built engine: another version, other dependencies or another machine type is another folder. */
function engineFolder(places: Places): string {
  const source = path.join(places.root, "tools", "engine");
  const pin = sha256(fs.readFileSync(path.join(source, "go.mod")), fs.readFileSync(path.join(source, "go.sum")));
  return path.join(places.engineCache, `${PINNED_ENGINE}-${pin.slice(0, 12)}-${process.platform}-${process.arch}`);
}

/** The engine of an earlier build, if its bytes are those that were built. A damaged one counts for nothing. */
export function builtEngine(places: Places): CliEngine | undefined {
  const folder = engineFolder(places);
  const command = path.join(folder, "pulumi");
  const recorded = /^[0-9a-f]{64}/.exec(readIfPresent(`${command}.sha256`) ?? "")?.[0];
  const stat = fs.statSync(command, { throwIfNoEntry: false });
  if (recorded === undefined || stat === undefined) return undefined;
  const verifiedFile = path.join(folder, "verified.json");
  const known = JSON.parse(readIfPresent(verifiedFile) ?? "null") as Verified | null;
  if (known?.sha256 !== recorded || known.bytes !== stat.size || known.modifiedMs !== stat.mtimeMs) {
    if (sha256OfFile(command) !== recorded) return undefined;
    writeVerified(verifiedFile, recorded, stat);
  }
  return { kind: "build", command, version: `v${PINNED_ENGINE}` };
}

/** Builds the pinned CLI with Go into the user's cache folder: minutes the first time, seconds with Go's own cache. */
export async function buildEngine(
  places: Places,
  env: NodeJS.ProcessEnv,
  progress: Progress,
): Promise<CliEngine | { reason: string }> {
  const go = goVersion(env);
  if (go === undefined) return { reason: "there is no Go to build it with (go.dev/dl)" };
  if (go[0] < OLDEST_GO[0] || (go[0] === OLDEST_GO[0] && go[1] < OLDEST_GO[1])) {
    return { reason: `Go ${go.join(".")} is too old to build it: ${OLDEST_GO.join(".")} or newer is needed` };
  }
  const folder = engineFolder(places);
  fs.mkdirSync(folder, { recursive: true });
  return withLock(path.join(folder, "building"), progress, async () => {
    const other = builtEngine(places); // another run may have built it while this one waited
    if (other !== undefined) return other;
    for (const file of fs.readdirSync(folder)) {
      if (file.endsWith(".tmp")) fs.rmSync(path.join(folder, file)); // of an interrupted build
    }
    const temporary = path.join(folder, `pulumi.${process.pid}.tmp`);
    try {
      const failure = await progress.during(
        `building the Pulumi engine ${PINNED_ENGINE} from source with Go, once (4 to 8 minutes, 1 with a warm Go cache)`,
        () => goBuild(path.join(places.root, "tools", "engine"), temporary, env),
      );
      if (failure !== undefined) return { reason: `the build with Go failed: ${failure}` };
      const hash = sha256OfFile(temporary);
      const command = path.join(folder, "pulumi");
      writeWhole(`${command}.sha256`, `${hash}  pulumi\n`);
      fs.renameSync(temporary, command);
      writeVerified(path.join(folder, "verified.json"), hash, fs.statSync(command));
      return { kind: "build", command, version: `v${PINNED_ENGINE}` };
    } finally {
      fs.rmSync(temporary, { force: true });
    }
  });
}

function writeVerified(file: string, hash: string, stat: fs.Stats): void {
  const verified: Verified = { sha256: hash, bytes: stat.size, modifiedMs: stat.mtimeMs };
  writeWhole(file, JSON.stringify(verified));
}

function goVersion(env: NodeJS.ProcessEnv): [number, number] | undefined {
  const result = spawnSync("go", ["env", "GOVERSION"], { encoding: "utf8", env, timeout: 30_000 });
  const match = /^go(\d+)\.(\d+)/.exec(result.stdout ?? "");
  return match === null ? undefined : [Number(match[1]), Number(match[2])];
}

/** @returns the last words of Go when it failed, else undefined. Ends with this process: Go gets the signals too. */
async function goBuild(source: string, output: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const flags = ["-trimpath", "-ldflags", `-s -w -X ${VERSION_VARIABLE}=v${PINNED_ENGINE}`];
  const child = spawn("go", ["build", ...flags, "-o", output, COMMAND_PACKAGE], {
    cwd: source,
    env: { ...env, GOFLAGS: "-mod=readonly", GOWORK: "off" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  const stop = (): void => void child.kill("SIGTERM");
  process.once("exit", stop);
  let words = "";
  child.stderr.on("data", (chunk: Buffer) => (words = (words + chunk.toString()).slice(-2000)));
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", resolve);
    });
    if (code === 0) return undefined;
    const lines = words.trim().split("\n").slice(-3).join(" / ");
    return lines === "" ? `exit code ${code}` : lines;
  } finally {
    process.off("exit", stop);
  }
}
