import type * as DuckDB from "@duckdb/node-api";

import { EventsError } from "./errors";

/** A cell as every engine gives it: times as ISO 8601 in UTC, whole numbers as numbers. */
export type Cell = string | number | boolean | null;

export interface Rows {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly Cell[])[];
}

export interface EngineLimits {
  /** MiB that the engine may hold; what is more goes to the disk. */
  readonly memoryMiB: number;
  readonly threads: number;
  /** Folder for what does not fit into memory. */
  readonly spill?: string;
}

/** Fits beside Node into 2 GiB. */
export const USUAL_LIMITS: EngineLimits = { memoryMiB: 1000, threads: 2 };

/** DuckDB in this process. It loads and writes no files but those that its statements name. */
export interface Engine {
  run(sql: string): Promise<void>;
  rows(sql: string): Promise<Rows>;
  close(): void;
}

/**
 * @param file a database whose file no other process may open meanwhile; in memory where it is left out.
 * @throws EventsError where the package is not installed, or the file is another's.
 */
export async function openEngine(limits: EngineLimits = USUAL_LIMITS, file = ":memory:"): Promise<Engine> {
  const { DuckDBInstance: Instance } = await loadPackage();
  let instance: DuckDB.DuckDBInstance;
  try {
    instance = await Instance.create(file, {
      threads: String(limits.threads),
      memory_limit: `${limits.memoryMiB}MiB`,
      preserve_insertion_order: "false",
      autoinstall_known_extensions: "false",
      ...(limits.spill === undefined ? {} : { temp_directory: limits.spill }),
    });
  } catch (error) {
    throw new EngineFailure((error as Error).message);
  }
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  // Athena and Spark take a hash of bytes; DuckDB takes it of a text as it is.
  await connection.run("CREATE OR REPLACE TEMPORARY MACRO to_utf8(text) AS text");
  return engineOn(instance, connection);
}

/** What DuckDB said; may name files, and never holds a value of a row. */
export class EngineFailure extends Error {
  override readonly name = "EngineFailure";
}

async function loadPackage(): Promise<typeof DuckDB> {
  try {
    return await import("@duckdb/node-api");
  } catch {
    throw new EventsError(
      "Queries over audit events need the package @duckdb/node-api, which is not installed; npm install @duckdb/node-api adds it.",
    );
  }
}

function engineOn(instance: DuckDB.DuckDBInstance, connection: DuckDB.DuckDBConnection): Engine {
  const told = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw new EngineFailure((error as Error).message);
    }
  };
  return {
    run: (sql) => told(async () => void (await connection.run(sql))),
    rows: (sql) =>
      told(async () => {
        const reader = await connection.runAndReadAll(sql);
        return { columns: reader.columnNames(), rows: reader.getRows().map((row) => row.map(cell)) };
      }),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

function cell(value: DuckDB.DuckDBValue): Cell {
  if (value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean")
    return value;
  if (typeof value === "bigint") return Number(value);
  if (typeof value === "object" && "micros" in value && typeof value.micros === "bigint")
    return new Date(Number(value.micros / 1000n)).toISOString();
  throw new TypeError("a query gave a type that a report has no cell for");
}

/** A text as SQL spells it. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;
