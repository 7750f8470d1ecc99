import { documentedDefault } from "./documented-defaults";
import { type ResourceTypings } from "./typings";

/**
 * Defaults of the provider's schema that its documentation does not state in a sentence of the usual form. With a
 * default in the schema the value is known before the resource is made.
 */
const UNSTATED: Readonly<Record<string, Readonly<Record<string, string | number | boolean>>>> = {
  "s3/bucket": { forceDestroy: false },
  "s3/bucketV2": { forceDestroy: false },
  "cloudwatch/logGroup": { retentionInDays: 0, skipDestroy: false },
  "iam/policy": { path: "/" },
  "iam/role": { path: "/", maxSessionDuration: 3600 },
  "iam/user": { path: "/", forceDestroy: false },
  "iam/instanceProfile": { path: "/" },
  "sns/topic": { contentBasedDeduplication: false },
  "sqs/queue": {
    contentBasedDeduplication: false,
    delaySeconds: 0,
    fifoQueue: false,
    messageRetentionSeconds: 345600,
    receiveWaitTimeSeconds: 0,
    visibilityTimeoutSeconds: 30,
  },
};

const cache = new WeakMap<ResourceTypings, ReadonlyMap<string, string | number | boolean>>();

/** Values of arguments left out that the provider knows by itself, by property. */
export function defaultsOf(typings: ResourceTypings): ReadonlyMap<string, string | number | boolean> {
  let defaults = cache.get(typings);
  if (defaults === undefined) {
    const found = new Map<string, string | number | boolean>();
    for (const member of typings.inputs.values()) {
      const value = member.optional ? documentedDefault(member) : undefined;
      if (value !== undefined) {
        found.set(member.name, value);
      }
    }
    for (const [name, value] of Object.entries(UNSTATED[typings.token.split(":")[1] ?? ""] ?? {})) {
      found.set(name, value);
    }
    defaults = found;
    cache.set(typings, defaults);
  }
  return defaults;
}
