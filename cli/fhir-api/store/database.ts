import Database from "libsql";
import { ALL_PARAMETERS, type SearchParameter } from "../../../lambdas/fhir/contract";

export type Connection = Database.Database;

/** Where rows of each kind of parameter stand. */
export const TABLE_OF = {
  token: "token",
  reference: "token",
  date: "stretch",
  string: "text",
  quantity: "amount",
} as const;

/** Of records: `k` counts up as they come, and is the order of every search. */
const TABLES = `
CREATE TABLE IF NOT EXISTS record (k INTEGER PRIMARY KEY, type TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, body TEXT NOT NULL, UNIQUE (type, id));
CREATE TABLE IF NOT EXISTS token (param INTEGER, code TEXT, k INTEGER, system TEXT, PRIMARY KEY (param, code, k, system)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stretch (param INTEGER, k INTEGER, low REAL, high REAL, PRIMARY KEY (param, k, low, high)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS text (param INTEGER, k INTEGER, folded TEXT, text TEXT, PRIMARY KEY (param, k, folded, text)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS amount (param INTEGER, k INTEGER, value REAL, system TEXT, unit TEXT, PRIMARY KEY (param, k, value, system, unit)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS about (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
`;

/** Made after a load, as they would slow it. */
const INDEXES = {
  record_of_type: "record (type)",
  token_of_record: "token (param, k)",
  stretch_by_start: "stretch (param, low, k)",
  text_by_text: "text (param, folded, k)",
} as const;

/** Kilobytes of pages that are kept in memory. */
const CACHE_KB = 262_144;

/**
 * A database in a file, or in memory with `:memory:`. It holds made-up records for trying things out: it is not synced to disk, and a power
 * failure may spoil it.
 */
export function openDatabase(file: string): Connection {
  const database = new Database(file);
  database.exec(`PRAGMA journal_mode = MEMORY; PRAGMA synchronous = OFF; PRAGMA cache_size = -${CACHE_KB};`);
  database.exec(TABLES);
  return database;
}

export function makeIndexes(database: Connection): void {
  for (const [name, on] of Object.entries(INDEXES)) database.exec(`CREATE INDEX IF NOT EXISTS ${name} ON ${on}`);
}

const signature = (resource: string, { type, paths, target }: SearchParameter): string =>
  JSON.stringify([resource, type, paths, target]);

const SIGNATURES = [
  ...new Set(ALL_PARAMETERS.map(({ resource, parameter }) => signature(resource, parameter))),
] as const;

/** Parameters that look at the same elements (`patient` and `subject`) share rows. The number stands for both. */
export function numberOf(resource: string, parameter: SearchParameter): number {
  return NUMBERS.get(signature(resource, parameter)) as number;
}
const NUMBERS = new Map(SIGNATURES.map((of, index) => [of, index]));

/** Of one type, each number once, with the parameter that it is of. `_id` is the record's own column. */
export const INDEXED: ReadonlyMap<string, readonly (readonly [number: number, parameter: SearchParameter])[]> =
  grouped();

function grouped(): Map<string, (readonly [number, SearchParameter])[]> {
  const found = new Map<string, Map<number, SearchParameter>>();
  for (const { resource, name, parameter } of ALL_PARAMETERS) {
    if (name === "_id") continue;
    const of = found.get(resource) ?? new Map<number, SearchParameter>();
    found.set(resource, of.set(numberOf(resource, parameter), parameter));
  }
  return new Map([...found].map(([resource, of]) => [resource, [...of]]));
}
