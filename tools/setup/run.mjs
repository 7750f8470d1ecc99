#!/usr/bin/env node
// The first step of every npm script, in plain Node without dependencies: checks Node, installs the packages of
// package-lock.json when they are missing or out of date, builds the set-up code, hands over to it.
// Everything said here goes to standard error: standard output belongs to the command.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";
import { fileURLToPath } from "node:url";

const OLDEST_NODE = [20, 9];
const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..", "..");
const modules = path.join(root, "node_modules");

function stop(message) {
  process.stderr.write(`phiguard: ${message}\n`);
  process.exit(2);
}

function sha256(...parts) {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part).update("\0");
  return hash.digest("hex");
}

function readOrUndefined(file) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}

/** Writes a file whole or not at all. */
function writeWhole(file, text) {
  fs.mkdirSync(path.dirname(file), { recursive: true });
  const temporary = `${file}.${process.pid}.tmp`;
  fs.writeFileSync(temporary, text);
  fs.renameSync(temporary, file);
}

function checkNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1])) {
    stop(`Node ${process.versions.node} is too old: ${OLDEST_NODE.join(".")} or newer is needed (nodejs.org, or nvm).`);
  }
}

/** True when node_modules holds what package-lock.json asks for, by npm's own record of its last finished install. */
function isInstalled(lockText) {
  const recordText = readOrUndefined(path.join(modules, ".package-lock.json"));
  if (recordText === undefined) return false;
  const wanted = JSON.parse(lockText).packages;
  const present = JSON.parse(recordText).packages;
  for (const [name, entry] of Object.entries(wanted)) {
    if (name === "") continue;
    const found = present[name];
    if (found === undefined ? !entry.optional : found.version !== entry.version) return false;
  }
  return Object.keys(present).every((name) => name in wanted);
}

function installPackages() {
  const lockText = readOrUndefined(path.join(root, "package-lock.json"));
  if (lockText === undefined) stop("package-lock.json is missing: this checkout is not complete.");
  const stamp = path.join(modules, ".phiguard-installed");
  const hash = sha256(lockText);
  if (readOrUndefined(stamp) === hash) return hash;
  if (!isInstalled(lockText)) {
    process.stderr.write("phiguard: installing the packages of package-lock.json (npm ci), once\n");
    const options = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
    const npm = process.env.npm_execpath;
    const result =
      npm !== undefined && npm.endsWith(".js")
        ? spawnSync(process.execPath, [npm, ...options], { cwd: root, stdio: ["ignore", 2, 2] })
        : spawnSync("npm", options, { cwd: root, stdio: ["ignore", 2, 2] });
    if (result.error) stop(`npm could not be started: ${result.error.message}. npm comes with Node.`);
    if (result.signal) stop(`npm ci was interrupted (${result.signal}); run the command again.`);
    if (result.status !== 0) stop(`npm ci failed (exit code ${result.status}); its message is above.`);
  }
  writeWhole(stamp, hash);
  return hash;
}

/** Bundles tools/setup/main.ts, unless its sources are those of the last time. */
async function buildSetup(lockHash) {
  const folder = path.join(root, "tools", "setup");
  const sources = fs.readdirSync(folder).filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts"));
  const hash = sha256(lockHash, ...sources.sort().map((name) => name + fs.readFileSync(path.join(folder, name))));
  const bundle = path.join(root, "dist", "setup", "main.js");
  const stamp = path.join(root, "dist", "setup", "main.hash");
  if (readOrUndefined(stamp) === hash && fs.existsSync(bundle)) return bundle;
  const esbuild = createRequire(path.join(root, "package.json"))("esbuild");
  const result = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ["tools/setup/main.ts"],
    bundle: true,
    platform: "node",
    target: "node20",
    external: ["esbuild"],
    sourcemap: "inline",
    write: false,
    logLevel: "silent",
  });
  writeWhole(bundle, result.outputFiles[0].contents);
  writeWhole(stamp, hash);
  return bundle;
}

checkNode();
try {
  const bundle = await buildSetup(installPackages());
  const { main } = createRequire(import.meta.url)(bundle);
  process.exitCode = await main(process.argv.slice(2), root);
} catch (error) {
  stop(`set-up failed: ${error.message}`);
}
