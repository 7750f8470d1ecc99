import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import * as path from "node:path";

import { canonicalJson } from "../../policies/record";
import { ReportArgumentError } from "../errors";
import type { Report } from "../model/report";

/**
 * The report that stands in `report.json` of a report's folder, or in the file itself.
 * @throws ReportArgumentError where there is none, it is of another version, or its id is not the hash of the rest.
 */
export async function readReport(folderOrFile: string): Promise<Report> {
  const read = await parse(await fileOf(folderOrFile), folderOrFile);
  if (typeof read !== "object" || read === null || !("schema" in read) || read.schema !== "phiguard-report/1")
    throw new ReportArgumentError(`"${folderOrFile}" holds no report of this version (phiguard-report/1).`);
  const { id, ...content } = read as unknown as Report;
  if (createHash("sha256").update(canonicalJson(content)).digest("hex") !== id)
    throw new ReportArgumentError(
      `The report in "${folderOrFile}" was altered: its id is not the hash of its content.`,
    );
  return read as unknown as Report;
}

async function fileOf(folderOrFile: string): Promise<string> {
  const found = await stat(folderOrFile).catch(() => undefined);
  if (found === undefined) throw new ReportArgumentError(`There is no "${folderOrFile}".`);
  return found.isDirectory() ? path.join(folderOrFile, "report.json") : folderOrFile;
}

async function parse(file: string, shown: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch {
    throw new ReportArgumentError(`"${shown}" holds no report.json that can be read.`);
  }
}
