import { randomBytes } from "node:crypto";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import type { Command } from "commander";
import { readEventFolder } from "../reports/events/event-folder";
import { addReceipts, ingest, type Ingested } from "../reports/events/ingest";
import { folderStore } from "../reports/ledger/folder-store";
import { sealLedger } from "../reports/ledger/seal";
import { UserError } from "./failure";
import { readKeyFile, readSubjectKey } from "./key-file";

interface IngestCommand {
  readonly out: string;
  readonly ledger?: string;
  readonly key?: string;
  readonly subjectKey?: string;
  readonly json?: true;
}

/** Kinds of refused lines that a terminal gets; `--json` has all. */
const SHOWN = 10;

export function addIngest(evidence: Command): void {
  evidence
    .command("ingest")
    .description("take in audit events (JSON lines): checked, redacted, each once, as Parquet by day")
    .argument("<files...>", "JSON lines of audit events, or batches of a ledger that hold them")
    .requiredOption("--out <folder>", "folder of audit events; made where it is not there")
    .option("--ledger <folder>", "add what was taken in to this ledger, a leaf a piece, and sign")
    .option("--key <file>", "the private key that signs the ledger's head (PEM)")
    .option(
      "--subject-key <file>",
      "key for the names of resources, 16 bytes or more; without it one that is thrown away",
    )
    .option("--json", "what was taken in as JSON for machines")
    .action(async (files: string[], options: IngestCommand) => {
      const missing = files.find((file) => !existsSync(file));
      if (missing !== undefined) throw new UserError(`There is no file ${missing}; nothing was taken in.`);
      if ((options.ledger === undefined) !== (options.key === undefined))
        throw new UserError("--ledger and --key go together: what is added to a ledger is signed.");
      const signer = options.key === undefined ? undefined : readKeyFile(resolve(options.key));
      const key = options.subjectKey === undefined ? randomBytes(32) : readSubjectKey(options.subjectKey);
      const out = resolve(options.out);
      const taken = await ingest({ inputs: files, out, key, clock: () => new Date() });
      let sealed: { readonly leaves: number; readonly head?: string; readonly sha256?: string } | undefined;
      if (options.ledger !== undefined && signer !== undefined) {
        const store = folderStore(resolve(options.ledger));
        const leaves = await addReceipts(store, (await readEventFolder(out)).receipts);
        const { newest } = await sealLedger({ store, signer, clock: () => new Date() });
        sealed = { leaves, ...(newest && { head: newest.key, sha256: newest.sha256 }) };
      }
      const lost = options.subjectKey === undefined ? taken.resourceNames : 0;
      process.stdout.write(
        options.json === true
          ? `${JSON.stringify({ ...taken, ...(sealed && { sealed }) }, null, 2)}\n`
          : words(taken, out, lost),
      );
      if (sealed !== undefined && options.json !== true)
        process.stdout.write(
          `Ledger: ${sealed.leaves} leaves added; newest head ${sealed.head}, SHA-256 ${sealed.sha256}\n`,
        );
      const refused = taken.refused.reduce((sum, { lines }) => sum + lines, 0);
      if (refused > 0)
        throw new UserError(`${refused} of ${taken.lines} lines count for nothing; the others were taken in.`);
    });
}

function words({ lines, events, doubled, known, refused }: Ingested, out: string, lost: number): string {
  const said = [`Took in ${events} events of ${lines} lines into ${out}.`];
  if (doubled > 0) said.push(`${doubled} were there already, or came twice; each counts once.`);
  if (known > 0) said.push(`${known} ${known === 1 ? "piece" : "pieces"} of input had been taken in before.`);
  for (const { file, reason, lines: count, first } of refused.slice(0, SHOWN)) {
    const more = count > first.length ? " and more" : "";
    said.push(
      `${file}: ${count} ${count === 1 ? "line" : "lines"} refused (line ${first.join(", ")}${more}): ${reason}.`,
    );
  }
  if (refused.length > SHOWN) said.push(`And ${refused.length - SHOWN} more reasons (--json has all).`);
  if (lost > 0)
    said.push(
      `${lost} subjects were names of resources; their hashes can't be made again: --subject-key names a key that stays.`,
    );
  return `${said.join("\n")}\n`;
}
