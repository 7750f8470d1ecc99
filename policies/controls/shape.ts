/**
 * A small checker for the data files of this folder. They are part of the project, so a fault is a broken promise of ours:
 * it throws, and says which file, row and field. Written without a schema library because the policy pack loads it at start.
 */
export class ControlDataError extends Error {
  override readonly name = "ControlDataError";
}

/** Reads one field of a row, or throws. `where` is e.g. `crosswalk.json, row 3`. */
export type Field<T> = (value: unknown, where: string) => T;

export const text: Field<string> = (value, where) => {
  if (typeof value === "string" && value.trim() !== "") return value;
  throw wanted(where, "a text that is not empty", value);
};

export const flag: Field<boolean> = (value, where) => {
  if (typeof value === "boolean") return value;
  throw wanted(where, "true or false", value);
};

export const count: Field<number> = (value, where) => {
  if (typeof value === "number" && Number.isInteger(value) && value >= 0) return value;
  throw wanted(where, "a whole number of 0 or more", value);
};

/** A calendar day that exists, YYYY-MM-DD. */
export const day: Field<string> = (value, where) => {
  if (typeof value === "string" && isDay(value)) return value;
  throw wanted(where, "a day, YYYY-MM-DD", value);
};

export const texts: Field<readonly string[]> = (value, where) => {
  if (!Array.isArray(value)) throw wanted(where, "a list of texts", value);
  return value.map((item, index) => text(item, `${where}[${index}]`));
};

export const orNull =
  <T>(field: Field<T>): Field<T | null> =>
  (value, where) =>
    value === null ? null : field(value, where);

export const oneOf =
  <const T extends string>(...choices: readonly T[]): Field<T> =>
  (value, where) => {
    const found = choices.find((choice) => choice === value);
    if (found !== undefined) return found;
    throw wanted(where, `one of ${choices.join(", ")}`, value);
  };

export type Shape<T> = { readonly [K in keyof T]: Field<T[K]> };

/** A row with exactly these fields: a missing one and an unknown one both throw. */
export function readObject<T extends object>(shape: Shape<T>, value: unknown, where: string): T {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wanted(where, "an object", value);
  const row = value as Record<string, unknown>;
  const unknownField = Object.keys(row).find((key) => !(key in shape));
  if (unknownField !== undefined) throw new ControlDataError(`${where}: the field "${unknownField}" is not known`);
  const entries = Object.entries(shape) as [string, Field<unknown>][];
  return Object.fromEntries(entries.map(([key, field]) => [key, field(row[key], `${where}, ${key}`)])) as T;
}

export function isDay(value: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

function wanted(where: string, what: string, value: unknown): ControlDataError {
  return new ControlDataError(
    `${where}: wanted ${what}; got ${value === undefined ? "nothing" : JSON.stringify(value)}`,
  );
}
