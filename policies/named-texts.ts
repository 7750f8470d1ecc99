import { all, type Answer } from "./answer";
import { every } from "./predicates";
import { entriesOf, valueOf, type Reading } from "./reading";
import { isObject, UNKNOWN } from "./value";

/**
 * Every text of a document, however deep, with the name it goes by: the key of a map, or `name` beside `value` in a list of pairs (the
 * environment of a container). Texts of a list go by the list's name. `holds` is asked for unknown values too, and for what is no text.
 */
export function everyNamedText(
  r: Reading<unknown>,
  holds: (name: string, text: Reading<unknown>) => Answer,
  name: string,
): Answer {
  const value = valueOf(r);
  if (Array.isArray(value)) return every(r as Reading<unknown[]>, (item) => everyNamedText(item, holds, name));
  const entries = entriesOf(r);
  if (!isObject(value) || entries === UNKNOWN) return holds(name, r);
  const label = value["name"] ?? value["Name"];
  return all(
    ...entries.map(([key, entry]) =>
      everyNamedText(entry, holds, typeof label === "string" && key.toLowerCase() === "value" ? label : key),
    ),
  );
}

/** `dbPassword`, `DB-PASSWORD` and `db.password` to `db_password`. */
export function inSnakeCase(name: string): string {
  return name
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .replace(/[^A-Za-z0-9$]+/g, "_")
    .toLowerCase();
}

/** What says where something is, or is filled in later, and is nothing itself. */
const POINTERS: readonly RegExp[] = [
  /^arn:/,
  // The path of a parameter or a secret.
  /^\/[\w./-]+$/,
  /^[a-z][\w-]*(\/[\w-]+)+$/i,
  // A URL without a user.
  /^https?:\/\/[^@]*$/,
  // JSONPath, JSONata, a template's placeholder, a reference that CloudFormation resolves.
  /^\$\$?(\.|\[|$)/,
  /^(\{%|\$\{|\{\{)/,
  // A switch, or nothing.
  /^(true|false|enabled|disabled|none|null|)$/i,
];

export function isPointer(text: string): boolean {
  return POINTERS.some((pattern) => pattern.test(text.trim()));
}
