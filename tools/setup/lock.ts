import * as fs from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import type { Progress } from "./progress";

const LOOK_AGAIN_MS = 500;

/**
 * Runs `work` while this process alone holds the lock. A lock whose holder is gone is taken over.
 * @param file made for the time of the work; holds the number of the process.
 */
export async function withLock<T>(file: string, progress: Progress, work: () => Promise<T>): Promise<T> {
  for (let told = false; !take(file);) {
    if (!told) progress.note(`another run (process ${holder(file) ?? "unknown"}) is at the same work; waiting for it`);
    told = true;
    await wait(LOOK_AGAIN_MS);
  }
  const release = (): void => fs.rmSync(file, { force: true });
  // A signal alone would end the process without its exit handlers: the lock and the children of the work would stay.
  const leave = (): void => process.exit(130);
  process.once("exit", release).on("SIGINT", leave).on("SIGTERM", leave);
  try {
    return await work();
  } finally {
    process.off("exit", release).off("SIGINT", leave).off("SIGTERM", leave);
    release();
  }
}

function take(file: string): boolean {
  // A link is made in one step together with its content, so no other process ever sees a lock without a holder.
  const own = `${file}.${process.pid}`;
  fs.writeFileSync(own, String(process.pid));
  try {
    fs.linkSync(own, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    fs.rmSync(own, { force: true });
  }
  const pid = holder(file);
  if (pid !== undefined && !isAlive(pid)) fs.rmSync(file, { force: true });
  return false;
}

function holder(file: string): number | undefined {
  try {
    return Number(fs.readFileSync(file, "utf8")) || undefined;
  } catch {
    return undefined;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
