import * as fs from "node:fs";
import { parseDocument } from "yaml";
import { ProjectError } from "./errors";

/** The mapping a YAML file holds; an empty file is an empty mapping. @throws ProjectError for anything else. */
export function readYamlMapping(file: string): Record<string, unknown> {
  const document = parseDocument(fs.readFileSync(file, "utf8"));
  const [problem] = document.errors;
  if (problem !== undefined) throw new ProjectError(`${file}: not readable as YAML: ${problem.message.split("\n")[0]}`);
  const value: unknown = document.toJS();
  if (value === null || value === undefined) return {};
  if (!isMapping(value)) throw new ProjectError(`${file}: must be a mapping of keys to values`);
  return value;
}

export function isMapping(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
