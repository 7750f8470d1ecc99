import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { environment } from "../environment";
import { clock, fileHealth, kinesisClient, kinesisStream, secretsManagerClient, secretText } from "./adapters";
import { databaseConnections } from "./connections";
import { consume, nameOf } from "./consumer";
import { contract, SCRATCH } from "./contract";
import { HEALTH_FILE } from "./health-file";
import type { Log } from "./ports";
import { postgresStore } from "./postgres";

const BEAT_MS = 10_000;

const say = (level: string) => (message: string, facts: Readonly<Record<string, string | number>>) =>
  void process.stdout.write(`${JSON.stringify({ time: new Date().toISOString(), level, message, ...facts })}\n`);
const log: Log = { info: say("info"), warn: say("warn") };

/** Reads the stream until it is told to stop; then finishes the batch in hand and hands its shards back. */
async function main(): Promise<void> {
  const { DATABASE_SECRET_NAME, STREAM_ARN } = environment(contract.environment);
  // Only where the database is not RDS's: on a developer's machine.
  const { CONSUMER_NAME, DATABASE_CA_FILE, SCRATCH_FOLDER = SCRATCH } = process.env;
  const stop = new AbortController();
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => stop.abort());
  const store = postgresStore(
    databaseConnections(
      secretText(secretsManagerClient(), DATABASE_SECRET_NAME),
      DATABASE_CA_FILE === undefined ? undefined : readFileSync(DATABASE_CA_FILE, "utf8"),
    ),
    STREAM_ARN,
  );
  const worker = randomUUID();
  log.info("started", { worker });
  await consume(
    {
      stream: kinesisStream(kinesisClient(), STREAM_ARN, clock, CONSUMER_NAME),
      store,
      health: fileHealth(join(SCRATCH_FOLDER, HEALTH_FILE)),
      clock,
      log,
      worker,
      beatMs: BEAT_MS,
    },
    stop.signal,
  );
  await store.close();
}

main().catch((error: unknown) => {
  log.warn("ended by a failure", { error: nameOf(error) });
  process.exitCode = 1;
});
