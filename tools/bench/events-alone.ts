import * as path from "node:path";
import { ruleInfos } from "../../policies/catalog";
import { makeReport } from "../../reports";
import { eventPath, filesOf, readEventFolder } from "../../reports/events/event-folder";
import { ingest } from "../../reports/events/ingest";
import { POLICY_RECORDS } from "../../reports/ledger/names";
import { EVENT_COLUMNS } from "../../reports/queries/columns";
import { openEngine } from "../../reports/queries/duckdb";
import { tableOf } from "../../reports/queries/run";

/** One of these in a process that has done nothing before. Prints JSON. */
export interface EventsAsked {
  /** `report`: the HIPAA report. `scan`: DuckDB's own reading of every column that the queries read. `ingest`: JSON lines taken in. */
  readonly what: "report" | "scan" | "ingest";
  readonly events: string;
  readonly ledger?: string;
  /** Folder of the report. */
  readonly out?: string;
  readonly from?: string;
  readonly to?: string;
  /** JSON lines. */
  readonly input?: string;
}

export interface EventsAlone {
  readonly count: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMb: number;
  readonly verifySeconds?: number;
  readonly querySeconds?: number;
}

/** Published after the files were sealed, had there been anybody to publish it. */
const SEED = "5d".repeat(32);

async function work(asked: EventsAsked): Promise<Pick<EventsAlone, "count" | "verifySeconds" | "querySeconds">> {
  if (asked.what === "report") {
    const { events } = await makeReport({
      evidenceDir: path.join(asked.ledger!, POLICY_RECORDS),
      eventsDir: asked.events,
      ledgerDir: asked.ledger!,
      outDir: asked.out!,
      asOf: `${asked.to}T00:00:00Z`,
      period: { from: `${asked.from}T00:00:00Z`, to: `${asked.to}T00:00:00Z` },
      sampleSeed: SEED,
      rules: ruleInfos(),
    });
    return events!;
  }
  if (asked.what === "ingest") {
    const { events } = await ingest({
      inputs: [asked.input!],
      out: asked.events,
      key: Buffer.alloc(32),
      clock: () => new Date(),
    });
    return { count: events };
  }
  // Paths alone: the scan is DuckDB's, and not of our hashes.
  const files = filesOf(await readEventFolder(asked.events)).map((file) => path.join(asked.events, eventPath(file)));
  const start = performance.now();
  const engine = await openEngine();
  const columns = [...EVENT_COLUMNS.map(([name]) => name), "day"].map((name) => `MAX(${name})`).join(", ");
  const { rows } = await engine.rows(`SELECT COUNT(*), ${columns} FROM (${tableOf(files)})`);
  engine.close();
  return { count: Number(rows[0]![0]), querySeconds: (performance.now() - start) / 1000 };
}

async function main(asked: EventsAsked): Promise<void> {
  const [start, before] = [performance.now(), process.cpuUsage()];
  const done = await work(asked);
  const { user, system } = process.cpuUsage(before);
  const alone: EventsAlone = {
    ...done,
    seconds: (performance.now() - start) / 1000,
    cpuSeconds: (user + system) / 1e6,
    peakMb: process.resourceUsage().maxRSS / 1000,
  };
  process.stdout.write(`${JSON.stringify(alone)}\n`);
}

void main(JSON.parse(process.argv[2] ?? "{}") as EventsAsked);
