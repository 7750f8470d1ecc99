import { spawn, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect } from "chai";
import { startPostgres, type TestPostgres } from "../testing/postgres";
import { isAlive } from "./health-file";
import { startStream, type TestStream } from "./testing/kinesis-server";
import { buildProgram, programEnvironment, startSecrets, type TestSecrets } from "./testing/program";

const KILLS = 50;
const event = (id: number): string =>
  JSON.stringify({ id: `e-${id}`, type: "observation.created", occurredAt: "2026-03-01T00:00:00Z", body: { id } });

/** The program as it runs in its container, with a stream and a secret of ours and a real database. */
describe("S7: the stream consumer against PostgreSQL", () => {
  const folder = mkdtempSync(join(tmpdir(), "phiguard-consumer-"));
  let program = "";
  let postgres: TestPostgres;
  let stream: TestStream;
  let secrets: TestSecrets;
  let password = "";
  const running = new Set<ChildProcess>();

  before(async function () {
    this.timeout(120_000);
    program = await buildProgram(folder);
    postgres = await startPostgres();
    password = postgres.password;
    secrets = await startSecrets(postgres, () => password);
  });
  after(async () => {
    for (const child of running) child.kill("SIGKILL");
    await secrets.stop();
    postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(async () => {
    stream = await startStream();
    for (const table of ["stream_record", "stream_dead_letter", "stream_lease", "stream_worker"]) {
      await postgres.query(`DROP TABLE IF EXISTS ${table}`);
    }
    await postgres.query("DROP TABLE IF EXISTS schema_version");
  });
  afterEach(async () => {
    await Promise.all([...running].map((child) => end(child, "SIGKILL")));
    await stream.stop();
  });

  function start(): ChildProcess {
    const child = spawn(process.execPath, [program], {
      stdio: ["ignore", "ignore", "inherit"],
      env: programEnvironment({ stream, secrets, postgres, folder }),
    });
    running.add(child);
    child.once("exit", () => running.delete(child));
    return child;
  }

  async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<number | null> {
    const gone = new Promise<number | null>((resolve) => child.once("exit", (code) => resolve(code)));
    child.kill(signal);
    return gone;
  }

  const count = async (table: string): Promise<number> => {
    const [row] = await postgres
      .query<{ count: string }>(`SELECT count(*) FROM ${table}`)
      .catch(() => [] as { count: string }[]);
    return Number(row?.count ?? 0);
  };

  async function until(holds: () => Promise<boolean>, seconds = 60): Promise<void> {
    const last = Date.now() + seconds * 1000;
    while (!(await holds())) {
      if (Date.now() > last) throw new Error("it did not come to pass");
      await setTimeout(50);
    }
  }

  /** Every lease runs out at once, as if three quarters of a minute had passed; there are none before the program has made its tables. */
  async function letLeasesRunOut(): Promise<void> {
    const [made] = await postgres.query<{ table: string | null }>("SELECT to_regclass('stream_worker') AS table");
    if (made?.table == null) return;
    await postgres.query("UPDATE stream_lease SET expires_at = now() - interval '1 second'");
    await postgres.query("UPDATE stream_worker SET seen_at = now() - interval '1 hour'");
  }

  it("writes each record once though it is killed in the midst, again and again, 50 times", async function () {
    this.timeout(1_800_000);
    const shards = ["shard-a", "shard-b"];
    for (const shard of shards) stream.addShard(shard);
    // Half of the records are there at first; the rest come between the kills, so that each finds the program at work.
    let put = 0;
    const putMore = (records: number): void => {
      for (const last = put + records; put < last; put++) for (const shard of shards) stream.put(shard, event(put));
    };
    putMore(300);
    for (let kill = 0; kill < KILLS; kill++) {
      const before = await count("stream_record");
      const child = start();
      // By turns somewhere in its start, when something new is written, and when half of what is left has been.
      if (kill % 3 === 0) await setTimeout(20 * kill);
      else {
        const wanted = kill % 3 === 1 ? before + 1 : Math.ceil((before + 2 * put) / 2);
        await until(async () => (await count("stream_record")) >= Math.min(wanted, 2 * put), 300);
      }
      await end(child, "SIGKILL");
      await letLeasesRunOut();
      putMore(6);
    }
    expect(put).to.equal(600);
    expect(await count("stream_record")).to.be.lessThan(1200);
    start();
    await until(async () => (await count("stream_record")) === 1200, 300);
    const rows = await postgres.query<{ shard: string; count: string; ids: string }>(
      "SELECT shard, count(*), count(DISTINCT event_id) AS ids FROM stream_record GROUP BY shard ORDER BY shard",
    );
    expect(rows).to.deep.equal(shards.map((shard) => ({ shard, count: "600", ids: "600" })));
    expect(isAlive(join(folder, "alive"), Date.now())).to.equal(true);
    expect(isAlive(join(folder, "alive"), Date.now() + 121_000)).to.equal(false);
  });

  it("ends cleanly when it is told to, and hands its shards back at once", async () => {
    stream.addShard("shard-a");
    stream.put("shard-a", event(1));
    const child = start();
    await until(async () => (await count("stream_record")) === 1);
    expect(await end(child, "SIGTERM")).to.equal(0);
    expect(await postgres.query("SELECT owner FROM stream_lease")).to.deep.equal([{ owner: null }]);
    expect(await count("stream_worker")).to.equal(0);
    stream.put("shard-a", event(2));
    start();
    await until(async () => (await count("stream_record")) === 2);
  });

  it("writes nothing of a shard that it has lost without knowing", async () => {
    stream.addShard("shard-a");
    stream.put("shard-a", event(1));
    start();
    await until(async () => (await count("stream_record")) === 1);
    await postgres.query(
      "UPDATE stream_lease SET owner = 'another', epoch = epoch + 1, expires_at = now() + interval '1 hour'",
    );
    stream.put("shard-a", event(2));
    await setTimeout(2500);
    expect(await count("stream_record")).to.equal(1);
  });

  it("puts poison aside, what the database refuses too, and goes on", async () => {
    stream.addShard("shard-a");
    stream.put("shard-a", event(1));
    stream.put("shard-a", "not json");
    // A time that ISO 8601 has and PostgreSQL has not.
    stream.put("shard-a", event(2).replace("2026-03-01T00:00:00Z", "0000-01-01T00:00:00Z"));
    stream.put("shard-a", event(3));
    start();
    await until(async () => (await count("stream_record")) === 2);
    const letters = await postgres.query<{ reason: string }>("SELECT reason FROM stream_dead_letter ORDER BY sequence");
    expect(letters.map(({ reason }) => reason)).to.deep.equal(["not-json", "refused-by-database"]);
  });

  it("reads the secret anew when the password has been rotated", async () => {
    stream.addShard("shard-a");
    stream.put("shard-a", event(1));
    start();
    await until(async () => (await count("stream_record")) === 1);
    password = "second-made-up-password";
    await postgres.query(`ALTER USER records_owner PASSWORD '${password}'`);
    await postgres.query(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'stream-consumer'",
    );
    stream.put("shard-a", event(2));
    await until(async () => (await count("stream_record")) === 2);
  });

  it("reads a split shard to its end before its children", async () => {
    stream.addShard("shard-a");
    stream.addShard("shard-b", ["shard-a"]);
    stream.put("shard-b", event(100));
    for (let id = 0; id < 3; id++) stream.put("shard-a", event(id));
    start();
    await until(async () => (await count("stream_record")) === 3);
    expect(await postgres.query("SELECT DISTINCT shard FROM stream_record")).to.deep.equal([{ shard: "shard-a" }]);
    stream.close("shard-a");
    await until(async () => (await count("stream_record")) === 4);
  });

  it("outlives throttling and iterators that are too old", async () => {
    stream.addShard("shard-a");
    stream.put("shard-a", event(1));
    start();
    await until(async () => (await count("stream_record")) === 1);
    stream.fail("ProvisionedThroughputExceededException", 6);
    stream.expireIterators();
    stream.put("shard-a", event(2));
    await until(async () => (await count("stream_record")) === 2);
  });
});
