import { Option, type Command } from "commander";
import { OPERATING_POINTS } from "../lambdas/phi/contract";
import { METHODS, PROFILES } from "../lambdas/phi/transform/methods";
import type * as Deidentifying from "./phi-deidentify";
import type * as Keys from "./phi-key";
import type * as Reviewing from "./phi-review";
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
    .option(
      "--voter <voter>",
      "a second voter beside the rules: onnx:<folder of a local model>; votes are told by --json",
    )
    .action((path: string, options: Scanning.ScanOptions) => scanning().scan(path, options));
  phi
    .command("deidentify")
    .description(
      "write documents without what identifies somebody, the same for all documents of a patient, and a report",
    )
    .argument("<path>", "a document or a folder of documents")
    .addOption(new Option("--profile <profile>", "what goes and what may stay").choices(PROFILES).makeOptionMandatory())
    .addOption(new Option("--method <method>", "what stands in place of what goes").choices(METHODS).default("redact"))
    .requiredOption("--key-file <file>", "the tenant's key, of phiguard phi keygen")
    .requiredOption("--out <folder>", "an empty folder, or a new one")
    .option("--as-of <year>", "year by which ages over 89 are told (default: this one)")
    .action((path: string, options: Deidentifying.DeidentifyCommand) => deidentifying().deidentifyAll(path, options));
  phi
    .command("keygen")
    .description("make a tenant's key, by which tokens and moves of dates are made")
    .requiredOption("--out <file>", "where nothing is yet")
    .option("--id <id>", "stands in every token: 1 to 16 small letters and digits", "k1")
    .action(({ out, id }: { out: string; id: string }) => keys().writeTenantKey(out, id));
  phi
    .command("review")
    .description("a page on this machine where a person looks at documents place by place, and decides")
    .argument("[folder]", "documents that wait, such as a copy of the quarantine")
    .option("--role <role>", "role of the reviewer in the evidence, never a person's name", "phi-reviewer")
    .option("--port <port>", "port on 127.0.0.1 (0: any)", "0")
    .option("--table <name>", "in place of a folder: the pipeline's table of reviews")
    .option("--queue-url <url>", "its queue of reviews")
    .option("--released-bucket <name>", "where what is released goes")
    .option("--masked-bucket <name>", "where what is masked goes")
    .action((folder: string | undefined, options: Reviewing.ReviewOptions) => reviewing().review(folder, options));
}

function scanning(): typeof Scanning {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- an import would load the engine with every command
  return require("./phi-scan") as typeof Scanning;
}

function deidentifying(): typeof Deidentifying {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as above
  return require("./phi-deidentify") as typeof Deidentifying;
}

function keys(): typeof Keys {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as above
  return require("./phi-key") as typeof Keys;
}

function reviewing(): typeof Reviewing {
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as above
  return require("./phi-review") as typeof Reviewing;
}
