import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { GoldDocument } from "../../synthetic/text/labelled";
import { addDocument, newTally, type Found, type Tally } from "../phi/score/tally";

/** Python of a virtual environment that has Presidio; tools/phi/presidio.py says which packages. */
export const PRESIDIO_VARIABLE = "PHIGUARD_PRESIDIO_PYTHON";

const MOST_BYTES = 500_000_000;

/** What Presidio finds in the same documents; undefined where no environment with it is named. */
export function scorePresidio(
  documents: readonly GoldDocument[],
): { tally: Tally; documentsASecond: number } | undefined {
  const python = process.env[PRESIDIO_VARIABLE];
  if (python === undefined || python === "") return undefined;
  if (!existsSync(python)) throw new Error(`${PRESIDIO_VARIABLE} names ${python}, which is not there`);
  const { status, stdout, stderr } = spawnSync(python, [resolve(__dirname, "../phi/presidio.py")], {
    input: documents.map((document) => `${JSON.stringify(document)}\n`).join(""),
    encoding: "utf8",
    maxBuffer: MOST_BYTES,
  });
  if (status !== 0) throw new Error(`Presidio ended with ${status}: ${stderr.trim().split("\n").at(-1) ?? ""}`);
  const lines = stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as { spans: Found[]; ms: number });
  if (lines.length !== documents.length)
    throw new Error(`Presidio answered ${lines.length} of ${documents.length} documents`);
  const tally = newTally();
  documents.forEach((document, index) => addDocument(tally, document, lines[index]!.spans));
  const milliseconds = lines.reduce((sum, { ms }) => sum + ms, 0);
  return { tally, documentsASecond: (1000 * documents.length) / milliseconds };
}
