import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

import { parseCollected, type CollectedRecord } from "../model/collected-record";
import { Collection, type CollectionSettings, type Scope } from "../sources/collection";

export const NOW = "2026-11-22T10:00:00.000Z";
export const ACCOUNT = "123456789012";

/** Nobody waits in a test; what would have been waited is told. */
export function impatience(waited: number[] = []): CollectionSettings["patience"] {
  return {
    wait: async (milliseconds) => void waited.push(milliseconds),
    random: () => 0.5,
  };
}

export function settingsFor(out: string, changes: Partial<CollectionSettings> = {}): CollectionSettings {
  return {
    out,
    resume: false,
    principal: `arn:aws:sts::${ACCOUNT}:assumed-role/auditor`,
    subjectKey: Buffer.from("a key that only a test has"),
    now: () => new Date(NOW),
    patience: impatience(),
    ...changes,
  };
}

export function collectionIn(
  out: string,
  changes: Partial<CollectionSettings> = {},
  scope: Partial<Scope> = {},
): Collection {
  return new Collection(
    { source: "aws.securityhub", account: ACCOUNT, region: "us-east-1", asked: {}, ...scope },
    settingsFor(out, changes),
  );
}

/** All lines of the files in a folder of evidence, each checked. */
export function recordsIn(out: string): CollectedRecord[] {
  const files = readdirSync(out).filter((name) => name.endsWith(".jsonl"));
  return files.flatMap((name) =>
    readFileSync(path.join(out, name), "utf8")
      .trimEnd()
      .split("\n")
      .map((line) => {
        const parsed = parseCollected(JSON.parse(line));
        if (parsed.kind === "refused") throw new Error(`${name}: ${parsed.field} ${parsed.problem}`);
        return parsed.record;
      }),
  );
}
