/**
 * The special values of Pulumi's wire format, as they look once a protobuf struct has become plain JavaScript.
 * Source of the signatures: the Pulumi SDK (`@pulumi/pulumi/runtime/rpc`).
 */
import { UNKNOWN_SIGNATURES } from "../../policies/value";

export type Properties = Record<string, unknown>;

/** The key under which every special object carries what it is. */
export const SIGNATURE_KEY = "4dabf18193072939515e22adb298388d";
export const SECRET_SIGNATURE = "1b47061264138c4ac30d75fd1eb44270";
export const OUTPUT_SIGNATURE = "d0e6a833031e9bbcd3f4e8bde6ca49a4";
export const ASSET_SIGNATURE = "c44067f5952c0a294b673a41bacd8c17";
export const ARCHIVE_SIGNATURE = "0def7320c3a5731c473e5ecbe6d01bc7";
export const RESOURCE_SIGNATURE = "5cf8f73096256a8f31e491e813e4eb8e";

/** A value that is not known before the resource is made. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return typeof value === "string" && UNKNOWN_SIGNATURES.has(value);
}

export function isRecord(value: unknown): value is Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The signature of a special object, or undefined for plain values. */
export function signatureOf(value: unknown): string | undefined {
  if (!isRecord(value)) {
    return undefined;
  }
  const signature = value[SIGNATURE_KEY];
  return typeof signature === "string" ? signature : undefined;
}

/** One level: what a secret or an output value holds; other values as they are. An output without a value is unknown. */
export function unwrap(value: unknown): unknown {
  let inner = value;
  for (;;) {
    const signature = signatureOf(inner);
    if (signature === SECRET_SIGNATURE) {
      inner = (inner as Properties)["value"];
    } else if (signature === OUTPUT_SIGNATURE) {
      const held = (inner as Properties)["value"];
      inner = held === undefined ? UNKNOWN : held;
    } else {
      return inner;
    }
  }
}

/** All levels: secrets and output values are replaced by what they hold. Assets and archives stay as they are. */
export function plain(value: unknown): unknown {
  const inner = unwrap(value);
  if (Array.isArray(inner)) {
    return inner.map(plain);
  }
  if (!isRecord(inner)) {
    return inner;
  }
  const out: Properties = {};
  for (const key of Object.keys(inner)) {
    out[key] = plain(inner[key]);
  }
  return out;
}

export function plainProperties(value: Properties): Properties {
  return plain(value) as Properties;
}

/** Whether anything inside is not known yet. */
export function containsUnknown(value: unknown): boolean {
  const inner = unwrap(value);
  if (isUnknown(inner)) {
    return true;
  }
  if (Array.isArray(inner)) {
    return inner.some(containsUnknown);
  }
  return isRecord(inner) && Object.values(inner).some(containsUnknown);
}

/** Type, name and type chain of a URN `urn:pulumi:<stack>::<project>::<parent$type>::<name>`. */
export function parseUrn(urn: string): { type: string; name: string } {
  const parts = urn.split("::");
  const chain = parts[2];
  if (!urn.startsWith("urn:pulumi:") || chain === undefined || parts.length < 4) {
    throw new TypeError(`"${urn}" is not a resource URN`);
  }
  return { type: chain.slice(chain.lastIndexOf("$") + 1), name: parts.slice(3).join("::") };
}
