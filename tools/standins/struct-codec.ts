/**
 * Protobuf's `Struct` straight from and to plain JavaScript, and the fields of a message around it. The general library
 * builds an object for every value and then another one from it; of a large preview that was most of a provider's time.
 * Source of the format: the protobuf encoding guide and `google/protobuf/struct.proto`.
 */
import type { Properties } from "./wire";

const VARINT = 0;
const FIXED64 = 1;
const BYTES = 2;
const FIXED32 = 5;

/** Fields of `google.protobuf.Value`, shifted past their wire type. */
const NULL_TAG = 8;
const NUMBER_TAG = 17;
const STRING_TAG = 26;
const BOOLEAN_TAG = 32;
const STRUCT_TAG = 42;
const LIST_TAG = 50;
/** First and second field of a map entry, of a list and of a struct. */
const FIRST_TAG = 10;
const SECOND_TAG = 18;

/**
 * Writes a message from its end to its start: a length is known as soon as what it counts is written. Fields are given
 * in the reverse order of the message.
 */
export class MessageWriter {
  private buffer = Buffer.allocUnsafe(4096);
  private at = this.buffer.length;

  /** The message. */
  finish(): Buffer {
    return this.buffer.subarray(this.at);
  }

  /** Protobuf leaves out an empty text. */
  text(field: number, value: string): void {
    if (value !== "") {
      this.string(value, (field << 3) | BYTES);
    }
  }

  struct(field: number, properties: Properties): void {
    const end = this.end();
    this.members(properties);
    this.head((field << 3) | BYTES, end);
  }

  /** A message inside, whose fields `write` gives in reverse. */
  message(field: number, write: () => void): void {
    const end = this.end();
    write();
    this.head((field << 3) | BYTES, end);
  }

  private members(properties: Properties): void {
    const keys = Object.keys(properties);
    for (let index = keys.length - 1; index >= 0; index -= 1) {
      const key = keys[index] as string;
      const value = properties[key];
      if (value !== undefined) {
        const end = this.end();
        const valueEnd = end;
        this.value(value);
        this.head(SECOND_TAG, valueEnd);
        this.string(key, FIRST_TAG);
        this.head(FIRST_TAG, end);
      }
    }
  }

  private value(value: unknown): void {
    switch (typeof value) {
      case "string":
        this.string(value, STRING_TAG);
        return;
      case "number":
        this.room(9);
        this.buffer.writeDoubleLE(value, (this.at -= 8));
        this.buffer[--this.at] = NUMBER_TAG;
        return;
      case "boolean":
        this.room(2);
        this.buffer[--this.at] = value ? 1 : 0;
        this.buffer[--this.at] = BOOLEAN_TAG;
        return;
    }
    if (value === null || value === undefined) {
      this.room(2);
      this.buffer[--this.at] = 0;
      this.buffer[--this.at] = NULL_TAG;
      return;
    }
    const end = this.end();
    if (Array.isArray(value)) {
      for (let index = value.length - 1; index >= 0; index -= 1) {
        const itemEnd = this.end();
        this.value(value[index]);
        this.head(FIRST_TAG, itemEnd);
      }
      this.head(LIST_TAG, end);
    } else {
      this.members(value as Properties);
      this.head(STRUCT_TAG, end);
    }
  }

  private string(value: string, tag: number): void {
    const length = Buffer.byteLength(value);
    this.room(length + 10);
    this.buffer.write(value, (this.at -= length));
    this.varint(length);
    this.varint(tag);
  }

  /** Where a part ends, counted from the end of the buffer, which keeps when the buffer grows. */
  private end(): number {
    return this.buffer.length - this.at;
  }

  private head(tag: number, end: number): void {
    this.room(10);
    this.varint(this.buffer.length - end - this.at);
    this.varint(tag);
  }

