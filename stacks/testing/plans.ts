import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { parse } from "yaml";
import { plan, type Planned } from "../../components/testing/plan";
import { buildStack } from "../build";
import { parseConfig, type Settings } from "../config";
import { makeContext } from "../context";

const root = resolve(__dirname, "../..");

/** The committed configuration as the engine hands it on: every value a text. */
function configOf(stack: string): Record<string, string> {
  const { config } = parse(readFileSync(resolve(root, `Pulumi.${stack}.yaml`), "utf8")) as {
    config: Record<string, unknown>;
  };
  return Object.fromEntries(
    Object.entries(config).map(([key, value]) => [key, typeof value === "string" ? value : JSON.stringify(value)]),
  );
}

export const settings = { dev: parseConfig("dev", configOf("dev")), prod: parseConfig("prod", configOf("prod")) };

const plans = new Map<Settings, Promise<Planned[]>>();

/** The plan of a whole stack; each is made once, as it takes seconds. */
export function planOf(settings: Settings): Promise<Planned[]> {
  const known = plans.get(settings);
  if (known !== undefined) return known;
  const made = plan(() => buildStack(makeContext(settings)));
  plans.set(settings, made);
  return made;
}
