/**
 * `npm run bench -- evidence [records ...] [--json]`: what it takes to verify a ledger in a folder without network: each head's signature, the
 * tree, each batch's bytes and each record's id. Records are synthetic audit events, 1,000 a batch; each figure is the median of three processes.
 */
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";
import { folderStore } from "../../reports/ledger/folder-store";
import { sealLedger } from "../../reports/ledger/seal";
import { newSigner, syntheticBatch } from "../../reports/ledger/testing/records";
import { SetupError } from "../setup/errors";
import { median, round, row } from "./figures";
import type { VerifyAlone } from "./verify-alone";

const COUNTS = [10_000, 100_000, 1_000_000];
const RECORDS_A_BATCH = 1000;
const RUNS = 3;
const GOAL_SECONDS_AT_MILLION = 10;

interface Figure {
  readonly records: number;
  readonly megabytes: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

async function measure(records: number, scratch: string): Promise<Figure> {
  const folder = path.join(scratch, String(records));
  const bytes = writeBatches(folder, records);
  await sealLedger({ store: folderStore(folder), signer: newSigner(), clock: () => new Date() });
  const runs = Array.from({ length: RUNS }, () => verifyAlone(folder, records));
  fs.rmSync(folder, { recursive: true });
  const middle = (of: (run: VerifyAlone) => number): number => median(runs.map(of));
  return {
    records,
    megabytes: round(bytes / 1e6, 0),
    seconds: round(
      middle(({ seconds }) => seconds),
      2,
    ),
    cpuSeconds: round(
      middle(({ cpuSeconds }) => cpuSeconds),
      2,
    ),
    peakMb: round(
      middle(({ peakMb }) => peakMb),
      0,
    ),
  };
}

/** As the intake leaves them; not by the store, whose care for the disk is not what is measured. */
function writeBatches(folder: string, records: number): number {
  let bytes = 0;
  for (let from = 0; from < records; from += RECORDS_A_BATCH) {
    const { key, text } = syntheticBatch(from, Math.min(RECORDS_A_BATCH, records - from));
    const file = path.join(folder, key);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
    bytes += text.length;
  }
  return bytes;
}

function verifyAlone(folder: string, records: number): VerifyAlone {
  const script = path.join(__dirname, "verify-alone.ts");
  const { status, stdout } = spawnSync(process.execPath, ["-r", "ts-node/register/transpile-only", script, folder], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "inherit"],
  });
  if (status !== 0) throw new SetupError("The ledger could not be verified.");
  const alone = JSON.parse(stdout) as VerifyAlone;
  if (!alone.whole || alone.records !== records) throw new SetupError("The verification did not see the whole ledger.");
  return alone;
}

function show(figures: readonly Figure[]): string {
  return [
    `${os.cpus()[0]?.model ?? "?"}, ${os.cpus().length} cores, Node ${process.versions.node}, ${os.platform()}`,
    "",
    `verification of a ledger offline (median of ${RUNS} processes)`,
    row(11, "records", "megabytes", "wall time", "processor", "peak memory"),
    ...figures.map(
      ({ records, megabytes, seconds, cpuSeconds, peakMb }) =>
        row(11, String(records), `${megabytes} MB`, `${seconds} s`, `${cpuSeconds} s`, `${peakMb} MB`) +
        (records === 1_000_000 ? `  (goal: ${GOAL_SECONDS_AT_MILLION} s)` : ""),
    ),
  ].join("\n");
}

function wantedBy(args: readonly string[]): readonly number[] {
  const words = args.filter((word) => word !== "--json");
  const wrong = words.find((word) => !/^[1-9]\d{0,7}$/.test(word));
  if (wrong !== undefined)
    throw new SetupError(`A count of records must be a whole number in [1, 99999999]; got ${wrong}.`);
  return words.length === 0 ? COUNTS : words.map(Number);
}

async function main(args: readonly string[]): Promise<void> {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), "phiguard-bench-"));
  try {
    const figures: Figure[] = [];
    for (const records of wantedBy(args)) figures.push(await measure(records, scratch));
    console.log(args.includes("--json") ? JSON.stringify(figures, undefined, 2) : show(figures));
  } finally {
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

main(process.argv.slice(2)).catch((error: unknown) => {
  process.exitCode = error instanceof SetupError ? error.exitCode : 1;
  console.error(error instanceof SetupError ? error.message : error);
});
