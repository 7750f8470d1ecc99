import {
  type Properties,
  SECRET_SIGNATURE,
  SIGNATURE_KEY,
  UNKNOWN,
  isRecord,
  isUnknown,
  plainProperties,
  signatureOf,
  unwrap,
} from "../wire";
import { type Member, type Shape } from "./declaration-reader";
import { defaultsOf } from "./defaults";
import { type Identity, identityOf } from "./identities";
import { fill } from "./placeholders";
import { type Scene } from "./scene";
import { specialOutputs } from "./special-outputs";
import { type ResourceTypings, type Typings } from "./typings";

/** When everything the stand-in makes was made. A fixed time keeps runs the same. */
const MADE_AT = "2026-01-01T00:00:00Z";

export interface Made {
  /** "" in a preview: AWS gives the id. */
  id: string;
  properties: Properties;
}

/**
 * The state of a resource with these inputs. What a program gave is kept as it is (secrets too); of the rest
 * - an output typed `T | undefined` has the provider's default, known at once, or nothing;
 * - an output typed `T` is settled by AWS: unknown in a preview, a believable value afterwards.
 * `old` is the state before an update: what AWS settled then stays, and is known in a preview too.
 */
export function outputsFor(
  scene: Scene,
  typings: ResourceTypings,
  inputs: Properties,
  preview: boolean,
  old?: Properties,
): Made {
  const properties: Properties = {};
  for (const [name, value] of Object.entries(inputs)) {
    const member = typings.outputs.get(name);
    if (value !== undefined && value !== null) {
      properties[name] =
        member === undefined ? value : complete(scene.typings, member.shape, value, preview, old?.[name]);
    }
  }
  if (typings.outputs.has("region")) {
    properties["region"] ??= scene.region;
  }
  if (typings.outputs.has("tagsAll") && properties["tagsAll"] === undefined) {
    properties["tagsAll"] = mergedTags(scene.setting.defaultTags, inputs["tags"]);
  }
  const defaults = defaultsOf(typings);
  const missing: Member[] = [];
  for (const member of typings.outputs.values()) {
    if (properties[member.name] !== undefined || member.name === "tagsAll") {
      continue;
    }
    const known = member.optional ? defaults.get(member.name) : undefined;
    if (known !== undefined) {
      properties[member.name] = known;
    } else if (!member.optional && old === undefined) {
      missing.push(member);
    } else if (!member.optional && old?.[member.name] !== undefined && old[member.name] !== null) {
      properties[member.name] = old[member.name];
    }
  }
  if (preview) {
    for (const member of missing) {
      properties[member.name] = UNKNOWN;
    }
    return { id: "", properties };
  }
  return { id: settle(scene, typings, properties, missing), properties };
}

/** Adds the missing outputs and gives the id. */
function settle(scene: Scene, typings: ResourceTypings, properties: Properties, missing: readonly Member[]): string {
  const inputs = plainProperties(properties);
  const identity = identityOf(scene.token) ?? generalIdentity(typings, inputs);
  const known = identify(scene, identity, inputs);
  const special = missing.length === 0 ? {} : specialOutputs(scene, inputs, known);
  const defaults = defaultsOf(typings);
  for (const { name, shape } of missing) {
    const value =
      special[name] ??
      known[name] ??
      (typings.inputs.has(name)
        ? (defaults.get(name) ?? leftToAws(scene, name, shape))
        : made(scene, name, shape, known));
    if (value !== undefined) {
      properties[name] = value;
    }
  }
  return String(known["id"]);
}

/** Id, ARN and what else the table says. */
function identify(scene: Scene, identity: Identity, inputs: Properties): Properties {
  const known: Properties = {};
  const byArn = identity.id.includes("{arn}");
  const steps: ("id" | "arn")[] = byArn ? ["arn", "id"] : ["id", "arn"];
  for (const step of steps) {
    const template = identity[step];
    if (template !== undefined) {
      known[step] = fill(template, scene, inputs, known, step);
    }
  }
  if (inputs["arn"] !== undefined && known["arn"] === undefined) {
    known["arn"] = inputs["arn"];
    known["id"] = fill(identity.id, scene, inputs, known, "id");
  }
  for (const [name, value] of Object.entries(identity.also ?? {})) {
    known[name] = typeof value === "string" ? fill(value, scene, inputs, known, name) : value;
  }
  return known;
}

/** Where the table has no entry: the id is the name, else made digits; the ARN has the usual form. */
function generalIdentity(typings: ResourceTypings, inputs: Properties): Identity {
  const [, middle = ""] = typings.token.split(":");
  const [module = "", type = ""] = middle.split("/");
  const kind = type.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  const hasName = typeof inputs["name"] === "string" && inputs["name"] !== "";
  return {
    id: hasName ? "{name}" : `${kind}-{hex17}`,
    arn: `arn:{p}:${module}:{r}:{a}:${kind}/{id}`,
  };
}

