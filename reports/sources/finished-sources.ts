import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { z } from "zod";

import { collectionRun } from "../model/collection-run";

import type { Collected } from "./collection";

const shape = z.record(z.string(), z.array(z.object({ run: collectionRun, file: z.string() })));

/** What a command with several sources has done already, so that one that goes on does not ask it again. Gone when all is done. */
export class FinishedSources {
  private readonly file: string;
  private readonly done: Record<string, Collected[]>;

  constructor(out: string, resume: boolean) {
    this.file = path.join(out, ".collecting", "finished.json");
    this.done = resume ? this.read() : {};
  }

  get(name: string): readonly Collected[] | undefined {
    return this.done[name];
  }

  add(name: string, collected: Collected[]): void {
    this.done[name] = collected;
    mkdirSync(path.dirname(this.file), { recursive: true, mode: 0o700 });
    const draft = `${this.file}.${process.pid}.tmp`;
    writeFileSync(draft, JSON.stringify(this.done));
    renameSync(draft, this.file);
  }

  clear(): void {
    rmSync(this.file, { force: true });
  }

  private read(): Record<string, Collected[]> {
    try {
      return shape.parse(JSON.parse(readFileSync(this.file, "utf8")));
    } catch {
      // None, or none that can be read: everything is asked.
      return {};
    }
  }
}
