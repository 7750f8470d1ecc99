import { existsSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import type { Command } from "commander";
import { BUNDLE_FILE } from "../reports/ledger/bundle-format";
import { LedgerError } from "../reports/ledger/errors";
import { folderStore } from "../reports/ledger/folder-store";
import { verifyLedger } from "../reports/ledger/verify";
import { verifyBundle } from "../reports/ledger/verify-bundle";
import { UserError } from "./failure";
import { readCertificates } from "./key-file";
import { progressOn } from "./progress-line";
import { bundleWords, ledgerWords } from "./verdict-words";

/** A user's mistake; 1 says that something is not whole. */
const MISTAKE = 2;

interface VerifyCommand {
  readonly fingerprint?: readonly string[];
  readonly head?: string;
  readonly timeCertificate?: string;
  readonly json?: true;
}

export function addVerification(evidence: Command): void {
  evidence
    .command("verify")
    .description("check a ledger, a report's folder or one file of it, without network; ends with 1 if it is not whole")
    .argument("<path>", "folder of a ledger or of a report, or a file of a report")
    .option("--fingerprint <hex...>", "fingerprint of the key, as you have it from elsewhere")
    .option("--head <hex>", "SHA-256 of a head that you know from earlier: the ledger has to hold it")
    .option("--time-certificate <file>", "certificates (PEM) of an authority that you trust to stamp times")
    .option("--json", "the verdict as JSON for machines")
    .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : MISTAKE))
    .action(async (path: string, options: VerifyCommand) => {
      const fingerprints = (options.fingerprint ?? []).map((text) => hash("--fingerprint", text));
      const knownHead = options.head === undefined ? {} : { knownHead: hash("--head", options.head) };
      const timeCertificates =
        options.timeCertificate === undefined ? [] : readCertificates(options.timeCertificate, MISTAKE);
      const what = whatLiesAt(path);
      if (what.kind === "bundle" && options.head !== undefined)
        throw new UserError("--head is for a ledger; a report's folder has one head alone.", MISTAKE);
      const progress = progressOn(process.stderr, "verifying");
      const common = { store: folderStore(what.folder), fingerprints, timeCertificates, onProgress: progress.show };
      const verifying =
        what.kind === "ledger"
          ? verifyLedger({ ...common, ...knownHead, now: new Date() }).then((of) => [of, ledgerWords(of)] as const)
          : verifyBundle({ ...common, ...what.only }).then((of) => [of, bundleWords(of, what.only.only)] as const);
      const [verdict, words] = await verifying.catch(unreadable).finally(progress.end);
      process.stdout.write(options.json === true ? `${JSON.stringify(verdict, null, 2)}\n` : words);
      process.exitCode = verdict.whole ? 0 : 1;
    });
}

type Place =
  | { readonly kind: "ledger"; readonly folder: string }
  | { readonly kind: "bundle"; readonly folder: string; readonly only: { readonly only?: string } };

function whatLiesAt(path: string): Place {
  const where = resolve(path);
  if (!existsSync(where)) throw new UserError(`There is no ${path}.`, MISTAKE);
  if (statSync(where).isDirectory()) {
    if (existsSync(join(where, BUNDLE_FILE))) return { kind: "bundle", folder: where, only: {} };
    if (existsSync(join(where, "heads"))) return { kind: "ledger", folder: where };
    throw new UserError(`${path} holds neither a report's ${BUNDLE_FILE} nor a ledger's heads.`, MISTAKE);
  }
  for (let folder = dirname(where); ; folder = dirname(folder)) {
    if (existsSync(join(folder, BUNDLE_FILE))) {
      const only = relative(folder, where).split(sep).join("/");
      return { kind: "bundle", folder, only: only === BUNDLE_FILE ? {} : { only } };
    }
    if (folder === dirname(folder))
      throw new UserError(`Neither beside ${path} nor above it lies a ${BUNDLE_FILE}, which lists its hash.`, MISTAKE);
  }
}

/** What can't be read is neither whole nor altered: nothing is known of it. */
function unreadable(error: Error): never {
  const { code, path } = error as NodeJS.ErrnoException;
  if (code !== undefined)
    throw new UserError(`${path ?? "A file"} cannot be read (${code}); nothing was verified.`, MISTAKE);
  throw error instanceof LedgerError ? new UserError(error.message, MISTAKE) : error;
}

function hash(option: string, text: string): string {
  const hex = text.replaceAll(":", "").toLowerCase();
  if (/^[0-9a-f]{64}$/.test(hex)) return hex;
  throw new UserError(`${option} must be a SHA-256, 64 hex digits; got ${text}.`, MISTAKE);
}
