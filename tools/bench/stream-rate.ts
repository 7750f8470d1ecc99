import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setTimeout } from "node:timers/promises";
import { startStream } from "../../lambdas/stream-consumer/testing/kinesis-server";
import { buildProgram, programEnvironment, startSecrets } from "../../lambdas/stream-consumer/testing/program";
import { startPostgres } from "../../lambdas/testing/postgres";

const SHARDS = 2;
/** Kinesis gives at most so many records at once (Kinesis Data Streams API, "GetRecords"). */
const MOST_RECORDS = 10_000;

export interface StreamFigure {
  readonly records: number;
  readonly seconds: number;
  /** Of the consumer's own process. */
  readonly cpuSeconds: number;
}

/** The program of the container, a stream of ours and a real database: from the first record that is written to the last. */
export async function measureStream(records: number): Promise<StreamFigure> {
  const folder = mkdtempSync(path.join(tmpdir(), "phiguard-rate-"));
  const postgres = await startPostgres();
  const stream = await startStream(MOST_RECORDS);
  const secrets = await startSecrets(postgres, () => postgres.password);
  const program = await buildProgram(folder);
  for (let shard = 0; shard < SHARDS; shard++) stream.addShard(`shard-${shard}`);
  for (let id = 0; id < records; id++) {
    const event = { id: `e-${id}`, type: "observation.created", occurredAt: "2026-03-01T00:00:00Z", body: { id } };
    stream.put(`shard-${id % SHARDS}`, JSON.stringify(event));
  }
  const report = `process.on("exit", () => { const { user, system } = process.cpuUsage(); process.stderr.write(String((user + system) / 1e6)); });`;
  const child = spawn(process.execPath, ["--import", `data:text/javascript,${encodeURIComponent(report)}`, program], {
    stdio: ["ignore", "ignore", "pipe"],
    env: programEnvironment({ stream, secrets, postgres, folder }),
  });
  try {
    let said = "";
    child.stderr.on("data", (text: Buffer) => (said += text.toString()));
    const count = async (): Promise<number> => {
      const rows = await postgres
        .query<{ count: string }>("SELECT count(*) FROM stream_record")
        .catch(() => [] as { count: string }[]);
      return Number(rows[0]?.count ?? 0);
    };
    const until = async (enough: number): Promise<number> => {
      for (;;) {
        const there = await count();
        if (there >= enough) return there;
        if (child.exitCode !== null) throw new Error(`the consumer ended: ${said.slice(-500)}`);
        await setTimeout(25);
      }
    };
    const first = await until(1);
    const started = performance.now();
    await until(records);
    const seconds = (performance.now() - started) / 1000;
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill("SIGTERM");
    await gone;
    return { records: records - first, seconds, cpuSeconds: Number(/[\d.]+$/.exec(said)?.[0]) };
  } finally {
    child.kill("SIGKILL");
    await secrets.stop();
    await stream.stop();
    postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