  private varint(value: number): void {
    let bytes = 1;
    for (let rest = value; rest > 127; rest >>>= 7) {
      bytes += 1;
    }
    this.at -= bytes;
    let rest = value;
    for (let index = 0; index < bytes; index += 1) {
      this.buffer[this.at + index] = (rest & 127) | (index < bytes - 1 ? 128 : 0);
      rest >>>= 7;
    }
  }

  private room(bytes: number): void {
    if (this.at < bytes) {
      const larger = Buffer.allocUnsafe(Math.max(this.buffer.length * 2, this.buffer.length + bytes));
      const used = this.buffer.length - this.at;
      this.buffer.copy(larger, larger.length - used, this.at);
      this.buffer = larger;
      this.at = larger.length - used;
    }
  }
}

/** A field of a message: its bytes, or its number where it is one. */
export interface Field {
  bytes: Buffer;
  number: number;
}

const NOTHING: Field = { bytes: Buffer.alloc(0), number: 0 };

/** The fields of a message by number; of a repeated field the last. A field that is not there is empty and 0. */
export function readFields(message: Buffer): (field: number) => Field {
  const fields = new Map<number, Field>();
  const reader = new Reader(message);
  while (reader.at < message.length) {
    const tag = reader.varint();
    fields.set(tag >>> 3, reader.field(tag & 7));
  }
  return (field) => fields.get(field) ?? NOTHING;
}

/** A `Struct` from its bytes. Throws a RangeError for bytes that are none. */
export function readStruct(bytes: Buffer): Properties {
  const out: Properties = {};
  const reader = new Reader(bytes);
  while (reader.at < bytes.length) {
    reader.varint();
    const end = reader.varint() + reader.at;
    let key = "";
    let value: unknown = null;
    while (reader.at < end) {
      const tag = reader.varint();
      const length = reader.varint();
      if (tag === FIRST_TAG) {
        key = reader.text(length);
      } else {
        value = readValue(reader, length + reader.at);
      }
    }
    out[key] = value;
  }
  return out;
}

function readValue(reader: Reader, end: number): unknown {
  let value: unknown = null;
  while (reader.at < end) {
    switch (reader.varint()) {
      case NUMBER_TAG:
        value = reader.double();
        break;
      case STRING_TAG:
        value = reader.text(reader.varint());
        break;
      case BOOLEAN_TAG:
        value = reader.varint() !== 0;
        break;
      case STRUCT_TAG:
        value = readStruct(reader.slice(reader.varint()));
        break;
      case LIST_TAG:
        value = readList(reader, reader.varint() + reader.at);
        break;
      default:
        reader.varint();
        value = null;
    }
  }
  return value;
}

function readList(reader: Reader, end: number): unknown[] {
  const out: unknown[] = [];
  while (reader.at < end) {
    reader.varint();
    out.push(readValue(reader, reader.varint() + reader.at));
  }
  return out;
}

class Reader {
  at = 0;

  constructor(private readonly bytes: Buffer) {}

  varint(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.bytes[this.at];
      if (byte === undefined) {
        throw new RangeError("a protobuf message ends inside a number");
      }
      this.at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) {
        return value;
      }
    }
  }

  double(): number {
    const value = this.bytes.readDoubleLE(this.at);
    this.at += 8;
    return value;
  }

  text(length: number): string {
    return this.bytes.toString("utf8", this.at, (this.at += length));
  }

  slice(length: number): Buffer {
    return this.bytes.subarray(this.at, (this.at += length));
  }

  field(wireType: number): Field {
    switch (wireType) {
      case VARINT:
        return { bytes: NOTHING.bytes, number: this.varint() };
      case FIXED64:
        return { bytes: NOTHING.bytes, number: this.double() };
      case FIXED32:
        this.at += 4;
        return NOTHING;
      case BYTES:
        return { bytes: this.slice(this.varint()), number: 0 };
      default:
        throw new RangeError(`a protobuf message has a field of the unknown wire type ${wireType}`);
    }
  }
}
