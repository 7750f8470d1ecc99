/** A call of the AWS SDK for Python: client, method, parameters by AWS's own names. */
export interface Call {
  readonly service: string;
  readonly operation: string;
  readonly parameters: object;
}

// Inputs of a resource and answers of AWS are free-form JSON.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Json = Record<string, any>;

/** How a resource is made: the calls one after the other, and what AWS's first answer says of it (`id`, `arn` and what others name). */
export interface Making {
  readonly calls: readonly Call[];
  readonly state?: (answer: Json) => Json;
}

/** Resource type to the calls that make it, from its inputs, its Pulumi name and its region. */
export type Makers = Readonly<Record<string, (inputs: Json, name: string, region: string) => Making>>;

export function call(service: string, operation: string, parameters: object): Call {
  return { service, operation, parameters: given(parameters) };
}

/** One call, and what its answer says. */
export function making(one: Call, state?: Making["state"]): Making {
  return { calls: [one], state };
}

/** Without what was not set. */
export function given<T extends object>(parameters: T): T {
  return Object.fromEntries(Object.entries(parameters).filter(([, value]) => value !== undefined)) as T;
}

/** AWS's names begin with a capital where the provider's do not; the same all the way down. */
export function capitals(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(capitals);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key.charAt(0).toUpperCase() + key.slice(1), capitals(inner)]),
  );
}

/** Tags as a list of pairs. */
export function tagList(tags: Json | undefined): { Key: string; Value: string }[] | undefined {
  return tags && Object.entries(tags).map(([Key, Value]) => ({ Key, Value: String(Value) }));
}

/** A policy as text: inputs have it as text or as an object. */
export function text(policy: unknown): string {
  return typeof policy === "string" ? policy : JSON.stringify(policy);
}
