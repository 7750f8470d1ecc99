import { PackInputError } from "./errors";
import { fitsKind, kindInWords, schemaOf, type ConfigKind, type RuleConfig } from "./rule-config";
import { DEFAULT_SETTINGS, type PackSettings } from "./settings";

/** The name under which a policy pack config file (`--policy-pack-config`) sets what holds for the whole pack. */
export const SETTINGS_POLICY = "pack-settings";

interface Setting {
  readonly kind: ConfigKind;
  readonly description: string;
}

/** Where the pack reads and writes, beside the settings that rules see. */
export interface PackPlaces {
  readonly waivers?: string;
  readonly evidence?: string;
}

const SETTINGS: Readonly<Record<keyof PackSettings | keyof PackPlaces, Setting>> = {
  unknown: {
    kind: { oneOf: ["advise", "block"] },
    description: "What a resource rule does at preview when a value is not known yet.",
  },
  strict: { kind: "boolean", description: "Every failure blocks, whatever its severity." },
  baseline: {
    kind: { oneOf: ["auto", "yes", "no"] },
    description: "Whether this stack is the account's baseline.",
  },
  allowedRegions: { kind: "strings", description: "AWS regions that the data-residency policy allows." },
  trustedAccounts: { kind: "strings", description: "Account ids that resource policies may name." },
  requiredEndpoints: { kind: "strings", description: "Services a workload VPC reaches by an endpoint of its own." },
  classificationTags: { kind: "strings", description: "Tag keys that carry the data classification." },
  waivers: { kind: "string", description: "Path of the waiver file; phiguard.waivers.yaml in the project by default." },
  evidence: { kind: "string", description: "Folder for evidence records; PHIGUARD_EVIDENCE by default." },
};

/** JSON schema of each setting, as the engine wants it in a policy's config schema. */
export function settingsSchema(): Record<string, object> {
  return Object.fromEntries(
    Object.entries(SETTINGS).map(([name, { kind, description }]) => [name, { ...schemaOf(kind), description }]),
  );
}

/** JSON schema of what a user may set for one rule. */
export function ruleConfigSchema(config: readonly RuleConfig[]): Record<string, object> {
  return Object.fromEntries(
    config.map(({ name, kind, description, fallback }) => [
      name,
      { ...schemaOf(kind), description, default: fallback },
    ]),
  );
}

/** Checks what a user set for one rule; a wrong one is refused by name. */
export function parseRuleConfig(
  ruleId: string,
  config: readonly RuleConfig[],
  properties: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  for (const [name, value] of Object.entries(properties)) {
    const declared = config.find((item) => item.name === name);
    if (declared === undefined) {
      const has = config.length === 0 ? "it has none" : `it has ${config.map((item) => item.name).join(", ")}`;
      throw new PackInputError(`Rule ${ruleId} has no setting "${name}"; ${has}.`);
    }
    requireKind(`${ruleId}.${name}`, declared.kind, value);
  }
  return properties;
}

function requireKind(name: string, kind: ConfigKind, value: unknown): void {
  if (!fitsKind(kind, value))
    throw new PackInputError(`${name} must be ${kindInWords(kind)}; got ${JSON.stringify(value)}.`);
}

/** Reads the settings from a pack config's properties; a wrong one is refused by name. */
export function parseSettings(properties: Record<string, unknown>): { settings: PackSettings; places: PackPlaces } {
  for (const [name, value] of Object.entries(properties)) {
    if (!Object.prototype.hasOwnProperty.call(SETTINGS, name)) {
      throw new PackInputError(
        `${SETTINGS_POLICY} has no setting "${name}"; it has ${Object.keys(SETTINGS).join(", ")}.`,
      );
    }
    const { kind } = SETTINGS[name as keyof typeof SETTINGS];
    requireKind(`${SETTINGS_POLICY}.${name}`, kind, value);
  }
  const { waivers, evidence, ...settings } = properties;
  return {
    settings: { ...DEFAULT_SETTINGS, ...(settings as Partial<PackSettings>) },
    places: {
      ...(typeof waivers === "string" ? { waivers } : {}),
      ...(typeof evidence === "string" ? { evidence } : {}),
    },
  };
}
