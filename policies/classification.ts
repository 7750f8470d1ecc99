import { fromBoolean, no, unknown, yes, type Answer } from "./answer";
import { CLOUD_CONTROL, effective, type Resource } from "./resource";
import type { PackSettings } from "./settings";
import { isObject, UNKNOWN, type PropertyValue } from "./value";

/** What a resource's tags say of the data it holds; `undeclared` when none says anything, `unknown` when a tag is not known yet. */
export type Classification =
  "phi" | "de-identified" | "internal" | "public" | "audit" | "undeclared" | "unknown" | "unrecognised";

const WORDS: Readonly<Record<string, Classification>> = {
  phi: "phi",
  ephi: "phi",
  pii: "phi",
  restricted: "phi",
  sensitive: "phi",
  confidential: "phi",
  "de-identified": "de-identified",
  deidentified: "de-identified",
  internal: "internal",
  private: "internal",
  public: "public",
  audit: "audit",
  evidence: "audit",
};

/** The resource's own tags before the provider's default tags, as the provider merges them. */
export function classificationOf(resource: Resource, settings: PackSettings): Classification {
  for (const tags of tagSets(resource)) {
    if (tags === UNKNOWN) return "unknown";
    if (!isObject(tags)) continue;
    for (const key of settings.classificationTags) {
      const value = tags[key];
      if (value === undefined || value === null) continue;
      if (value === UNKNOWN) return "unknown";
      return WORDS[String(value).trim().toLowerCase()] ?? "unrecognised";
    }
  }
  return "undeclared";
}

/**
 * Whether the resource must be guarded as patient data: nobody has said that it holds something else. A store without a classification
 * counts, so that leaving the tag out never opens a gate; audit data counts because it names patients and users.
 */
export function mayHoldPhi(resource: Resource, settings: PackSettings): Answer {
  switch (classificationOf(resource, settings)) {
    case "de-identified":
    case "internal":
    case "public":
      return no("tags");
    case "unknown":
      return unknown("tags");
    default:
      return yes;
  }
}

/** Own tags, the provider's default tags, then what the provider reports as the merged set. */
function tagSets(resource: Resource): PropertyValue[] {
  const sets: PropertyValue[] = [
    ownTags(resource),
    defaultTags(resource),
    resource.inputs["tagsAll"],
    resource.outputs?.["tagsAll"],
  ];
  return sets.filter((tags, position) => !(tags === UNKNOWN && position > 1));
}

/** Whether a tag with one of these keys stands on the resource or comes from the provider; `unknown` when it can't be told. */
export function tagOf(resource: Resource, keys: readonly string[]): string | undefined | "unknown" {
  for (const tags of tagSets(resource)) {
    if (tags === UNKNOWN) return "unknown";
    if (!isObject(tags)) continue;
    for (const key of keys) {
      const value = tags[key];
      if (value === UNKNOWN) return "unknown";
      if (value !== undefined && value !== null) return String(value);
    }
  }
  return undefined;
}

const EXPOSURE_TAGS = ["phiguard:exposure", "Exposure", "exposure"];

/** A tag says that the resource is meant to be reached from the internet: `phiguard:exposure` is `internet-facing`. */
export function isMeantForInternet(resource: Resource): Answer {
  const exposure = tagOf(resource, EXPOSURE_TAGS)?.trim().toLowerCase();
  return exposure === "unknown" ? unknown("tags") : fromBoolean(exposure === "internet-facing");
}

/** Tags as a map; Cloud Control and aws-native write `Tags` and `tags` as a list of key and value, Cloud Control inside its JSON. */
function ownTags(resource: Resource): PropertyValue {
  if (resource.type !== CLOUD_CONTROL) return tagMap(resource.inputs["tags"]);
  const state = resource.inputs["desiredState"];
  if (state === UNKNOWN) return UNKNOWN;
  const properties = effectiveConfig(state);
  return isObject(properties) ? tagMap(properties["Tags"]) : undefined;
}

function tagMap(tags: PropertyValue): PropertyValue {
  if (!Array.isArray(tags)) return tags;
  const map: Record<string, PropertyValue> = {};
  for (const tag of tags as readonly PropertyValue[]) {
    if (tag === UNKNOWN) return UNKNOWN;
    if (!isObject(tag)) continue;
    const key = tag["key"] ?? tag["Key"];
    if (key === UNKNOWN) return UNKNOWN;
    if (typeof key === "string") map[key] = tag["value"] ?? tag["Value"];
  }
  return map;
}

/** The few providers of a program are asked about for every resource: what their text says is kept, by that text. */
const knownDefaults = new Map<string, PropertyValue>();
const MOST_PROVIDERS = 64;

/** Provider configuration travels as JSON in a string. */
function defaultTags(resource: Resource): PropertyValue {
  // Default tags reach what has a tags property of its own; the JSON of Cloud Control has none.
  if (resource.type === CLOUD_CONTROL) return undefined;
  const config = resource.provider?.properties["defaultTags"];
  if (typeof config !== "string") return isObject(config) ? config["tags"] : config === UNKNOWN ? UNKNOWN : undefined;
  let tags = knownDefaults.get(config);
  if (tags === undefined) {
    const parsed = effectiveConfig(config);
    tags = isObject(parsed) ? parsed["tags"] : undefined;
    if (knownDefaults.size >= MOST_PROVIDERS) knownDefaults.clear();
    knownDefaults.set(config, tags);
  }
  return tags;
}

function effectiveConfig(value: PropertyValue): PropertyValue {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as PropertyValue;
  } catch {
    return undefined;
  }
}

/** The AWS region a resource is made in: its own `region` (provider 7), else its provider's. */
export function regionOf(resource: Resource): string | undefined {
  for (const value of [effective(resource, "region"), resource.provider?.properties["region"]]) {
    if (typeof value === "string" && value !== "") return value;
  }
  return undefined;
}
