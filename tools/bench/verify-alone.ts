import { folderStore } from "../../reports/ledger/folder-store";
import { verifyLedger } from "../../reports/ledger/verify";

/** What `verify-alone.ts <folder>` prints, as JSON: verification of a ledger in a process that has done nothing before. */
export interface VerifyAlone {
  readonly whole: boolean;
  readonly records: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
}

async function main(folder: string): Promise<void> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const { whole, records } = await verifyLedger({ store: folderStore(folder), now: new Date() });
  const { user, system } = process.cpuUsage(before);
  const alone: VerifyAlone = {
    whole,
    records,
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1000,
  };
  process.stdout.write(`${JSON.stringify(alone)}\n`);
}

void main(process.argv[2] ?? "");
