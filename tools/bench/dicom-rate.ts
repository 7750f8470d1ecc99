import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { readPart10 } from "../../lambdas/dicom/part10";
import { part10File } from "../../lambdas/dicom/testing/part10-file";

/** Small files, as a study of some hundreds of slices has them: 64 KB each, pixels included. */
const FILES = 2_000;
const PIXELS = 64 * 1024;

/** Files a second of one core whose metadata are read and checked, from disk. */
export function measureDicom(): { readonly perSecond: number; readonly refused: number } {
  const folder = mkdtempSync(path.join(tmpdir(), "phiguard-dicom-"));
  try {
    const head = Buffer.from(part10File());
    const names = Array.from({ length: FILES }, (_, index) => path.join(folder, `${index}.dcm`));
    for (const name of names) writeFileSync(name, Buffer.concat([head, Buffer.alloc(PIXELS)]));
    const readAll = (): number =>
      names.filter((name) => {
        const file = readFileSync(name);
        return readPart10(file.subarray(0, head.length), file.length).kind === "refused";
      }).length;
    readAll();
    const before = process.cpuUsage();
    const refused = readAll();
    const { user, system } = process.cpuUsage(before);
    return { perSecond: FILES / ((user + system) / 1e6), refused };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
