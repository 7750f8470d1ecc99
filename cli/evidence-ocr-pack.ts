import { resolve } from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import { isDay } from "../policies/controls";
import { makeOcrPack } from "../reports/ocr";

/** A limit that portals and mail gateways commonly take; the letter that asks states its own. */
const USUAL_MEGABYTES = 100;

interface PackCommand {
  readonly report: string;
  readonly out: string;
  readonly owner: string;
  readonly askedOn?: string;
  readonly mostMegabytes: number;
  readonly json?: true;
}

export function addOcrPack(evidence: Command): void {
  evidence
    .command("ocr-pack")
    .description("make of a report what a desk audit by OCR asks for: a folder a row of its protocol, an index, a ZIP")
    .requiredOption("--out <folder>", "folder the pack is written to")
    .requiredOption("--owner <name>", "who answers for what is open and names no owner")
    .option("--report <folder>", "the report it is made of, on the Security Rule", ".phiguard/reports/latest")
    .option("--asked-on <day>", "day on which the letter came; by default the report's own day", day)
    .option("--most-megabytes <number>", "largest ZIP that is taken", megabytes, USUAL_MEGABYTES)
    .option("--json", "what was made as JSON for machines")
    .action(async ({ report, out, owner, askedOn, mostMegabytes, json }: PackCommand) => {
      const made = await makeOcrPack({
        reportDir: resolve(report),
        outDir: resolve(out),
        owner,
        ...(askedOn === undefined ? {} : { askedOn }),
        mostZipBytes: mostMegabytes * 1_000_000,
      });
      process.stdout.write(
        json === true
          ? `${JSON.stringify(made, null, 2)}\n`
          : `${made.rows} rows, ${made.open} of them open, each with owner and date.\nIndex: ${resolve(made.folder, "index.html")}\nZIP: ${made.zip}, ${(made.zipBytes / 1e6).toFixed(1)} of ${mostMegabytes} MB\n`,
      );
    });
}

function day(text: string): string {
  if (isDay(text)) return text;
  throw new InvalidArgumentError("It must be a day such as 2026-11-22.");
}

function megabytes(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= 10_000) return number;
  throw new InvalidArgumentError("It must be a whole number in [1, 10000].");
}
