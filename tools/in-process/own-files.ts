import * as fs from "node:fs";
import { createRequire } from "node:module";
import * as path from "node:path";

/** Packages of remote components there is a stand-in for, with its source below `tools/standins`. */
const COMPONENT_PACKAGES: readonly string[] = ["awsx"];

/**
 * The command that serves a package's components: the built stand-in where there is one, else its TypeScript source.
 * Undefined for a package there is no stand-in for.
 */
export function componentCommand(packageName: string): readonly [string, ...string[]] | undefined {
  if (!COMPONENT_PACKAGES.includes(packageName)) return undefined;
  const root = projectRoot();
  const built = path.join(root, "dist", "standins", "bin", `pulumi-resource-${packageName}`);
  if (fs.existsSync(built)) return [built];
  const source = path.join(root, "tools", "standins", packageName, "main.ts");
  const tsNode = createRequire(path.join(root, "package.json")).resolve("ts-node/register/transpile-only");
  return [process.execPath, "-r", tsNode, source];
}

/** Arguments that make Node load `quiet-sdk.cjs` before a program. */
export function quietSdkArguments(): string[] {
  return ["-r", path.join(projectRoot(), "tools", "language-host", "quiet-sdk.cjs")];
}

/** Whether a file belongs to a stand-in, which may lie below the very project it serves. */
export function isStandIn(file: string): boolean {
  const root = projectRoot();
  return ["dist", "tools"].some((folder) => file.startsWith(path.join(root, folder) + path.sep));
}

/** The folder of this project, upwards from this file, bundled or not. */
function projectRoot(): string {
  for (let at = __dirname; ; at = path.dirname(at)) {
    if (fs.existsSync(path.join(at, "tools", "language-host", "quiet-sdk.cjs"))) return at;
    if (path.dirname(at) === at) throw new Error(`no tools/language-host found above ${__dirname}`);
  }
}
