import { expect } from "chai";
import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { buildProgram, programEnvironment } from "../../lambdas/stream-consumer/testing/program";
import { startPostgres, type TestPostgres } from "../../lambdas/testing/postgres";
import { withEmulator, type Emulator } from "./emulator";
import { withFront } from "./front";
import { taken, type Call } from "./objects";

const STREAM = "records";
/** Put before the first start, and after the kill, the last of each no event; more than a shard's reader takes at once. */
const RECORDS = 2000;
const PUT_AT_ONCE = 500;
const KILLED_AFTER = 50;
const LONGEST_WAIT_MS = 120_000;
const event = (id: number): string =>
  JSON.stringify({ id: `e-${id}`, type: "observation.created", occurredAt: "2026-03-01T00:00:00Z", body: { id } });

interface World {
  /** Number of each record by shard and sequence number, as Kinesis gave them. */
  readonly put: ReadonlyMap<string, number>;
  readonly writtenAtKill: number;
  readonly rows: readonly { readonly shard: string; readonly sequence: string; readonly event_id: string }[];
  readonly letters: readonly { readonly reason: string }[];
}

/** The program as it runs in its container; stream and secret are the emulator's, the database is real. */
async function run(
  emulator: Emulator,
  postgres: TestPostgres,
  folder: string,
  running: Set<ChildProcess>,
): Promise<World> {
  const call = taken(emulator);
  await call("kinesis", "create_stream", { StreamName: STREAM, ShardCount: 2 });
  const { port, password } = postgres;
  const secret = { host: "localhost", port, dbname: "postgres", username: "records_owner", password };
  await call("secretsmanager", "create_secret", { Name: "secret", SecretString: JSON.stringify(secret) });
  const put = await putRecords(call, 0);
  const program = await buildProgram(folder);
  return withFront(emulator.endpoint, "HTTP/2", async (endpoint) => {
    const start = (): ChildProcess => {
      const child = spawn(process.execPath, [program], {
        stdio: ["ignore", "ignore", "inherit"],
        env: programEnvironment({ stream: { endpoint }, secrets: emulator, postgres, folder }),
      });
      running.add(child);
      return child;
    };
    const written = async (): Promise<number> => {
      const [made] = await postgres.query<{ table: string | null }>("SELECT to_regclass('stream_record') AS table");
      if (made?.table == null) return 0;
      const [row] = await postgres.query<{ count: string }>(
        "SELECT (SELECT count(*) FROM stream_record) + (SELECT count(*) FROM stream_dead_letter) AS count",
      );
      return Number(row?.count);
    };
    const until = async (wanted: number): Promise<void> => {
      const last = Date.now() + LONGEST_WAIT_MS;
      while ((await written()) < wanted) {
        if (Date.now() > last) throw new Error(`there are not ${wanted} records`);
        await setTimeout(20);
      }
    };
    const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
      const gone = new Promise((resolve) => child.once("exit", resolve));
      child.kill(signal);
      await gone;
    };
    const killed = start();
    await until(KILLED_AFTER);
    await end(killed, "SIGKILL");
    const writtenAtKill = await written();
    // As if the dead program's time were over.
    await postgres.query("UPDATE stream_lease SET expires_at = now() - interval '1 second'");
    await postgres.query("UPDATE stream_worker SET seen_at = now() - interval '1 hour'");
    for (const [place, id] of await putRecords(call, RECORDS)) put.set(place, id);
    const again = start();
    await until(2 * RECORDS);
    await end(again, "SIGTERM");
    return {
      put,
      writtenAtKill,
      rows: await postgres.query("SELECT shard, sequence, event_id FROM stream_record"),
      letters: await postgres.query("SELECT reason FROM stream_dead_letter"),
    };
  });
}

/** Puts records from a number on, the last of them no event. */
async function putRecords(call: Call, from: number): Promise<Map<string, number>> {
  const put = new Map<string, number>();
  const last = from + RECORDS - 1;
  for (let first = from; first <= last; first += PUT_AT_ONCE) {
    const ids = Array.from({ length: PUT_AT_ONCE }, (_, index) => first + index);
    const { Records } = (await call("kinesis", "put_records", {
      StreamName: STREAM,
      Records: ids.map((id) => ({ Data: id === last ? "no event" : event(id), PartitionKey: `p-${id}` })),
    })) as { Records: { ShardId: string; SequenceNumber: string }[] };
    Records.forEach(({ ShardId, SequenceNumber }, index) => {
      const id = ids[index] as number;
      if (id !== last) put.set(`${ShardId} ${SequenceNumber}`, id);
    });
  }
  return put;
}

describe("S7: the stream consumer over an emulated AWS and a real PostgreSQL", function () {
  this.timeout(600_000);
  const folder = mkdtempSync(join(tmpdir(), "phiguard-consumer-"));
  let postgres: TestPostgres;
  let world: World;
  const running = new Set<ChildProcess>();
  before(async () => {
    postgres = await startPostgres();
    world = await withEmulator((emulator) => run(emulator, postgres, folder, running));
  });
  after(() => {
    for (const child of running) child.kill("SIGKILL");
    postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it("was killed in the midst", () => expect(world.writtenAtKill).to.be.within(KILLED_AFTER, RECORDS - 1));

  it("has each record of both shards in the database once, by its sequence number", () => {
    const found = world.rows.map(({ shard, sequence, event_id: id }) => [`${shard} ${sequence}`, id]);
    expect(new Set(world.rows.map(({ shard }) => shard)).size).to.equal(2);
    expect(found.sort()).to.deep.equal([...world.put].map(([place, id]) => [place, `e-${id}`]).sort());
  });

  it("puts each record that is no event aside, once", () =>
    expect(world.letters).to.deep.equal([{ reason: "not-json" }, { reason: "not-json" }]));
});
