import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { PackInputError } from "./errors";
import type { Waiver, WaiverStatus } from "./record";

/** Where waivers are looked for when nothing else is said: beside the program's Pulumi.yaml. */
export const WAIVER_FILE = "phiguard.waivers.yaml";

const FIELDS = [
  "id",
  "rule",
  "resource",
  "reason",
  "owner",
  "approver",
  "compensatingControl",
  "start",
  "end",
] as const;

/** What each field holds, for the JSON schema that editors check the file with. */
const DESCRIPTIONS: Readonly<Record<(typeof FIELDS)[number], string>> = {
  id: "Name of the waiver, such as W-2026-07; findings, reports and code call it so.",
  rule: "Id of the rule that is waived.",
  resource:
    "URN of the resource, or of the component whose children it covers; code:<project>/<stack> for what names the waiver in that program.",
  reason: "Why the rule is not met.",
  owner: "Who answers for it.",
  approver: "Who approved it; another person than the owner.",
  compensatingControl: "What guards the data in the meantime.",
  start: "First UTC day it holds.",
  end: "Last UTC day it holds, that day included.",
};

/** JSON schema (2020-12) of a waiver file. */
export function waiverFileSchema(): object {
  const properties = Object.fromEntries(
    FIELDS.map((field) => [
      field,
      {
        type: "string",
        description: DESCRIPTIONS[field],
        ...(field === "start" || field === "end"
          ? { format: "date", pattern: "^\\d{4}-\\d{2}-\\d{2}$" }
          : field === "resource"
            ? { pattern: RESOURCE.source }
            : { pattern: "\\S" }),
      },
    ]),
  );
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "phiguard waivers",
    type: "object",
    required: ["waivers"],
    properties: {
      waivers: {
        type: ["array", "null"],
        items: { type: "object", required: [...FIELDS], properties, additionalProperties: false },
      },
    },
  };
}

/** A resource's or component's URN, or what names the waiver in a stack's program. */
const RESOURCE = /^(urn:pulumi:.|code:[^/]+\/[^/]+$)/;

/**
 * Reads a waiver file: YAML or JSON, `waivers:` with a list of entries that have all fields of `Waiver`. An entry that is malformed counts
 * for nothing and is told apart. A file named by the user that is not there, or no YAML at all, is a `PackInputError`.
 */
export function readWaivers(file: string, named: boolean, today: string, ruleIds: ReadonlySet<string>): WaiverStatus[] {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? "error";
    if (code !== "ENOENT") throw new PackInputError(`Waiver file ${file} can't be read (${code}).`);
    if (named) throw new PackInputError(`Waiver file ${file} does not exist.`);
    return [];
  }
  let content: unknown;
  try {
    content = parse(text);
  } catch (error) {
    throw new PackInputError(`Waiver file ${file} is not YAML: ${firstLine(error)}`);
  }
  return parseWaivers(content, today, ruleIds, file);
}

export function parseWaivers(
  content: unknown,
  today: string,
  ruleIds: ReadonlySet<string>,
  file = WAIVER_FILE,
): WaiverStatus[] {
  if (content === null || content === undefined) return [];
  const list = isRecord(content) ? content["waivers"] : undefined;
  if (list === null) return [];
  if (!Array.isArray(list)) throw new PackInputError(`Waiver file ${file} must hold a list under "waivers".`);
  const seen = new Set<string>();
  return list.map((entry: unknown, index) => statusOf(entry, index, today, ruleIds, seen));
}

function statusOf(
  entry: unknown,
  index: number,
  today: string,
  ruleIds: ReadonlySet<string>,
  seen: Set<string>,
): WaiverStatus {
  const fallback = `entry ${index + 1}`;
  if (!isRecord(entry)) return { kind: "malformed", id: fallback, problem: "it is not a set of fields" };
  const id = typeof entry["id"] === "string" && entry["id"] !== "" ? entry["id"] : fallback;
  const problem = problemOf(entry, ruleIds) ?? (seen.has(id) ? "another waiver has this id" : undefined);
  seen.add(id);
  if (problem !== undefined) return { kind: "malformed", id, problem };
  const waiver = Object.fromEntries(FIELDS.map((field) => [field, entry[field]])) as unknown as Waiver;
  return { kind: today < waiver.start ? "not-begun" : today > waiver.end ? "ended" : "in-force", waiver };
}

/** What is wrong with one entry, or undefined. */
export function problemOf(entry: Record<string, unknown>, ruleIds: ReadonlySet<string>): string | undefined {
  for (const field of FIELDS) {
    const value = entry[field];
    if (typeof value !== "string" || value.trim() === "") return `${field} must be a text that is not empty`;
  }
  const unknownField = Object.keys(entry).find((key) => !(FIELDS as readonly string[]).includes(key));
  if (unknownField !== undefined) return `${unknownField} is no field of a waiver; the fields are ${FIELDS.join(", ")}`;
  const text = entry as Record<(typeof FIELDS)[number], string>;
  if (!ruleIds.has(text.rule)) return `rule ${text.rule} does not exist in this pack`;
  if (!RESOURCE.test(text.resource))
    return "resource must be a URN (urn:pulumi:...) of a resource or a component, or code:<project>/<stack> for what names the waiver in the program";
  for (const field of ["start", "end"] as const) {
    if (!isDay(text[field])) return `${field} must be a day as YYYY-MM-DD; got ${JSON.stringify(text[field])}`;
  }
  if (text.end < text.start) return `end ${text.end} is before start ${text.start}`;
  if (text.approver.trim().toLowerCase() === text.owner.trim().toLowerCase())
    return "approver must be another person than owner";
  return undefined;
}

/**
 * Whether a waiver covers a resource: it names the resource, or a component above it, or it was approved for what names it in the code of
 * the stack's program.
 * @param lineage URNs of the resource and the components above it.
 * @param named ids of waivers that the program names on the resource.
 */
export function covers(waiver: Waiver, lineage: readonly string[], named: readonly string[]): boolean {
  if (lineage.includes(waiver.resource)) return true;
  const [, stack, project] = /^urn:pulumi:(.*?)::(.*?)::/.exec(lineage[0] ?? "") ?? [];
  return named.includes(waiver.id) && waiver.resource === `code:${project}/${stack}`;
}

/** A real calendar day: 2026-02-30 is none. */
function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split("\n")[0] ?? "";
}
