import { readFile } from "node:fs/promises";
import * as path from "node:path";

import { ReportArgumentError } from "./errors";
import { sha256Of } from "./ledger/head";
import type { Attachment, Registers } from "./model/report";

/** Where the papers lie in a report's folder. */
export const PAPERS = "papers/";

/**
 * The organisation file and the files that its entries attach, each under its own name below `papers/`: with these the same report can be
 * made again when the originals have changed. They go along as they are; nobody has looked into them.
 * @throws ReportArgumentError where a file is no longer what was judged.
 */
export async function papersOf(
  organisationFile: string,
  { documents, inherited, associates }: Registers,
): Promise<[string, Uint8Array][]> {
  const folder = path.dirname(path.resolve(organisationFile));
  const attached = new Map([...documents, ...inherited, ...associates].flatMap(({ attachment }) => wanted(attachment)));
  const papers: [string, Uint8Array][] = [
    [`${PAPERS}${path.basename(organisationFile)}`, await readFile(organisationFile)],
  ];
  for (const [file, sha256] of [...attached].sort()) {
    const content = await readFile(path.join(folder, file)).catch(() => undefined);
    if (content === undefined || sha256Of(content) !== sha256)
      throw new ReportArgumentError(`The attached file ${file} was changed while the report was made; make it again.`);
    papers.push([`${PAPERS}${file}`, content]);
  }
  return papers;
}

function wanted(attachment: Attachment): [string, string][] {
  return attachment.kind === "verified" ? [[attachment.file, attachment.sha256]] : [];
}
