import { spawnSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { freePort } from "./free-port";

/** A PostgreSQL server of a test's own, on the loopback address, with TLS and a password. */
export interface TestPostgres {
  readonly port: number;
  /** Certificate that clients have to trust. */
  readonly certificateFile: string;
  readonly password: string;
  query<Row extends object>(sql: string, values?: readonly unknown[]): Promise<Row[]>;
  stop(): void;
}

/** Made up; the server lives as long as the test. */
const FIRST_PASSWORD = "first-made-up-password";

/** Folder of the server's programs: Debian keeps them off PATH. */
function programs(): string {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const found = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env["PATH"] ?? "").split(":"),
  ].find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "pg_ctl")));
  if (found === undefined) throw new Error("PostgreSQL's server is missing: install the package postgresql");
  return found;
}

/** The server refuses to run as root: it then runs as the user that its package made. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string): number => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: id("-u"), gid: id("-g") };
}

export async function startPostgres(): Promise<TestPostgres> {
  const [bin, user] = [programs(), serverUser()];
  const folder = mkdtempSync(join(tmpdir(), "phiguard-postgres-"));
  if (user !== undefined) chownSync(folder, user.uid, user.gid);
  const run = (command: string, args: readonly string[]): void => {
    const { status, stderr, error } = spawnSync(command, args, {
      ...user,
      cwd: folder,
      encoding: "utf8",
      // The server keeps its standard streams open: they must not be pipes that we wait for.
      stdio: ["ignore", "ignore", command.endsWith("pg_ctl") ? "ignore" : "pipe"],
    });
    if (status !== 0) throw new Error(`${command} failed: ${error?.message ?? stderr}`);
  };
  const data = join(folder, "data");
  const passwordFile = join(folder, "password");
  writeFileSync(passwordFile, FIRST_PASSWORD, { mode: 0o644 });
  run(join(bin, "initdb"), [
    "-D",
    data,
    "-U",
    "records_owner",
    "-A",
    "scram-sha-256",
    `--pwfile=${passwordFile}`,
    "-N",
  ]);
  const certificateFile = join(folder, "server.crt");
  run("openssl", [
    ...["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"],
    ...["-addext", "subjectAltName=DNS:localhost", "-keyout", join(folder, "server.key"), "-out", certificateFile],
  ]);
  const port = await freePort();
  const settings = {
    port,
    listen_addresses: "127.0.0.1",
    unix_socket_directories: folder,
    ssl: "on",
    ssl_cert_file: certificateFile,
    ssl_key_file: join(folder, "server.key"),
    fsync: "off",
  };
  const options = Object.entries(settings)
    .map(([name, value]) => `-c ${name}=${value}`)
    .join(" ");
  const control = (...args: string[]): void =>
    run(join(bin, "pg_ctl"), ["-D", data, "-l", join(folder, "log"), "-w", ...args]);
  control("-o", options, "start");
  const client = new Client({
    host: "127.0.0.1",
    port,
    user: "records_owner",
    database: "postgres",
    password: FIRST_PASSWORD,
    ssl: { rejectUnauthorized: false },
  });
  await client.connect();
  return {
    port,
    certificateFile,
    password: FIRST_PASSWORD,
    query: async <Row extends object>(sql: string, values: readonly unknown[] = []) =>
      (await client.query<Row>(sql, [...values])).rows,
    stop: () => {
      void client.end().catch(() => undefined);
      control("-m", "immediate", "stop");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
