import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import { addRecords } from "../reports/ledger/add-records";
import { LedgerError } from "../reports/ledger/errors";
import { folderStore } from "../reports/ledger/folder-store";
import { sealLedger } from "../reports/ledger/seal";
import { stampHead } from "../reports/ledger/time-authority";
import type { Timestamp } from "../reports/ledger/timestamp";
import { UserError } from "./failure";
import { readCertificates, readKeyFile, writeKeyFile } from "./key-file";

interface SealCommand {
  readonly ledger: string;
  readonly key: string;
  readonly evidence?: string;
  readonly newKey?: string;
  readonly timeAuthority?: string;
  readonly timeCertificate?: string;
  readonly json?: true;
}

export function addSealing(evidence: Command): void {
  evidence
    .command("keygen")
    .description("make a key that signs ledgers and reports (Ed25519), readable by you alone")
    .requiredOption("--out <file>", "file for the private key (PEM)")
    .action(({ out }: { out: string }) => {
      const { fingerprint } = writeKeyFile(resolve(out));
      process.stdout.write(
        `Private key: ${resolve(out)}\nFingerprint: ${fingerprint}\nGive the fingerprint to those who verify, by another way than the reports.\n`,
      );
    });
  evidence
    .command("seal")
    .description("add records to a ledger in a folder, and sign what came since its last head")
    .requiredOption("--ledger <folder>", "the ledger; made where it is not there")
    .requiredOption("--key <file>", "the private key that signs (PEM)")
    .option("--evidence <folder>", "folder with evidence records that are added first, such as .phiguard/evidence")
    .option("--new-key <file>", "hand over to this key: it signs from now on, and the old one vouches for it")
    .option("--time-authority <url>", "have this authority stamp the time of the newest head (RFC 3161)", authorityUrl)
    .option("--time-certificate <file>", "certificates (PEM) that the authority's has to lead to")
    .option("--json", "what was sealed as JSON for machines")
    .action(async (options: SealCommand) => {
      const signer = readKeyFile(resolve(options.key));
      const successor = options.newKey === undefined ? undefined : readKeyFile(resolve(options.newKey));
      if (successor?.fingerprint === signer.fingerprint)
        throw new UserError("The new key is the old one; wanted another.");
      if (options.timeCertificate !== undefined && options.timeAuthority === undefined)
        throw new UserError("--time-certificate needs --time-authority.");
      const trusted = options.timeCertificate === undefined ? [] : readCertificates(options.timeCertificate);
      const store = folderStore(resolve(options.ledger));
      if (options.evidence !== undefined) {
        if (!existsSync(options.evidence)) throw new UserError(`There is no folder ${options.evidence}.`);
        await addRecords(store, resolve(options.evidence));
      }
      const { heads, newest, batches, records, torn, foreign } = await sealLedger({
        store,
        signer,
        clock: () => new Date(),
        ...(successor === undefined ? {} : { successor }),
      });
      const stamp =
        options.timeAuthority === undefined || newest === undefined
          ? undefined
          : await stampHead(store, newest, { url: options.timeAuthority, trusted }).catch((error: Error) => error);
      const sealed = {
        heads: heads.map(({ key }) => key),
        batches,
        records,
        torn,
        foreign,
        newest: newest && { key: newest.key, sha256: newest.sha256, rootHash: newest.head.rootHash },
        fingerprint: (successor ?? signer).fingerprint,
        time: stamp === undefined || stamp instanceof Error ? ("self-asserted" as const) : stamp,
      };
      process.stdout.write(options.json === true ? `${JSON.stringify(sealed, null, 2)}\n` : words(sealed));
      // The head stands without a stamp; a later sealing asks again.
      if (stamp instanceof Error)
        throw stamp instanceof LedgerError ? new UserError(`Sealed, and not stamped. ${stamp.message}`) : stamp;
      if (torn.length > 0)
        throw new UserError(`Not sealed, as it does not hold what its name says: ${torn.join(", ")}.`);
      if (foreign.length > 0) throw new UserError(`Not sealed, as it is no part of a ledger: ${foreign.join(", ")}.`);
    });
}

function words(sealed: {
  readonly heads: readonly string[];
  readonly batches: number;
  readonly records: number;
  readonly newest: { readonly key: string; readonly sha256: string } | undefined;
  readonly fingerprint: string;
  readonly time: "self-asserted" | Timestamp;
}): string {
  const { heads, batches, records, newest, fingerprint, time } = sealed;
  const files = `${batches} ${batches === 1 ? "file" : "files"} with ${records} records`;
  return [
    heads.length === 0 ? "Nothing is new since the last head." : `Sealed ${files}.`,
    `Newest head: ${newest?.key}, SHA-256 ${newest?.sha256}`,
    `Signed by key ${fingerprint}`,
    time === "self-asserted"
      ? "Its time is self-asserted: no authority stamped it (--time-authority)."
      : `Stamped at ${time.at} by ${time.authority}`,
    "Keep the two hashes elsewhere: with them a reader sees whether the end was cut off, and whose ledger it is.",
    "",
  ].join("\n");
}

function authorityUrl(text: string): string {
  if (URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)) return text;
  throw new InvalidArgumentError("It must be an address such as http://time.example.org/tsr.");
}
