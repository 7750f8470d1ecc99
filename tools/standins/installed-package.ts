import { createRequire } from "node:module";
import * as path from "node:path";

/**
 * Folder of a package as the program sees it: first the folder `PHIGUARD_NODE_MODULES` names, then the working folder
 * (the engine starts a provider in the project), then upwards from this file. Throws an error that says what to do.
 */
export function installedPackage(name: string, environment: NodeJS.ProcessEnv = process.env): string {
  const starts = [environment["PHIGUARD_NODE_MODULES"], process.cwd(), __dirname];
  for (const start of starts) {
    if (start !== undefined && start !== "") {
      try {
        return path.dirname(createRequire(path.join(start, "program.js")).resolve(`${name}/package.json`));
      } catch {
        // not from there: the next one
      }
    }
  }
  throw new Error(`${name} is not installed next to the program (looked from ${process.cwd()}); run npm install there`);
}
