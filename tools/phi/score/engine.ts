import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import type { Found } from "./tally";

export type Engine = (text: string) => readonly Found[];

const folder = resolve(__dirname, "../../../lambdas/phi");

/** The engine's front door, or the text engine as long as there is no door. Throws where neither is there. */
export function loadEngine(): { name: string; find: Engine } {
  for (const [file, door] of [
    ["engine.ts", "findPhi"],
    ["text/index.ts", "findInText"],
  ] as const) {
    if (!existsSync(join(folder, file))) continue;
    const loaded = createRequire(__filename)(join(folder, file)) as Record<string, Engine | undefined>;
    const find = loaded[door];
    if (find !== undefined) return { name: `lambdas/phi/${file}`, find };
  }
  throw new Error(`there is no PHI engine in ${folder}`);
}
