/**
 * Property values as rules see them: plain JSON values, `UNKNOWN` where the engine does not know the value yet, secrets unwrapped.
 * The wire form is a `google.protobuf.Struct` with Pulumi's signatures in it (SDK: `runtime/rpc`).
 */
export const UNKNOWN: unique symbol = Symbol.for("phiguard.unknown");

export type PropertyValue =
  undefined | null | boolean | number | string | typeof UNKNOWN | readonly PropertyValue[] | PropertyObject;

export interface PropertyObject {
  readonly [key: string]: PropertyValue;
}

/** The string that stands for "computed" of any kind on the wire. */
export const UNKNOWN_SIGNATURES: ReadonlySet<string> = new Set([
  "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
  "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
  "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
  "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
  "030794c1-ac77-496b-92df-f27374a8bd58",
  "e48ece36-62e2-4504-bad9-02848725956a",
  "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
]);

const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
const SECRET = "1b47061264138c4ac30d75fd1eb44270";
const OUTPUT = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
const RESOURCE = "5cf8f73096256a8f31e491e813e4eb8e";
const ASSET = "c44067f5952c0a294b673a41bacd8c17";
const ARCHIVE = "0def7320c3a5731c473e5ecbe6d01bc7";

/** A wire value that wraps another one in `value`: a secret or an output. */
export function isWrapped(value: PropertyObject): boolean {
  return (value[SIGNATURE_KEY] === SECRET || value[SIGNATURE_KEY] === OUTPUT) && "value" in value;
}

/** Turns a decoded wire value into a property value. Encrypted secrets of an exported state become `UNKNOWN`: present, value not known. */
export function fromWire(value: unknown): PropertyValue {
  if (typeof value === "string") return UNKNOWN_SIGNATURES.has(value) ? UNKNOWN : value;
  if (value === null || value === undefined || typeof value === "boolean" || typeof value === "number") return value;
  if (Array.isArray(value)) return value.map(fromWire);
  if (typeof value !== "object") return undefined;
  const object = value as Record<string, unknown>;
  switch (object[SIGNATURE_KEY]) {
    case undefined:
      return mapObject(object);
    case SECRET:
      return secretValue(object);
    case OUTPUT:
      return "value" in object ? fromWire(object["value"]) : UNKNOWN;
    case RESOURCE:
      return "id" in object && object["id"] !== "" ? fromWire(object["id"]) : UNKNOWN;
    case ASSET:
    case ARCHIVE:
      return mapObject(withoutKey(object, SIGNATURE_KEY));
    default:
      return UNKNOWN;
  }
}

function secretValue(object: Record<string, unknown>): PropertyValue {
  if ("value" in object) return fromWire(object["value"]);
  if (typeof object["plaintext"] === "string") {
    try {
      return fromWire(JSON.parse(object["plaintext"]));
    } catch {
      return UNKNOWN;
    }
  }
  return UNKNOWN;
}

function mapObject(object: Record<string, unknown>): PropertyObject {
  const result: Record<string, PropertyValue> = {};
  for (const [key, item] of Object.entries(object)) {
    // Assigning to this name would change the prototype and lose the entry.
    if (key === "__proto__") Object.defineProperty(result, key, { value: fromWire(item), enumerable: true });
    else result[key] = fromWire(item);
  }
  return result;
}

function withoutKey(object: Record<string, unknown>, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== key));
}

export function isObject(value: PropertyValue): value is PropertyObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** All strings in a value, however deep: a queue's ARN stands in a list of blocks. */
export function textsIn(value: PropertyValue): string[] {
  if (typeof value === "string") return value === "" ? [] : [value];
  if (Array.isArray(value)) return (value as readonly PropertyValue[]).flatMap(textsIn);
  return isObject(value) ? Object.values(value).flatMap(textsIn) : [];
}
