import type Database from "libsql";
import type { Sort } from "../../../lambdas/fhir/search/sort";
import type { Condition } from "../../../lambdas/fhir/search/values";
import { numberOf, TABLE_OF, type Connection } from "./database";
import { joined, meets, rowsThatMatch, sql, type Sql } from "./sql";

export interface Search {
  readonly resource: string;
  readonly conditions: readonly Condition[];
  /** Most records of the page. */
  readonly count: number;
  /** Where the page begins: after this record, or with a sort after so many of them. */
  readonly after: number;
  /** In the records' own order where it is left out. */
  readonly sort?: Sort;
}

export interface Found {
  readonly k: number;
  readonly body: string;
}

/** A condition that leaves fewer records than this is where a search begins; none is counted further. */
const FEW = 1000;

/** One more record than the page has, where there is one: then there is a next page. */
export function find(database: Connection, search: Search): Found[] {
  const { text, values } = statementFor(database, search);
  return prepared(database, text).all(...values) as Found[];
}

function statementFor(database: Connection, search: Search): Sql {
  const { resource, conditions, after, sort } = search;
  const first = firstOf(database, resource, conditions);
  const filters = conditions.filter((one) => one !== first).map((one) => meets(resource, one));
  // By the rows that a search begins with, whose order then is the records'. Few records are found by their ids: the plus keeps SQLite from going
  // through all of the type for the order's sake ("Query Planner", "Unary +").
  const order = first !== undefined ? "t.k" : conditions.some(isIds) ? "+r.k" : "r.k";
  const begins = sort === undefined ? [sql(`${order} > ?`, after)] : [];
  const end = endOf(search, order);
  if (first === undefined) {
    const where = [sql("r.type = ?", resource), ...begins, ...filters];
    return joined([sql("SELECT r.k, r.body FROM record r WHERE"), joined(where, " AND "), end], " ");
  }
  // CROSS JOIN keeps the order in which tables are gone through (SQLite, "Manual control of query plans"); a record may have several rows.
  const from = `SELECT r.k, r.body FROM ${tableOf(first)} t CROSS JOIN record r ON r.k = t.k WHERE`;
  const where = joined([rowsThatMatch(resource, first), ...begins, ...filters], " AND ");
  return joined([sql(from), where, sql("GROUP BY t.k"), end], " ");
}

/** The order of the records, and which of them are the page's. */
function endOf({ resource, count, after, sort }: Search, order: string): Sql {
  if (sort === undefined) return sql(`ORDER BY ${order} LIMIT ?`, count + 1);
  const { parameter, isDescending } = sort;
  const [which, direction] = isDescending ? ["max", "DESC"] : ["min", "ASC"];
  const time = `(SELECT ${which}(s.low) FROM stretch s WHERE s.param = ? AND s.k = r.k)`;
  const text = `ORDER BY ${time} ${direction} NULLS LAST, ${order} LIMIT ? OFFSET ?`;
  return sql(text, numberOf(resource, parameter), count + 1, after);
}

const isIds = ({ name, modifier }: Condition): boolean => name === "_id" && modifier === undefined;

const tableOf = ({ parameter }: Condition): string => TABLE_OF[parameter.type];

/**
 * The condition that leaves the fewest records. One that leaves many is of use where its rows are in the records' order, as the rows of one
 * code are: the search ends with the page. Undefined where the records are better gone through as they stand.
 */
function firstOf(database: Connection, resource: string, conditions: readonly Condition[]): Condition | undefined {
  let best: { readonly condition: Condition; readonly rows: number } | undefined;
  for (const condition of conditions) {
    if (!canBeFirst(condition)) continue;
    const rows = rowsOf(database, resource, condition);
    if (rows >= FEW && !isInOrder(condition)) continue;
    if (best === undefined || rows < best.rows) best = { condition, rows };
  }
  return best?.condition;
}

function canBeFirst({ name, parameter, modifier, wanted }: Condition): boolean {
  if (name === "_id" || modifier === "not" || modifier === "missing" || modifier === "contains") return false;
  if (parameter.type === "token") return wanted.every((one) => one.type === "token" && one.code !== undefined);
  if (parameter.type === "date") return wanted.every((one) => one.type === "date" && one.prefix === "eq");
  return parameter.type === "reference" || parameter.type === "string";
}

const isInOrder = ({ parameter, wanted }: Condition): boolean =>
  wanted.length === 1 && (parameter.type === "token" || parameter.type === "reference");

function rowsOf(database: Connection, resource: string, condition: Condition): number {
  const { text, values } = joined(
    [
      sql(`SELECT count(*) AS rows FROM (SELECT 1 FROM ${tableOf(condition)} t WHERE`),
      rowsThatMatch(resource, condition),
      sql(`LIMIT ${FEW})`),
    ],
    " ",
  );
  return (prepared(database, text).get(...values) as { rows: number }).rows;
}

type Statement = Database.Statement<unknown[]>;
const STATEMENTS = new WeakMap<Connection, Map<string, Statement>>();
/** Texts differ by the shape of a search alone; a caller with many shapes doesn't fill the memory. */
const MOST_STATEMENTS = 500;

/** Made once for each text. */
export function prepared(database: Connection, text: string): Statement {
  const known = STATEMENTS.get(database) ?? new Map<string, Statement>();
  STATEMENTS.set(database, known);
  const found = known.get(text);
  if (found !== undefined) return found;
  if (known.size >= MOST_STATEMENTS) known.clear();
  const made = database.prepare<unknown[]>(text);
  known.set(text, made);
  return made;
}
