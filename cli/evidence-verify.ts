import { existsSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import { sentence, type Finding } from "../reports/ledger/finding";
import { folderStore } from "../reports/ledger/folder-store";
import { verifyLedger, type LedgerVerdict } from "../reports/ledger/verify";
import { UserError } from "./failure";
import { progressOn } from "./progress-line";

/** A user's mistake; 1 says that something is not whole. */
const MISTAKE = 2;

interface VerifyCommand {
  readonly fingerprint?: readonly string[];
  readonly head?: string;
  readonly json?: true;
}

export function addVerification(evidence: Command): void {
  evidence
    .command("verify")
    .description("check a ledger, a report's folder or one file of it, without network")
    .argument("<path>", "folder of a ledger or of a report, or a file of a report")
    .option("--fingerprint <hex...>", "fingerprint of the key, as you have it from elsewhere", fingerprints)
    .option("--head <hex>", "SHA-256 of a head that you know from earlier: the ledger has to hold it", hash)
    .option("--json", "the verdict as JSON for machines")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : MISTAKE))
    .action(async (path: string, options: VerifyCommand) => {
      const where = resolve(path);
      if (!existsSync(where)) throw new UserError(`There is no ${path}.`, MISTAKE);
      const isLedger = statSync(where).isDirectory() && existsSync(join(where, "heads"));
      if (!isLedger) throw new UserError(`${path} is no ledger (a folder with heads).`, MISTAKE);
      const progress = progressOn(process.stderr, "verifying");
      const verdict = await verifyLedger({
        store: folderStore(where),
        now: new Date(),
        fingerprints: options.fingerprint ?? [],
        ...(options.head === undefined ? {} : { knownHead: options.head }),
        onProgress: progress.show,
      });
      progress.end();
      process.stdout.write(options.json === true ? `${JSON.stringify(verdict, null, 2)}\n` : words(verdict, options));
      process.exitCode = verdict.whole ? 0 : 1;
    });
}

function words(verdict: LedgerVerdict, { fingerprint = [] }: VerifyCommand): string {
  const { whole, heads, batches, records, newest, keys, findings } = verdict;
  const of = (weight: Finding["weight"]): string[] =>
    findings.filter((one) => one.weight === weight).map((one) => `  ${sentence(one)}`);
  const [faults, notices] = [of("fault"), of("notice")];
  const active = keys.at(-1);
  return [
    whole ? "WHOLE" : `NOT WHOLE: ${faults.length} ${faults.length === 1 ? "fault" : "faults"}`,
    ...faults,
    `Heads: ${heads}. Files: ${batches}. Records: ${records}.`,
    ...(newest === undefined
      ? ["No head is whole: nothing is proved."]
      : [
          `Newest head: ${newest.key}, SHA-256 ${newest.sha256}`,
          `  ${newest.head.treeSize} entries, root ${newest.head.rootHash}`,
          `  signed at ${newest.head.time} by the writer's own clock`,
        ]),
    ...(active === undefined ? [] : [`Key: ${active.fingerprint}`]),
    ...(fingerprint.length === 0 ? [`  ${KEY_NOT_KNOWN}`] : []),
    ...(notices.length === 0 ? [] : ["For you to know:", ...notices]),
    "",
  ].join("\n");
}

export const KEY_NOT_KNOWN = "whose key this is you have to know from elsewhere (--fingerprint)";

function hash(text: string): string {
  const hex = text.replaceAll(":", "").toLowerCase();
  if (!/^[0-9a-f]{64}$/.test(hex)) throw new InvalidArgumentError("It must be a SHA-256: 64 hex digits.");
  return hex;
}

function fingerprints(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, hash(text)];
}
