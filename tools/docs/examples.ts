import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import type { RuleExample } from "../../policies/examples";
import type { Rule } from "../../policies/rule";
import { declaredTables, resourcesOf, type OtherResource, type Row } from "../../policies/testing/rule-tester";
import { isObject, UNKNOWN, type PropertyValue } from "../../policies/value";

/** Examples by rule id. Loads the tables of all rules without running them. */
export function examplesFromTables(): Record<string, RuleExample> {
  loadTables();
  const examples: Record<string, RuleExample> = {};
  for (const [id, { rule, table }] of [...declaredTables].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const pass = exampleOf(rule, table.valid);
    const fail = exampleOf(rule, table.invalid);
    examples[id] = { ...(pass === undefined ? {} : { pass }), ...(fail === undefined ? {} : { fail }) };
  }
  return examples;
}

function loadTables(): void {
  const rules = resolve(__dirname, "../../policies/rules");
  const scope = globalThis as unknown as Record<string, unknown>;
  const words = ["describe", "it", "before", "beforeEach", "after", "afterEach"];
  const kept = words.map((word) => scope[word]);
  // Tables are declared when a test file loads; its tests need not run for that.
  for (const word of words) scope[word] = () => undefined;
  try {
    for (const file of readdirSync(rules, { recursive: true, encoding: "utf8" }).sort()) {
      // eslint-disable-next-line @typescript-eslint/no-require-imports -- the file is known only now
      if (file.endsWith(".test.ts")) require(join(rules, file));
    }
  } finally {
    words.forEach((word, position) => (scope[word] = kept[position]));
  }
}

function exampleOf(rule: Rule, rows: readonly Row[]): string | undefined {
  const row = rows.find((item) => resourcesOf(rule, item).every(({ inputs }) => !holdsUnknown(inputs))) ?? rows[0];
  if (row === undefined) return undefined;
  const subject: OtherResource = { type: row.type ?? rule.types[0] ?? "", name: "subject", props: row.props };
  const whole = rule.judge === undefined ? (row.others ?? []) : [subject, ...(row.others ?? [])];
  const lines = whole.filter(({ type }) => !type.startsWith("pulumi:")).map(programOf);
  return lines.length === 0 ? "// none of them in the stack" : lines.join("\n");
}

/** `new aws.kms.Key("subject", { ... });` */
function programOf({ type, name, props }: OtherResource): string {
  return `new ${constructorOf(type)}(${JSON.stringify(name)}, ${literal((props ?? {}) as PropertyValue, "", "")});`;
}

/** `aws:kms/key:Key` to `aws.kms.Key`; a type of every kind is shown as a bucket's. */
function constructorOf(type: string): string {
  if (type === "*") return "aws.s3.Bucket";
  const [provider = "", path = "", name = ""] = type.split(":");
  return `${provider.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}.${path.split("/")[0]}.${name}`;
}

const WIDTH = 100;

function literal(value: PropertyValue, indent: string, key: string): string {
  if (value === UNKNOWN) return "/* not known at preview */";
  if (Array.isArray(value))
    return wrapped(
      "[",
      (value as readonly PropertyValue[]).map((item) => ["", item]),
      "]",
      indent,
      key,
    );
  if (!isObject(value)) return typeof value === "string" ? textLiteral(value) : String(value);
  const names = value["\u0000from"];
  if (Array.isArray(names))
    return names.map((name) => `${String(name).replace(/\W/g, "_")}.${/arn$/i.test(key) ? "arn" : "id"}`).join(", ");
  return wrapped("{", Object.entries(value), "}", indent, key);
}

function wrapped(
  open: string,
  entries: readonly (readonly [string, PropertyValue])[],
  close: string,
  indent: string,
  key: string,
): string {
  if (entries.length === 0) return open + close;
  const deeper = `${indent}  `;
  const parts = entries.map(([name, item]) => {
    const label = name === "" ? "" : `${/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name)}: `;
    return `${label}${literal(item, deeper, name === "" ? key : name)}`;
  });
  const space = open === "{" ? " " : "";
  const line = `${open}${space}${parts.join(", ")}${space}${close}`;
  if (indent.length + line.length <= WIDTH && !line.includes("\n")) return line;
  return `${open}\n${parts.map((part) => `${deeper}${part},\n`).join("")}${indent}${close}`;
}

/** A document in a string is easier to read as the object it was made from. */
function textLiteral(text: string): string {
  if (!/^[[{]/.test(text)) return JSON.stringify(text);
  try {
    return `JSON.stringify(${literal(JSON.parse(text) as PropertyValue, "  ", "")})`;
  } catch {
    return JSON.stringify(text);
  }
}

function holdsUnknown(value: PropertyValue): boolean {
  if (value === UNKNOWN) return true;
  if (Array.isArray(value)) return (value as readonly PropertyValue[]).some(holdsUnknown);
  return isObject(value) && Object.values(value).some(holdsUnknown);
}