/** An argument the program left out and AWS settles: only what follows from the place is said, nothing is invented. */
function leftToAws(scene: Scene, name: string, shape: Shape): unknown {
  switch (name) {
    case "availabilityZone":
      return `${scene.region}a`;
    case "availabilityZones":
      return ["a", "b", "c"].map((letter) => scene.region + letter);
    case "accountId":
    case "catalogId":
    case "ownerId":
      return scene.setting.account;
    default:
      // A block that is not there has no members either.
      return shape.kind === "object" ? undefined : zero(scene.typings, shape);
  }
}

/** What AWS adds to every resource of the type. */
function made(scene: Scene, name: string, shape: Shape, known: Properties): unknown {
  if (shape.kind !== "string") {
    return zero(scene.typings, shape);
  }
  const service = scene.token.split(":")[1]?.split("/")[0] ?? "";
  const { partition, region, setting, made: digits } = scene;
  if (/^(owner|account|registry|awsAccount|catalog)Id$|^owner$/.test(name)) {
    return setting.account;
  }
  if (/Arn$/.test(name)) {
    return `arn:${partition.id}:${service}:${region}:${setting.account}:${name.slice(0, -3).toLowerCase()}/${digits.hex(17, name)}`;
  }
  if (/(Date|Time|At|Timestamp)$/.test(name)) {
    return MADE_AT;
  }
  if (/[sS]tatus$|^state$/.test(name)) {
    return "ACTIVE";
  }
  if (/([eE]ndpoint|[dD]omainName|[dD]nsName|[aA]ddress)$/.test(name)) {
    return `${digits.lower(12, name)}.${service}.${region}.${partition.dnsSuffix}`;
  }
  if (/[uU]r[li]$/.test(name)) {
    return `https://${digits.lower(12, name)}.${service}.${region}.${partition.dnsSuffix}`;
  }
  if (/^(etag|fingerprint|lockToken|sourceHash|contentSha256|sha256)$/i.test(name)) {
    return digits.hex(32, name);
  }
  if (/[vV]ersion$|[rR]evision$/.test(name)) {
    return "1";
  }
  if (/Id$/.test(name)) {
    const type = scene.token.split(":")[2] ?? "";
    return name.toLowerCase() === `${type}id`.toLowerCase() ? String(known["id"]) : digits.hex(17, name);
  }
  return "";
}

/** The empty value of a declared type, objects with all the members they must have. */
function zero(typings: Typings, shape: Shape, depth = 0): unknown {
  switch (shape.kind) {
    case "string":
      return "";
    case "number":
      return 0;
    case "boolean":
      return false;
    case "list":
      return [];
    case "object": {
      const out: Properties = {};
      for (const member of depth > 4 ? [] : (typings.nested(shape)?.values() ?? [])) {
        if (!member.optional) {
          out[member.name] = zero(typings, member.shape, depth + 1);
        }
      }
      return out;
    }
    case "map":
      return {};
    case "oneOf":
      return zero(typings, shape.of[0] as Shape, depth);
    case "any":
      return "";
  }
}

/** A given value, with the members of nested objects that AWS adds: unknown in a preview, empty afterwards. */
function complete(typings: Typings, shape: Shape, value: unknown, preview: boolean, oldValue?: unknown): unknown {
  if (shape.kind !== "list" && shape.kind !== "object") {
    return value;
  }
  const old = unwrap(oldValue);
  const signature = signatureOf(value);
  if (signature === SECRET_SIGNATURE) {
    return { ...(value as Properties), value: complete(typings, shape, (value as Properties)["value"], preview, old) };
  }
  if (signature !== undefined || isUnknown(value)) {
    return value;
  }
  if (shape.kind === "list") {
    return Array.isArray(value)
      ? value.map((item, index) =>
          complete(typings, shape.of, item, preview, Array.isArray(old) ? old[index] : undefined),
        )
      : value;
  }
  const members = isRecord(value) ? typings.nested(shape) : undefined;
  if (members === undefined) {
    return value;
  }
  const out: Properties = { ...(value as Properties) };
  for (const member of members.values()) {
    const held = out[member.name];
    const before = isRecord(old) ? old[member.name] : undefined;
    if (held !== undefined && held !== null) {
      out[member.name] = complete(typings, member.shape, held, preview, before);
    } else if (!member.optional && isRecord(old)) {
      if (before !== undefined && before !== null) {
        out[member.name] = before;
      }
    } else if (!member.optional) {
      out[member.name] = preview ? UNKNOWN : zero(typings, member.shape);
    }
  }
  return out;
}

/** The provider's default tags under the resource's own, as secret as the latter. */
function mergedTags(defaults: Readonly<Record<string, string>>, tags: unknown): unknown {
  const own = unwrap(tags);
  if (isUnknown(own)) {
    return tags;
  }
  const merged = { ...defaults, ...(isRecord(own) ? own : {}) };
  return signatureOf(tags) === SECRET_SIGNATURE ? { [SIGNATURE_KEY]: SECRET_SIGNATURE, value: merged } : merged;
}
