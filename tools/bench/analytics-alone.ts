import { createReadStream, statSync } from "node:fs";
import { createInterface } from "node:readline";
import * as path from "node:path";
import { createHandler } from "../../lambdas/fhir-analytics/handler";
import { EXPORT_COMPLETED } from "../../lambdas/fhir-analytics/contract";

/** The function's handler over an export in a folder, in a process that has done nothing before. Arguments: the folder, its files. Prints JSON. */
export interface AnalyticsAlone {
  readonly lines: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  /** Bytes that the function wrote. */
  readonly written: number;
}

const ID = "0".repeat(32);

async function main([folder = "", ...files]: readonly string[]): Promise<void> {
  let written = 0;
  const handler = createHandler({
    exports: { describe: async () => ({ submittedAt: "2025-12-31T00:00:00.000Z", output: "s3://bucket/export/" }) },
    files: {
      list: async (prefix) =>
        prefix.startsWith("export/")
          ? files.map((key) => ({ key, sizeBytes: statSync(path.join(folder, key)).size }))
          : [],
      // The adapter's own way to read lines, from a file in S3's place.
      lines: async (key, each) => {
        const input = createReadStream(path.join(folder, key));
        for await (const line of createInterface({ input, crlfDelay: Infinity })) each(line);
        return undefined;
      },
      write: async (_, text) => void (written += text.length),
    },
    alerts: { tell: async () => undefined },
    lineage: { record: async () => undefined },
    log: { info: () => undefined },
    bucket: "bucket",
    datastoreId: ID,
    code: "bench",
  });
  const started = performance.now();
  const before = process.cpuUsage();
  const result = await handler({ "detail-type": EXPORT_COMPLETED, detail: { jobId: ID, datastoreId: ID } });
  const { user, system } = process.cpuUsage(before);
  const figure: AnalyticsAlone = {
    lines: result.kind === "done" ? result.lines : 0,
    seconds: (performance.now() - started) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1024,
    written,
  };
  process.stdout.write(JSON.stringify(figure));
}

void main(process.argv.slice(2));
