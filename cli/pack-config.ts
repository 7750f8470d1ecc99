import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { SETTINGS_POLICY } from "../policies/pack-settings";
import type { Enforcement } from "../policies/record";
import type { Pack } from "../policies/session";
import { nearest, UserError } from "./failure";

export type PackConfig = ReadonlyMap<string, { enforcement?: Enforcement; properties: Record<string, unknown> }>;

const LEVELS: readonly Enforcement[] = ["mandatory", "advisory", "remediate", "disabled"];

/**
 * Reads a policy pack config file as the engine's `--policy-pack-config` takes it: a rule's name (or `all`) to a level, or to an object of
 * `enforcementLevel` and the rule's settings. JSON, or YAML.
 * @throws UserError naming the entry that is wrong.
 */
export function readPackConfig(file: string, pack: Pack): PackConfig {
  let content: unknown;
  try {
    content = parse(readFileSync(file, "utf8"));
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new UserError(code === undefined ? `${file} is neither JSON nor YAML.` : `${file} can't be read (${code}).`);
  }
  if (typeof content !== "object" || content === null || Array.isArray(content))
    throw new UserError(`${file} must hold an object from a rule's name to its level or settings.`);
  const names = [...pack.rules.map(({ id }) => id), SETTINGS_POLICY];
  const config = new Map<string, { enforcement?: Enforcement; properties: Record<string, unknown> }>();
  const entries = Object.entries(content as Record<string, unknown>);
  const forAll = entries.find(([name]) => name === "all");
  if (forAll !== undefined) {
    const { enforcement } = entryOf(file, "all", forAll[1]);
    for (const { id } of pack.rules) config.set(id, { ...(enforcement ? { enforcement } : {}), properties: {} });
  }
  for (const [name, value] of entries) {
    if (name === "all") continue;
    if (!names.includes(name)) {
      const near = nearest(name, names);
      throw new UserError(
        `${file}: the pack ${pack.name} has no rule "${name}"${near.length > 0 ? `; near it: ${near.join(", ")}` : ""}.`,
      );
    }
    const entry = entryOf(file, name, value);
    config.set(name, { ...config.get(name), ...entry });
  }
  return config;
}

function entryOf(
  file: string,
  name: string,
  value: unknown,
): { enforcement?: Enforcement; properties: Record<string, unknown> } {
  if (typeof value === "string") return { enforcement: levelOf(file, name, value), properties: {} };
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new UserError(`${file}: ${name} must be a level (${LEVELS.join(", ")}) or an object of settings.`);
  const { enforcementLevel, ...properties } = value as Record<string, unknown>;
  return enforcementLevel === undefined
    ? { properties }
    : { enforcement: levelOf(file, name, enforcementLevel), properties };
}

function levelOf(file: string, name: string, value: unknown): Enforcement {
  const level = LEVELS.find((item) => item === value);
  if (level === undefined)
    throw new UserError(
      `${file}: the level of ${name} must be one of ${LEVELS.join(", ")}; got ${JSON.stringify(value)}.`,
    );
  return level;
}
