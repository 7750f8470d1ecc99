import {
  isRecord,
  OUTPUT_SIGNATURE,
  RESOURCE_SIGNATURE,
  SECRET_SIGNATURE,
  SIGNATURE_KEY,
  signatureOf,
  UNKNOWN,
  type Properties,
} from "../standins/wire";

/** Input property to the URNs it was made from. */
export type PropertyDependencies = Map<string, Set<string>>;

/**
 * Replaces output values (a value with its secrecy and its dependencies) by the plain value, a secret or the unknown
 * sentinel: providers and policies know no other form. The dependencies are lost; take them first.
 */
export function withoutOutputValues(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutOutputValues);
  if (!isRecord(value)) return value;
  if (signatureOf(value) === OUTPUT_SIGNATURE) {
    const held = value["value"] === undefined ? UNKNOWN : withoutOutputValues(value["value"]);
    return value["secret"] === true ? secret(held) : held;
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutOutputValues(item)]));
}

/** Makes each property with dependencies an output value that names them, so that a transform sees them. */
export function withOutputValues(properties: Properties, dependencies: PropertyDependencies): Properties {
  const result: Properties = {};
  for (const [key, value] of Object.entries(properties)) {
    const urns = dependencies.get(key) ?? new Set();
    const known = dependenciesIn(value);
    const missing = [...urns].some((urn) => !known.has(urn));
    result[key] = missing ? outputValue(value, new Set([...known, ...urns])) : value;
  }
  return result;
}

function outputValue(value: unknown, urns: ReadonlySet<string>): Properties {
  const isOutput = signatureOf(value) === OUTPUT_SIGNATURE;
  const isSecret = signatureOf(value) === SECRET_SIGNATURE;
  const held = isOutput || isSecret ? (value as Properties)["value"] : value;
  return {
    [SIGNATURE_KEY]: OUTPUT_SIGNATURE,
    ...(held === undefined || held === UNKNOWN ? {} : { value: held }),
    ...(isSecret || (isOutput && (value as Properties)["secret"] === true) ? { secret: true } : {}),
    dependencies: [...urns],
  };
}

/** The URNs that output values inside name. */
export function dependenciesIn(value: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(value)) for (const item of value) dependenciesIn(item, found);
  else if (isRecord(value)) {
    const signature = signatureOf(value);
    if (signature === OUTPUT_SIGNATURE) {
      const urns = value["dependencies"];
      if (Array.isArray(urns)) for (const urn of urns) found.add(String(urn));
      dependenciesIn(value["value"], found);
    } else if (signature === RESOURCE_SIGNATURE) dependenciesIn(value["id"], found);
    else for (const item of Object.values(value)) dependenciesIn(item, found);
  }
  return found;
}

export function secret(value: unknown): unknown {
  return signatureOf(value) === SECRET_SIGNATURE ? value : { [SIGNATURE_KEY]: SECRET_SIGNATURE, value };
}

export function isSecret(value: unknown): boolean {
  return signatureOf(value) === SECRET_SIGNATURE;
}

/** Values without the engine's own keys (`__internal`, `__defaults`), which no policy is shown. */
export function withoutInternalKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutInternalKeys);
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).filter(([key]) => !key.startsWith("__"));
  return Object.fromEntries(kept.map(([key, item]) => [key, withoutInternalKeys(item)]));
}

/** Resource references as the ids (or names, for components) they stand for, for a reader that knows no references. */
export function withoutReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutReferences);
  if (!isRecord(value)) return value;
  if (signatureOf(value) === RESOURCE_SIGNATURE) {
    return "id" in value ? (value["id"] === "" ? UNKNOWN : withoutReferences(value["id"])) : value["urn"];
  }
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, withoutReferences(item)]));
}
