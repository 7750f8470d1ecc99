import { Option, type Command } from "commander";
import { OPERATING_POINTS } from "../lambdas/phi/contract";
import type * as Scanning from "./phi-scan";

/** `phiguard phi ...`: what it takes is loaded when it runs. */
export function addPhi(program: Command): void {
  const phi = program.command("phi").description("find what identifies somebody in documents");
  phi
    .command("scan")
    .description(
      "what in documents identifies somebody: counts by category, or spans as JSON lines; never the text itself",
    )
    .argument(
      "<path>",
      "a document, a folder of documents, or a .jsonl file (- for standard input) of {id, kind?, text} a line",
    )
    .option("--json", "a line of JSON for each document: {id, spans: [{begin, end, category, subtype, score}]}")
    .addOption(
      new Option("--operating-point <point>", "recall also reports what is likelier to be nothing")
        .choices(OPERATING_POINTS)
        .default("balanced"),
    )
    .action((path: string, options: Scanning.ScanOptions) => scanning().scan(path, options));
}

function scanning(): typeof Scanning {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load the engine with every command
  return require("./phi-scan") as typeof Scanning;
}
