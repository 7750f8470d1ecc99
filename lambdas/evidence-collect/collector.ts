import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { awsPorts, callerIdentity } from "../../reports/sources/aws-ports";
import { collectFromAws, type AwsSourceName } from "../../reports/sources/collect";
import type { Collector } from "./ports";

/** Trails and their digests lie in a bucket of another workload, and are read by command. */
const SOURCES: readonly AwsSourceName[] = ["config", "security-hub", "guardduty"];
const DAY_MS = 86_400_000;

/** The command's own collectors, in the function's region, with its role. Names of resources are hashed by the key that is given. */
export function awsCollector(region: string, subjectKey: () => Promise<Uint8Array>): Collector {
  return async (each) => {
    const { account, principal, clockOffsetMs } = await callerIdentity(region);
    const now = (): Date => new Date(Date.now() + clockOffsetMs);
    const key = await subjectKey();
    const out = await mkdtemp(path.join(tmpdir(), "collected-"));
    try {
      for (const source of SOURCES) {
        const request = {
          ...{ out, resume: false, now, principal, account, subjectKey: key, withHistory: false },
          patience: { wait: (milliseconds: number) => wait(milliseconds), random: Math.random },
          sources: [source],
          regions: [region],
          // Of digests and histories alone, which are not asked for here.
          period: { from: new Date(now().getTime() - DAY_MS), to: now() },
        };
        for (const { run, file } of await collectFromAws(request, awsPorts()))
          await each({ run, text: await readFile(file, "utf8") });
      }
    } finally {
      await rm(out, { recursive: true, force: true });
    }
  };
}
