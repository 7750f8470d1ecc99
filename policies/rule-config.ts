import type { PackSettings } from "./settings";

/** What a value of the configuration must be, as data: for the JSON schema, for the check and for the error message. */
export type ConfigKind =
  | "boolean"
  | "string"
  | "strings"
  | { readonly oneOf: readonly string[] }
  | { readonly minimum: number; readonly maximum: number };

/** The pack's settings with what the user configured for the rule that is judged. */
export interface RuleSettings extends PackSettings {
  readonly ofRule?: Readonly<Record<string, unknown>>;
}

/** One thing that a user may set for one rule: declared in the rule's `config`, read by `of`. */
export interface RuleConfig<T = unknown> {
  readonly name: string;
  readonly description: string;
  readonly kind: ConfigKind;
  readonly fallback: T;
  of(settings: RuleSettings): T;
}

interface Declared<T> {
  readonly name: string;
  /** What it is, with its unit. */
  readonly description: string;
  /** What holds where the user sets nothing. */
  readonly fallback: T;
}

/** A whole number in [minimum, maximum], such as days, a port or a count. */
export function wholeNumber({
  minimum,
  maximum,
  ...declared
}: Declared<number> & { readonly minimum: number; readonly maximum: number }): RuleConfig<number> {
  return configOf(declared, { minimum, maximum });
}

export function texts(declared: Declared<readonly string[]>): RuleConfig<readonly string[]> {
  return configOf(declared, "strings");
}

export function flag(declared: Declared<boolean>): RuleConfig<boolean> {
  return configOf(declared, "boolean");
}

export function choice<T extends string>(declared: Declared<T> & { readonly oneOf: readonly T[] }): RuleConfig<T> {
  const { oneOf, ...rest } = declared;
  return configOf(rest, { oneOf });
}

function configOf<T>(declared: Declared<T>, kind: ConfigKind): RuleConfig<T> {
  return {
    ...declared,
    kind,
    // Values were checked against the kind when the configuration was read.
    of: (settings) => (settings.ofRule?.[declared.name] as T | undefined) ?? declared.fallback,
  };
}

/** JSON schema of a kind, as the engine wants it in a policy's config schema. */
export function schemaOf(kind: ConfigKind): object {
  if (kind === "boolean" || kind === "string") return { type: kind };
  if (kind === "strings") return { type: "array", items: { type: "string" } };
  return "oneOf" in kind ? { type: "string", enum: kind.oneOf } : { type: "integer", ...kind };
}

export function fitsKind(kind: ConfigKind, value: unknown): boolean {
  if (kind === "boolean" || kind === "string") return typeof value === kind;
  if (kind === "strings") return Array.isArray(value) && value.every((item) => typeof item === "string");
  if ("oneOf" in kind) return typeof value === "string" && kind.oneOf.includes(value);
  return Number.isInteger(value) && (value as number) >= kind.minimum && (value as number) <= kind.maximum;
}

/** The kind in words, for an error: "must be ...". */
export function kindInWords(kind: ConfigKind): string {
  if (kind === "boolean") return "true or false";
  if (kind === "string") return "a text";
  if (kind === "strings") return "a list of texts";
  return "oneOf" in kind ? `one of ${kind.oneOf.join(", ")}` : `a whole number in [${kind.minimum}, ${kind.maximum}]`;
}
