import { readFile } from "node:fs/promises";
import * as path from "node:path";

import { ReportArgumentError } from "../errors";
import { sha256Of } from "../ledger/head";
import type { Attachment, Report } from "../model/report";
import { PAPERS } from "../papers";
import { readReport } from "../sources/report-file";
import { writeFolder } from "../write";

import type { PackOptions } from "./answers";
import { ocrPack } from "./pack";
import { zipOf } from "./zip";

export interface MakePackOptions extends Pick<PackOptions, "owner"> {
  /** Day on which the letter came, YYYY-MM-DD; the report's own day where it is left out. */
  readonly askedOn?: string;
  /** Folder of a written report on the Security Rule. */
  readonly reportDir: string;
  /** Folder that is made; one that holds an earlier pack is replaced. */
  readonly outDir: string;
  readonly mostZipBytes: number;
}

export interface MadePack {
  readonly folder: string;
  readonly zip: string;
  readonly zipBytes: number;
  readonly rows: number;
  readonly open: number;
}

/** The ZIP lies in the folder that it is made of. */
export const ZIP_FILE = "ocr-pack.zip";

/** @throws ReportArgumentError or ReportWriteError, each with one sentence for the user; nothing is left half written. */
export async function makeOcrPack({
  reportDir,
  outDir,
  mostZipBytes,
  owner,
  askedOn,
}: MakePackOptions): Promise<MadePack> {
  const report = await readReport(reportDir);
  if (report.framework.id !== "hipaa")
    throw new ReportArgumentError(
      `"${reportDir}" is a report on ${report.framework.title}; wanted one on the Security Rule.`,
    );
  const files = ocrPack({
    report,
    papers: await papersOf(report, reportDir),
    owner,
    askedOn: askedOn ?? report.asOf.slice(0, 10),
  });
  const zip = zipOf(files, mostZipBytes);
  const folder = await writeFolder({
    what: "pack",
    files: new Map<string, string | Uint8Array>([...files, [ZIP_FILE, zip]]),
    outDir,
    owns: (name) =>
      name === "index.html" || name === "index.csv" || name === ZIP_FILE || /^\d\d-164\.[0-9a-zA-Z-]+$/.test(name),
  });
  const rows = report.citations.filter(({ row }) => row.ocrProtocol);
  const open = rows.filter(({ state }) => state !== "pass" && state !== "not-applicable" && state !== "waived").length;
  return { folder, zip: path.join(folder, ZIP_FILE), zipBytes: zip.length, rows: rows.length, open };
}

/** Papers as they lie beside the report, each still what was judged; one that is not there was not asked for. */
async function papersOf({ registers }: Report, reportDir: string): Promise<Map<string, Uint8Array>> {
  const papers = new Map<string, Uint8Array>();
  const attached = [...registers.documents, ...registers.inherited, ...registers.associates].map(
    ({ attachment }) => attachment,
  );
  for (const attachment of attached) {
    if (attachment.kind !== "verified") continue;
    const content = await readFile(path.join(reportDir, PAPERS, attachment.file)).catch(() => undefined);
    if (content !== undefined) papers.set(attachment.file, whole(attachment, content));
  }
  return papers;
}

function whole({ file, sha256 }: Extract<Attachment, { kind: "verified" }>, content: Uint8Array): Uint8Array {
  if (sha256Of(content) === sha256) return content;
  throw new ReportArgumentError(`The paper ${file} beside the report was altered: it is not what the report names.`);
}
