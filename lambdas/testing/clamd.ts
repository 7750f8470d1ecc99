import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { connect, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { madeCertificate } from "./certificate";
import { EICAR } from "./eicar";
import { freePort } from "./free-port";

/** ClamAV's own clamd with TLS before it, on the loopback address. */
export interface TestClamd {
  /** Where TLS listens. */
  readonly port: number;
  /** Certificate that clients have to trust, in PEM. */
  readonly ca: string;
  /** Ends clamd as a crash does; TLS goes on listening. */
  kill(): void;
  stop(): void;
}

/** Milliseconds in which clamd has loaded a database of one signature. */
const START_MS = 60_000;

/**
 * Starts it with one signature, the EICAR file's, so that no database is downloaded.
 * @param longestStream bytes of its StreamMaxLength; it reads a quarter of that.
 */
export async function startClamd(longestStream: number): Promise<TestClamd> {
  const folder = mkdtempSync(join(tmpdir(), "phiguard-clamd-"));
  const database = join(folder, "database");
  mkdirSync(database);
  writeFileSync(join(database, "eicar.ndb"), `Eicar-Test-Signature:0:*:${Buffer.from(EICAR).toString("hex")}\n`);
  const port = await freePort();
  const settings = {
    Foreground: "yes",
    TCPSocket: port,
    TCPAddr: "127.0.0.1",
    DatabaseDirectory: database,
    TemporaryDirectory: folder,
    StreamMaxLength: longestStream,
    MaxFileSize: longestStream / 4,
    AlertExceedsMax: "yes",
  };
  const file = join(folder, "clamd.conf");
  writeFileSync(
    file,
    Object.entries(settings)
      .map(([name, value]) => `${name} ${value}\n`)
      .join(""),
  );
  const program = spawn("clamd", ["-c", file], {
    stdio: "ignore",
    // Debian keeps it where only root looks.
    env: { ...process.env, PATH: `${process.env["PATH"] ?? ""}:/usr/sbin` },
  });
  const ended = new Promise<never>((_, reject) => {
    program.once("error", () => reject(new Error("clamd is missing: install the package clamav-daemon")));
    program.once("exit", (code) => reject(new Error(`clamd ended with ${code}`)));
  });
  ended.catch(() => undefined);
  const stopClamd = (): void => void program.kill("SIGKILL");
  try {
    await Promise.race([listening(port), ended]);
  } catch (error) {
    stopClamd();
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  const { key, cert } = madeCertificate();
  const front = createTlsServer({ key, cert }, (outer) => {
    const inner = connect(port, "127.0.0.1");
    for (const [one, other] of [
      [outer, inner],
      [inner, outer],
    ] as const) {
      one.on("error", () => other.destroy()).on("close", () => other.destroy());
    }
    outer.pipe(inner).pipe(outer);
  });
  await new Promise<void>((resolve) => front.listen(0, "127.0.0.1", resolve));
  return {
    port: (front.address() as AddressInfo).port,
    ca: cert,
    kill: stopClamd,
    stop: () => {
      stopClamd();
      front.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function listening(port: number): Promise<void> {
  const until = Date.now() + START_MS;
  for (;;) {
    const isOpen = await new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1");
      socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
      socket.once("connect", () => socket.destroy());
    });
    if (isOpen) return;
    if (Date.now() > until) throw new Error("clamd does not listen");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
