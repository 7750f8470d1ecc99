import { statSync } from "node:fs";

/** Seconds without a sign of life after which the program is taken for dead: it gives one every ten. */
const OLDEST_SECONDS = 120;

export const HEALTH_FILE = "alive";

/** Whether the file was touched lately. `nowMs` in milliseconds since 1970. */
export function isAlive(path: string, nowMs: number): boolean {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat !== undefined && nowMs - stat.mtimeMs < OLDEST_SECONDS * 1000;
}
