import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as path from "node:path";
import { SetupError } from "../setup/errors";
import { writeSdkPack } from "./sdk-peer";

/** A pack that phiguard is measured against, started as the language host starts a pack. */
export interface Peer {
  readonly name: string;
  readonly folder: string;
}

/** Folders of packs, `<name>=<folder>`, separated by commas. */
export const PEERS_VARIABLE = "PHIGUARD_BENCH_PEERS";

const AWSGUARD = "0.3.1";

/**
 * The packs to measure against.
 * @param asked `<name>=<folder>`, or `awsguard`, which is installed from the registry into `cache` the first time.
 * @param scratch where the pack that is always there is written.
 */
export function peersOf(asked: readonly string[], cache: string, scratch: string): readonly Peer[] {
  const sdk = path.join(scratch, "sdk");
  writeSdkPack(sdk);
  return [{ name: "SDK, 97 empty", folder: sdk }, ...asked.map((word) => peerOf(word, cache))];
}

function peerOf(word: string, cache: string): Peer {
  if (word === "awsguard") return { name: "awsguard", folder: awsGuard(cache) };
  const [, name, folder] = /^([^=]+)=(.+)$/.exec(word) ?? [];
  if (name === undefined || folder === undefined)
    throw new SetupError(`A peer is <name>=<folder of a policy pack>, or awsguard; got ${word}.`);
  const absolute = path.resolve(folder);
  for (const file of ["PulumiPolicy.yaml", "index.js"]) {
    if (!fs.existsSync(path.join(absolute, file)))
      throw new SetupError(`The peer ${name} has no ${file} in ${absolute}.`);
  }
  return { name, folder: absolute };
}

/** AWSGuard with its defaults: every policy, advisory. A folder under its final name is whole. */
function awsGuard(cache: string): string {
  const folder = path.join(cache, `awsguard-${AWSGUARD}`);
  if (fs.existsSync(folder)) return folder;
  process.stderr.write(`phiguard: installing AWSGuard ${AWSGUARD} into ${folder}, once (250 MB)\n`);
  fs.mkdirSync(cache, { recursive: true });
  const unfinished = fs.mkdtempSync(path.join(cache, "awsguard-"));
  try {
    const write = (name: string, text: string): void => fs.writeFileSync(path.join(unfinished, name), text);
    write(
      "package.json",
      JSON.stringify({
        name: "awsguard-pack",
        version: "0.0.0",
        private: true,
        main: "index.js",
        dependencies: { "@pulumi/awsguard": AWSGUARD },
      }),
    );
    write("PulumiPolicy.yaml", "runtime: nodejs\n");
    write("index.js", 'const { AwsGuard } = require("@pulumi/awsguard");\nnew AwsGuard();\n');
    const options = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
    const result = spawnSync("npm", options, { cwd: unfinished, stdio: ["ignore", 2, 2] });
    if (result.status !== 0) throw new SetupError("AWSGuard could not be installed from the npm registry.");
    fs.renameSync(unfinished, folder);
  } finally {
    fs.rmSync(unfinished, { recursive: true, force: true });
  }
  return folder;
}
