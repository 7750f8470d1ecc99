import { PackInputError } from "./errors";
import { DEFAULT_SETTINGS, type PackSettings } from "./settings";

/** The name under which a policy pack config file (`--policy-pack-config`) sets what holds for the whole pack. */
export const SETTINGS_POLICY = "pack-settings";

type Kind = { readonly oneOf: readonly string[] } | "boolean" | "strings" | "string";

interface Setting {
  readonly kind: Kind;
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

function schemaOf(kind: Kind): object {
  if (kind === "boolean" || kind === "string") return { type: kind };
  return kind === "strings" ? { type: "array", items: { type: "string" } } : { type: "string", enum: kind.oneOf };
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
    if (!fits(kind, value)) {
      throw new PackInputError(`${SETTINGS_POLICY}.${name} must be ${wanted(kind)}; got ${JSON.stringify(value)}.`);
    }
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

function fits(kind: Kind, value: unknown): boolean {
  if (kind === "boolean" || kind === "string") return typeof value === kind;
  if (kind === "strings") return Array.isArray(value) && value.every((item) => typeof item === "string");
  return typeof value === "string" && kind.oneOf.includes(value);
}

function wanted(kind: Kind): string {
  if (kind === "boolean") return "true or false";
  if (kind === "string") return "a text";
  return kind === "strings" ? "a list of texts" : `one of ${kind.oneOf.join(", ")}`;
}
