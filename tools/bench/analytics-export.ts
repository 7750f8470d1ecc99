import { spawnSync } from "node:child_process";
import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import * as path from "node:path";
import { patientResources } from "../../synthetic/formats/fhir";
import { patients } from "../../synthetic/patients";
import type { AnalyticsAlone } from "./analytics-alone";

/** An export of so many resources of made-up patients: a file of a type, as HealthLake writes them. */
export function writeExport(folder: string, resources: number): string[] {
  mkdirSync(folder, { recursive: true });
  const files = new Map<string, number>();
  let left = resources;
  for (const record of patients({ seed: 7, patients: Number.MAX_SAFE_INTEGER, until: "2025-12-31", years: 5 })) {
    const lines = new Map<string, string>();
    for (const resource of patientResources(record).slice(0, left)) {
      const { resourceType: type } = resource;
      lines.set(type, `${lines.get(type) ?? ""}${JSON.stringify(resource)}\n`);
      left -= 1;
    }
    for (const [type, text] of lines) {
      const file = files.get(type) ?? openSync(path.join(folder, `${type}-0.ndjson`), "w");
      files.set(type, file);
      writeSync(file, text);
    }
    if (left === 0) break;
  }
  for (const file of files.values()) closeSync(file);
  return [...files.keys()].map((type) => `${type}-0.ndjson`).sort();
}

/** The analytics function over an export, alone in its process. */
export function measureAnalytics(folder: string, resources: number): AnalyticsAlone {
  const files = writeExport(folder, resources);
  const script = path.join(__dirname, "analytics-alone.ts");
  const args = ["-r", "ts-node/register/transpile-only", script, folder, ...files];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr.slice(-2000));
  return JSON.parse(stdout) as AnalyticsAlone;
}
