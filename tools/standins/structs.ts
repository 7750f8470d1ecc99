import { Struct } from "google-protobuf/google/protobuf/struct_pb";
import { type Properties } from "./wire";

/** A message's properties as plain JavaScript in Pulumi's wire form. */
export function fromStruct(struct: Struct | undefined): Properties {
  return struct === undefined ? {} : (struct.toJavaScript() as Properties);
}

/** Undefined members are left out: a struct cannot hold them. */
export function toStruct(properties: Properties): Struct {
  return Struct.fromJavaScript(withoutUndefined(properties) as Parameters<typeof Struct.fromJavaScript>[0]);
}

function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => (item === undefined ? null : withoutUndefined(item)));
  }
  if (typeof value !== "object" || value === null) {
    return value;
  }
  const out: Properties = {};
  for (const [key, item] of Object.entries(value)) {
    if (item !== undefined) {
      out[key] = withoutUndefined(item);
    }
  }
  return out;
}
