import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { pipeline } from "node:stream/promises";
import { ruleInfos } from "../../policies/catalog";
import { FRAMEWORKS, makeReport } from "../../reports";
import { folderStore } from "../../reports/ledger/folder-store";
import { keepReport, type Kept } from "../../reports/ledger/keep-report";
import { HEADS, objectNamed, POLICY_RECORDS, TIMESTAMPS } from "../../reports/ledger/names";
import type { LedgerStore, Reports } from "./ports";

/** Evidence that a function's disk and memory hold; Lambda gives 512 MB of disk. Past it the command on a larger machine is the way. */
const MOST_BYTES = 256 << 20;

/** More evidence than the function can hold. The ledger is sealed all the same. */
export class TooMuchEvidence extends Error {
  override readonly name = "TooMuchEvidence";
}

/**
 * Reports of each framework, of what policy runs and collections left in the ledger, for readers and for machines; PDF needs Chromium and is
 * made by command. Each lies in the ledger in the end, locked, and its list is signed by the ledger's key.
 */
export function ledgerReports(store: LedgerStore, mostBytes = MOST_BYTES): Reports {
  return async ({ signer, asOf, until }) => {
    const folder = await mkdtemp(path.join(tmpdir(), "ledger-"));
    try {
      const ledgerDir = path.join(folder, "ledger");
      await copy(store, ledgerDir, mostBytes);
      const kept: Kept[] = [];
      for (const framework of FRAMEWORKS) {
        const outDir = path.join(folder, framework);
        const evidenceDir = path.join(ledgerDir, POLICY_RECORDS);
        await makeReport({ evidenceDir, ledgerDir, outDir, asOf, rules: ruleInfos(), signer, framework });
        kept.push(await keepReport(folderStore(outDir), store, until));
      }
      return kept;
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  };
}

/** What a report is made of, and what shows that it is in the ledger. */
async function copy(store: LedgerStore, folder: string, mostBytes: number): Promise<void> {
  await mkdir(path.join(folder, POLICY_RECORDS), { recursive: true });
  let copied = 0;
  for (const prefix of [HEADS, TIMESTAMPS, POLICY_RECORDS]) {
    for await (const { key, bytes } of store.list(prefix)) {
      // A stranger's name may lead out of the folder; sealing has told of it.
      if (objectNamed(key).kind === "foreign" || key.split("/").includes("..")) continue;
      copied += bytes;
      if (copied > mostBytes)
        throw new TooMuchEvidence(
          `the ledger's records are more than ${Math.round(mostBytes / (1 << 20))} MB; make the reports by command`,
        );
      const file = path.join(folder, ...key.split("/"));
      await mkdir(path.dirname(file), { recursive: true });
      await pipeline(store.read(key), createWriteStream(file));
    }
  }
}
