import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";

import { EVENTS, eventPath, readEventFolder, receiptPath, RECEIPTS } from "../../reports/events/event-folder";
import { hashOf } from "../../reports/events/event-writer";
import { addReceipts } from "../../reports/events/ingest";
import { addRecords } from "../../reports/ledger/add-records";
import { folderStore } from "../../reports/ledger/folder-store";
import { signerFromPem, generateKey } from "../../reports/ledger/keys";
import { sealLedger } from "../../reports/ledger/seal";
import { eventBatchOf } from "../../reports/model/event-batch";
import { openEngine } from "../../reports/queries/duckdb";
import { generateEvents } from "../../reports/testing/generated-events";

/** A year of events as taking-in would leave it: files, and a receipt a day. */
export interface Year {
  /** Folder of audit events. */
  readonly events: string;
  readonly from: string;
  readonly to: string;
  readonly count: number;
  readonly bytes: number;
}

const FROM = "2025-01-01";
const TO = "2026-01-01";
const DAYS = 365;
const COLLECTED_AT = "2026-01-02T00:00:00.000Z";
const SEED = 7;

/**
 * Makes the year below a folder, or takes the one that is there: the same number of events gives the same rows.
 */
export async function yearOfEvents(folder: string, count: number): Promise<Year> {
  const whole = path.join(folder, `year-${count}.json`);
  if (existsSync(whole)) return JSON.parse(readFileSync(whole, "utf8")) as Year;
  const events = path.join(folder, `events-${count}`);
  rmSync(events, { recursive: true, force: true });
  mkdirSync(path.join(events, RECEIPTS), { recursive: true });
  const engine = await openEngine();
  let bytes = 0;
  try {
    const asked = { folder: path.join(events, EVENTS), from: FROM, days: DAYS, events: count, seed: SEED };
    for (const { path: file, day, events: held } of await generateEvents(engine, asked)) {
      const stored = { day, events: held, ...(await hashOf(file)) };
      renameSync(file, path.join(events, eventPath(stored)));
      bytes += stored.bytes;
      const input = createHash("sha256").update(`generated ${day}`).digest("hex");
      const batch = eventBatchOf({
        collectedAt: COLLECTED_AT,
        input,
        lines: held,
        events: held,
        doubled: 0,
        refused: [],
        files: [stored],
      });
      writeFileSync(path.join(events, receiptPath(input)), `${JSON.stringify(batch)}\n`);
    }
  } finally {
    engine.close();
  }
  const made: Year = { events, from: FROM, to: TO, count, bytes };
  writeFileSync(whole, JSON.stringify(made));
  return made;
}

/** A new ledger, sealed, of the year's receipts and of records of policy runs from a folder. @returns its folder. */
export async function ledgerOf(year: Year, records: string): Promise<string> {
  const ledger = `${year.events}-ledger`;
  rmSync(ledger, { recursive: true, force: true });
  const store = folderStore(ledger);
  await addRecords(store, records);
  await addReceipts(store, (await readEventFolder(year.events)).receipts);
  await sealLedger({ store, signer: signerFromPem(generateKey().pem, "the bench's key"), clock: () => new Date() });
  return ledger;
}
