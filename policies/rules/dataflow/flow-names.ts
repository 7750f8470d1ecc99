import { regionOf } from "../../classification";
import { effective, identities, type Resource, STACK_REFERENCE, typeOf } from "../../resource";
import { oncePerStack } from "../../once-per-stack";
import type { Kind, StackIndex } from "../../stack-index";
import { isObject, UNKNOWN, type PropertyValue } from "../../value";

/** What a property names. */
export interface Named {
  readonly found: readonly Resource[];
  /** A value is not known yet, and nothing tells whom it will name. */
  readonly open: boolean;
  /** ARNs of what is not of this program. */
  readonly outside: readonly string[];
}

/**
 * Resources of a kind that a property names: by reference or value, by an ARN that the name of a resource explains, inside a JSON document,
 * by an alias, an access point or a consumer. What another stack hands over is outside, not open.
 */
export function namedIn(index: StackIndex, owner: Resource, property: string, kind: Kind<unknown>): Named {
  const value = owner.inputs[property];
  if (value === undefined || value === null) return { found: [], open: false, outside: [] };
  const named = index.named(owner, property, kind);
  const found = new Set(named.certain);
  for (const standIn of standInsOf(index, owner, property)) {
    for (const behind of namedIn(index, standIn, STAND_IN_FOR[standIn.type] ?? "", kind).found) found.add(behind);
  }
  const outside: string[] = [];
  for (const text of textsOf(value)) {
    const meant = byArn(index, text).filter(({ type }) => kind.types.includes(type));
    for (const resource of meant) found.add(resource);
    if (meant.length === 0 && text.startsWith("arn:") && !named.certain.some((item) => identities(item).includes(text)))
      outside.push(text);
  }
  found.delete(owner);
  return {
    found: [...found],
    open: found.size === 0 && named.mayBeMore && !fromOtherStacks(owner, property),
    outside,
  };
}

/** Goes by a name of its own and stands for another resource. */
const STAND_IN_FOR: Readonly<Record<string, string>> = {
  "aws:lambda/alias:Alias": "functionName",
  "aws:kinesis/streamConsumer:StreamConsumer": "streamArn",
  "aws:s3/accessPoint:AccessPoint": "bucket",
};

/** By reference alone: an alias such as `live` has its name from no one. */
function standInsOf(index: StackIndex, owner: Resource, property: string): readonly Resource[] {
  return (owner.propertyDependencies?.[property] ?? [])
    .map((urn) => index.get(urn))
    .filter((resource) => resource !== undefined)
    .filter(({ type }) => type in STAND_IN_FOR);
}

function fromOtherStacks(owner: Resource, property: string): boolean {
  const references = owner.propertyDependencies?.[property] ?? [];
  return references.length > 0 && references.every((urn) => typeOf(urn) === STACK_REFERENCE);
}

/** All known strings in a value, those of JSON documents included. */
export function textsOf(value: PropertyValue): string[] {
  if (typeof value === "string") return /^\s*[[{]/.test(value) ? textsOf(parsed(value)) : [value];
  if (Array.isArray(value)) return (value as readonly PropertyValue[]).flatMap(textsOf);
  return isObject(value) ? Object.values(value).flatMap(textsOf) : [];
}

/** A JSON document, or `UNKNOWN` for text that is none. */
export function parsed(text: string): PropertyValue {
  try {
    return JSON.parse(text) as PropertyValue;
  } catch {
    return UNKNOWN;
  }
}

/** How the ARN of a named resource goes on after the account ("Service Authorization Reference", resource types). */
const ARN_OF: Readonly<Record<string, readonly [service: string, before: string, property: string]>> = {
  "aws:sqs/queue:Queue": ["sqs", "", "name"],
  "aws:sns/topic:Topic": ["sns", "", "name"],
  "aws:lambda/function:Function": ["lambda", "function:", "name"],
  "aws:kinesis/stream:Stream": ["kinesis", "stream/", "name"],
  "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": ["firehose", "deliverystream/", "name"],
  "aws:dynamodb/table:Table": ["dynamodb", "table/", "name"],
  "aws:cloudwatch/logGroup:LogGroup": ["logs", "log-group:", "name"],
  "aws:cloudwatch/logDestination:LogDestination": ["logs", "destination:", "name"],
  "aws:cloudwatch/eventBus:EventBus": ["events", "event-bus/", "name"],
  "aws:backup/vault:Vault": ["backup", "backup-vault:", "name"],
  "aws:s3/bucket:Bucket": ["s3", "", "bucket"],
  "aws:s3/bucketV2:BucketV2": ["s3", "", "bucket"],
  "aws-native:s3:Bucket": ["s3", "", "bucketName"],
};

/** Resources of this program that an ARN or an `s3://` path means. */
export function byArn(index: StackIndex, text: string): readonly Resource[] {
  if (text.startsWith("s3://")) return bucketsOfPath(index, text.slice("s3://".length));
  const [, , service = "", region = "", , ...rest] = text.split(":");
  const found = bookOf(index).get(`${service}:${withoutDetail(service, rest.join(":"))}`) ?? [];
  return found.filter((resource) => region === "" || [undefined, region].includes(regionOf(resource)));
}

/** The bucket of `bucket/key`. */
export function bucketsOfPath(index: StackIndex, path: string): readonly Resource[] {
  return bookOf(index).get(`s3:${path.split("/")[0]}`) ?? [];
}

/** The ARN's resource without the version, stream, object or log stream inside it. */
function withoutDetail(service: string, resource: string): string {
  switch (service) {
    case "s3":
      return resource.split("/")[0] ?? "";
    case "dynamodb":
      return resource.split("/").slice(0, 2).join("/");
    case "lambda":
    case "logs":
      return resource.split(":").slice(0, 2).join(":");
    default:
      return resource;
  }
}

const bookOf = oncePerStack((index): ReadonlyMap<string, readonly Resource[]> => {
  const book = new Map<string, Resource[]>();
  for (const resource of index.resources) {
    const words = ARN_OF[resource.type];
    if (words === undefined) continue;
    const [service, before, property] = words;
    const name = effective(resource, property);
    if (typeof name !== "string") continue;
    const key = `${service}:${before}${name}`;
    book.set(key, [...(book.get(key) ?? []), resource]);
  }
  return book;
});
