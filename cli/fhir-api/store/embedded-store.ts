import type { FhirStore } from "../../../lambdas/fhir-read/ports";
import { RESOURCE_TYPES } from "../../../lambdas/fhir-read/contract";
import { MODIFIERS, parameterOf } from "../../../lambdas/fhir/contract";
import { operationOutcome } from "../../../lambdas/fhir/outcome";
import { rowsOf } from "./rows";
import { sortOf, type Sort } from "../../../lambdas/fhir/search/sort";
import { conditionOf, type Condition, type Modifier } from "../../../lambdas/fhir/search/values";
import { INDEXED, makeIndexes, openDatabase, type Connection } from "./database";
import { find, prepared } from "./search";

/** A record as it is put in: a resource of a type that is served, with its id. */
export interface StoredResource {
  readonly resourceType: string;
  readonly id?: string;
  readonly meta?: object;
}

/** Records that are not of a type that is served are left out. */
const SERVED: readonly string[] = RESOURCE_TYPES;
/** Where a caller names none. */
const USUAL_COUNT = 50;
/** The cursor of a page, as HealthLake calls it. */
const PAGE = "page";
type Stored = Awaited<ReturnType<FhirStore["get"]>>;
type Query = Parameters<FhirStore["get"]>[1];

/**
 * Records in a database of one's own, behind the same port as HealthLake: for trying things out and for tests, never for patients' records.
 * It answers as a FHIR server does, and refuses every parameter that it doesn't know.
 */
export class EmbeddedStore implements FhirStore {
  readonly endpoint: string = "https://embedded.invalid/r4/";
  readonly database: Connection;

  /** @param file path of the database, or `:memory:`. */
  constructor(file: string) {
    this.database = openDatabase(file);
  }

  /** Puts many records in at once, each a first version as of `at`, ISO 8601 in UTC. Gives how many. */
  load(resources: Iterable<StoredResource>, at: string): number {
    let loaded = 0;
    this.inTransaction(() => {
      for (const resource of resources) if (this.write(resource, at)) loaded++;
    });
    makeIndexes(this.database);
    return loaded;
  }

  /** Puts a record in, as the next version where there is one with its id. */
  put(resource: StoredResource, at: string): void {
    this.inTransaction(() => this.write(resource, at));
  }

  get(path: string, query: Query): Promise<Stored> {
    const [type = "", id] = path.split("/");
    return Promise.resolve(id === undefined ? this.search(type, query) : this.read(type, id));
  }

  close(): void {
    this.database.close();
  }

  private inTransaction(work: () => void): void {
    this.database.exec("BEGIN");
    try {
      work();
      this.database.exec("COMMIT");
    } catch (error) {
      this.database.exec("ROLLBACK");
      throw error;
    }
  }

  private write(resource: StoredResource, at: string): boolean {
    const { resourceType: type, id } = resource;
    if (id === undefined || !SERVED.includes(type)) return false;
    const known = prepared(this.database, "SELECT k, version FROM record WHERE type = ? AND id = ?").get(type, id) as
      { k: number; version: number } | undefined;
    const version = (known?.version ?? 0) + 1;
    const record = { ...resource, meta: { ...resource.meta, versionId: String(version), lastUpdated: at } };
    if (known !== undefined) {
      for (const table of ["token", "stretch", "text", "amount"])
        prepared(this.database, `DELETE FROM ${table} WHERE k = ?`).run(known.k);
      prepared(this.database, "DELETE FROM record WHERE k = ?").run(known.k);
    }
    const { lastInsertRowid } = prepared(
      this.database,
      "INSERT INTO record (k, type, id, version, body) VALUES (?, ?, ?, ?, ?)",
    ).run(known?.k ?? null, type, id, version, JSON.stringify(record));
    this.index(type, record, Number(lastInsertRowid));
    return true;
  }

  private index(type: string, record: object, k: number): void {
    for (const [number, parameter] of INDEXED.get(type) ?? []) {
      for (const row of rowsOf(record, parameter)) {
        const [table, ...values] =
          row.kind === "token"
            ? (["token", row.code, k, row.system] as const)
            : row.kind === "stretch"
              ? (["stretch", k, row.low, row.high] as const)
              : row.kind === "text"
                ? (["text", k, row.folded, row.text] as const)
                : (["amount", k, row.value, row.system, row.unit] as const);
        const marks = values.map(() => "?").join(", ");
        // The same code twice in a record is one row.
        prepared(this.database, `INSERT OR IGNORE INTO ${table} VALUES (?, ${marks})`).run(number, ...values);
      }
    }
  }

  private read(type: string, id: string): Stored {
    const found = prepared(this.database, "SELECT body FROM record WHERE type = ? AND id = ?").get(type, id) as
      { body: string } | undefined;
    return found === undefined
      ? { status: 404, body: operationOutcome("not-found", "There is no such record.") }
      : { status: 200, body: JSON.parse(found.body) as unknown };
  }

  private search(type: string, query: Query): Stored {
    const asked = searchIn(type, query);
    if (asked === undefined) {
      return { status: 400, body: operationOutcome("invalid", "The search could not be understood.") };
    }
    const found = find(this.database, { resource: type, ...asked });
    const page = found.slice(0, asked.count);
    const last = page[page.length - 1];
    const link = (relation: string, of: Query): object => ({
      relation,
      url: `${this.endpoint}${type}?${new URLSearchParams(of.map(([name, value]) => [name, value])).toString()}`,
    });
    const others = query.filter(([name]) => name !== PAGE);
    const isMore = found.length > page.length && last !== undefined;
    const next = asked.sort === undefined ? last?.k : asked.after + page.length;
    const more = isMore ? [...others, [PAGE, String(next)] as const] : [];
    return {
      status: 200,
      body: {
        resourceType: "Bundle",
        type: "searchset",
        link: [link("self", query), ...(more.length === 0 ? [] : [link("next", more)])],
        entry: page.map(({ body }) => {
          const resource = JSON.parse(body) as { id: string };
          return { fullUrl: `${this.endpoint}${type}/${resource.id}`, resource, search: { mode: "match" } };
        }),
      },
    };
  }
}

/** Undefined where anything in it is not understood. */
function searchIn(type: string, query: Query) {
  const served = RESOURCE_TYPES.find((one) => one === type);
  if (served === undefined) return undefined;
  const conditions: Condition[] = [];
  let count = USUAL_COUNT;
  let after = 0;
  let sort: Sort | undefined;
  for (const [name, value] of query) {
    if (name === "_count" || name === PAGE) {
      if (!/^\d{1,12}$/.test(value)) return undefined;
      if (name === PAGE) after = Number(value);
      else count = Number(value);
      continue;
    }
    if (name === "_sort") {
      sort = sortOf(served, value);
      if (sort === undefined) return undefined;
      continue;
    }
    const [plain = "", modifier] = name.split(":");
    const parameter = parameterOf(served, plain);
    if (parameter === undefined) return undefined;
    if (modifier !== undefined && !MODIFIERS[parameter.type].includes(modifier)) return undefined;
    const condition = conditionOf(plain, parameter, modifier as Modifier | undefined, value);
    if (condition === undefined) return undefined;
    conditions.push(condition);
  }
  return { conditions, count, after, ...(sort && { sort }) };
}
