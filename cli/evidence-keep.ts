import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { InvalidArgumentError, type Command } from "commander";
import { BUNDLE_FILE } from "../reports/ledger/bundle-format";
import { LedgerError } from "../reports/ledger/errors";
import { folderStore } from "../reports/ledger/folder-store";
import { keepReport, type Kept } from "../reports/ledger/keep-report";
import { sealLedger } from "../reports/ledger/seal";
import type { LedgerStore } from "../reports/ledger/store";
import { LEAST_KEPT_DAYS, USUAL_KEPT_DAYS } from "../reports/model/kept-report";
import { faultOf, nameOf } from "../reports/sources/aws-errors";
import { NO_CREDENTIALS, regionOf } from "./aws-caller";
import { keeping } from "./aws-clients";
import { UserError } from "./failure";
import { readKeyFile } from "./key-file";

interface KeepCommand {
  readonly report: string;
  readonly ledger?: string;
  readonly bucket?: string;
  readonly region?: string;
  readonly days: number;
  readonly key?: string;
  readonly json?: true;
}

const DAY_MS = 86_400_000;

export function addKeeping(evidence: Command): void {
  evidence
    .command("keep")
    .description("keep a report's files with the ledger, locked for years in a bucket, and a record that names each")
    .option("--report <folder>", "the report, whole", ".phiguard/reports/latest")
    .option("--bucket <name>", "the ledger's bucket, which needs object lock")
    .option("--region <name>", "region of the bucket; AWS_REGION by default")
    .option("--ledger <folder>", "a ledger in a folder, which locks nothing, instead")
    .option("--days <number>", `days of the lock, ${LEAST_KEPT_DAYS} or more`, days, USUAL_KEPT_DAYS)
    .option("--key <file>", "private key (PEM) that signs a new head; without it the next sealing covers the record")
    .option("--json", "what was kept as JSON for machines")
    .action((options: KeepCommand) => keep(options));
}

async function keep({ report, ledger, bucket, region, days: kept, key, json }: KeepCommand): Promise<void> {
  if ((ledger === undefined) === (bucket === undefined))
    throw new UserError("Name --bucket or --ledger, one of the two: where the report is kept.");
  if (!existsSync(join(report, BUNDLE_FILE)))
    throw new UserError(`${report} is no report (a folder with ${BUNDLE_FILE}).`);
  const signer = key === undefined ? undefined : readKeyFile(resolve(key));
  const start = new Date();
  const store =
    bucket === undefined ? folderStore(resolve(ledger!)) : bucketStore(bucket, regionOf(region), kept, start);
  const until = new Date(start.getTime() + (kept - 1) * DAY_MS);
  const made = await told(bucket, () => keepReport(folderStore(resolve(report)), store, until));
  const newest =
    signer === undefined
      ? undefined
      : (await told(bucket, () => sealLedger({ store, signer, clock: () => new Date() }))).newest?.key;
  process.stdout.write(
    json === true
      ? `${JSON.stringify({ ...made, ...(newest && { head: newest }) }, null, 2)}\n`
      : words(made, bucket ?? ledger!, newest),
  );
}

function bucketStore(bucket: string, region: string, lockDays: number, start: Date): LedgerStore {
  const { s3Store, ledgerClient } = keeping();
  return s3Store(ledgerClient(region), bucket, { days: lockDays, clock: () => start });
}

/** What AWS refuses is told by the name of the error alone. */
async function told<T>(bucket: string | undefined, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof LedgerError) throw new UserError(error.message);
    if (bucket === undefined) throw error;
    if (faultOf(error) === "credentials") throw new UserError(NO_CREDENTIALS);
    throw new UserError(
      `The bucket ${bucket} does not take the report (${nameOf(error)}); what was written names nothing yet, so do it again.`,
    );
  }
}

function words({ record, key, folder, written }: Kept, where: string, head: string | undefined): string {
  const { files, lockedUntil } = record;
  const before = files.length - written;
  return [
    `Kept report ${record.reportId.slice(0, 12)} in ${where}: ${files.length} files below ${folder}${before === 0 ? "" : `, ${before} of them there before`}`,
    lockedUntil === null
      ? "A folder locks nothing: who may write there may delete it. --bucket names one with object lock."
      : `Nobody can delete or change them before ${lockedUntil} (object lock, compliance mode).`,
    `Record: ${key}, ${head === undefined ? "covered by the next head (--key signs one now)" : `sealed by ${head}`}`,
    "",
  ].join("\n");
}

function days(text: string): number {
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= LEAST_KEPT_DAYS && number <= 36_500) return number;
  throw new InvalidArgumentError(`It must be a whole number in [${LEAST_KEPT_DAYS}, 36500]: six years is the least.`);
}
