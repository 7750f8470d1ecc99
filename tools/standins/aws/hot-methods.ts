import type { ServiceDefinition } from "@grpc/grpc-js";
import { MessageWriter, readFields, readStruct } from "../struct-codec";
import type { Properties } from "../wire";
import type { Made } from "./outputs";
import type { Checked } from "./stand-in";

/** What Check asks: fields 1, 2 and 3 of `CheckRequest`. */
export interface CheckCall {
  urn: string;
  olds: Properties;
  news: Properties;
}

/** What Create asks: fields 1, 2 and 4 of `CreateRequest`. */
export interface CreateCall {
  urn: string;
  properties: Properties;
  preview: boolean;
}

/**
 * The provider service with a codec of its own for the two methods that every resource of a preview goes through; field
 * numbers are those of `pulumi/provider.proto`. All other methods keep the SDK's message classes.
 */
export function withHotMethods(service: ServiceDefinition): ServiceDefinition {
  const { check, create, ...others } = service;
  if (check === undefined || create === undefined) {
    throw new TypeError("the provider service has no check or no create");
  }
  return {
    ...others,
    check: { ...check, requestDeserialize: readCheck, responseSerialize: writeChecked },
    create: { ...create, requestDeserialize: readCreate, responseSerialize: writeMade },
  };
}

function readCheck(bytes: Buffer): CheckCall {
  const field = readFields(bytes);
  return { urn: field(1).bytes.toString(), olds: readStruct(field(2).bytes), news: readStruct(field(3).bytes) };
}

function writeChecked({ inputs, failures }: Checked): Buffer {
  const writer = new MessageWriter();
  for (const { property, reason } of [...failures].reverse()) {
    writer.message(2, () => {
      writer.text(2, reason);
      writer.text(1, property);
    });
  }
  writer.struct(1, inputs);
  return writer.finish();
}

function readCreate(bytes: Buffer): CreateCall {
  const field = readFields(bytes);
  return { urn: field(1).bytes.toString(), properties: readStruct(field(2).bytes), preview: field(4).number !== 0 };
}

function writeMade({ id, properties }: Made): Buffer {
  const writer = new MessageWriter();
  writer.struct(2, properties);
  writer.text(1, id);
  return writer.finish();
}
