import { FOREVER } from "../../../lambdas/fhir/search/dates";
import { folded, type Condition, type Prefix, type Wanted } from "../../../lambdas/fhir/search/values";
import { numberOf, TABLE_OF } from "./database";

/** A piece of SQL with what stands for its question marks: nothing that was asked for is ever part of the text. */
export interface Sql {
  readonly text: string;
  readonly values: readonly (string | number)[];
}

export const sql = (text: string, ...values: (string | number)[]): Sql => ({ text, values });

export function joined(parts: readonly Sql[], by: string): Sql {
  return { text: parts.map(({ text }) => text).join(by), values: parts.flatMap(({ values }) => values) };
}

/** Whether a record `r` meets a condition. */
export function meets(resource: string, condition: Condition): Sql {
  const { name, modifier, missing, wanted } = condition;
  if (name === "_id") return idsMeet(condition);
  if (modifier === "missing") {
    const there = exists(resource, condition, sql("1"));
    return missing === true ? not(there) : there;
  }
  const any = exists(
    resource,
    condition,
    either(wanted, (one) => matches(one, modifier)),
  );
  return modifier === "not" ? not(any) : any;
}

/** What is true of rows `t`, in the condition's table, that match it. */
export function rowsThatMatch(resource: string, { parameter, wanted, modifier }: Condition): Sql {
  const hits = either(wanted, (one) => matches(one, modifier));
  const codes = wanted.flatMap((one) =>
    one.type === "token" ? (one.code ?? []) : one.type === "reference" ? one.reference : [],
  );
  // Named once more by itself, so that the index is used.
  const within = codes.length === 0 ? [] : [sql(`t.code IN (${codes.map(() => "?").join(", ")})`, ...codes)];
  return joined([sql("t.param = ?", numberOf(resource, parameter)), ...within, hits], " AND ");
}

function idsMeet({ wanted, modifier, missing }: Condition): Sql {
  if (modifier === "missing") return sql(missing === true ? "0" : "1");
  const ids = wanted.flatMap((one) => (one.type === "token" && one.system === undefined ? (one.code ?? []) : []));
  const within = sql(`r.id IN (${ids.map(() => "?").join(", ")})`, ...ids);
  return modifier === "not" ? not(within) : within;
}

function exists(resource: string, { parameter }: Condition, hits: Sql): Sql {
  const of = sql(
    `SELECT 1 FROM ${TABLE_OF[parameter.type]} t WHERE t.param = ? AND t.k = r.k AND `,
    numberOf(resource, parameter),
  );
  return joined([sql("EXISTS ("), of, hits, sql(")")], "");
}

const not = (of: Sql): Sql => joined([sql("NOT "), of], "");

function either(wanted: readonly Wanted[], one: (of: Wanted) => Sql): Sql {
  return joined([sql("("), joined(wanted.map(one), " OR "), sql(")")], "");
}

function matches(wanted: Wanted, modifier: Condition["modifier"]): Sql {
  switch (wanted.type) {
    case "token":
      return joined(
        [
          ...(wanted.code === undefined ? [] : [sql("t.code = ?", wanted.code)]),
          ...(wanted.system === undefined ? [] : [sql("t.system = ?", wanted.system)]),
        ],
        " AND ",
      );
    case "reference":
      return sql("t.code = ?", wanted.reference);
    case "string":
      return textMatches(wanted.text, modifier);
    case "date":
      return stretches(wanted.prefix, wanted.stretch.low, wanted.stretch.high);
    case "quantity":
      return joined(
        [
          amounts(wanted.prefix, wanted.value, wanted.half),
          ...(wanted.system === undefined ? [] : [sql("t.system = ?", wanted.system)]),
          ...(wanted.unit === undefined ? [] : [sql("t.unit = ?", wanted.unit)]),
        ],
        " AND ",
      );
  }
}

function textMatches(text: string, modifier: Condition["modifier"]): Sql {
  if (modifier === "exact") return sql("t.text = ?", text);
  const wanted = folded(text);
  if (modifier === "contains") return sql("instr(t.folded, ?) > 0", wanted);
  return sql("t.folded >= ? AND t.folded < ?", wanted, `${wanted}\u{10ffff}`);
}

/** FHIR R4, "Prefixes", of stretches of time: of the record's `t.low` to `t.high`, and of what was asked for. */
function stretches(prefix: Prefix, low: number, high: number): Sql {
  const within = sql("(t.low >= ? AND t.high <= ?)", low, high);
  switch (prefix) {
    case "eq":
      return within;
    case "ne":
      return not(within);
    case "gt":
      return sql("t.high > ?", high);
    case "lt":
      return sql("t.low < ?", low);
    case "ge":
      return sql("(t.high > ? OR (t.low >= ? AND t.high <= ?))", high, low, high);
    case "le":
      return sql("(t.low < ? OR (t.low >= ? AND t.high <= ?))", low, low, high);
    case "sa":
      return sql("t.low >= ?", high);
    case "eb":
      return sql("t.high <= ?", Math.min(low, FOREVER));
  }
}

/** The same of numbers: equality is as exact as the number was written, order is not. */
function amounts(prefix: Prefix, value: number, half: number): Sql {
  switch (prefix) {
    case "eq":
      return sql("(t.value >= ? AND t.value < ?)", value - half, value + half);
    case "ne":
      return sql("NOT (t.value >= ? AND t.value < ?)", value - half, value + half);
    case "gt":
    case "sa":
      return sql("t.value > ?", value);
    case "lt":
    case "eb":
      return sql("t.value < ?", value);
    case "ge":
      return sql("t.value >= ?", value);
    case "le":
      return sql("t.value <= ?", value);
  }
}
