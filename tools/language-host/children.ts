import { spawn, type ChildProcess } from "node:child_process";
import type { NodeCommand } from "./node-command";

const KILL_AFTER_MS = 3000;

/** The Node processes this host has started, so that none outlives it. */
export class Children {
  private readonly running = new Set<ChildProcess>();

  start(command: NodeCommand): ChildProcess {
    const child = spawn(process.execPath, command.args, {
      cwd: command.cwd,
      env: command.env,
      stdio: ["ignore", "pipe", "pipe"],
    });
    this.running.add(child);
    child.once("close", () => this.running.delete(child));
    child.once("error", () => this.running.delete(child));
    return child;
  }

  /** Asks a child to end, and ends it after three seconds in any case. */
  stop(child: ChildProcess): void {
    if (!this.running.has(child)) return;
    child.kill("SIGINT");
    setTimeout(() => this.running.has(child) && child.kill("SIGKILL"), KILL_AFTER_MS).unref();
  }

  stopAll(): void {
    for (const child of this.running) this.stop(child);
  }

  /** Ends every child at once; for the moment before this process itself ends. */
  killAll(): void {
    for (const child of this.running) child.kill("SIGKILL");
  }
}
