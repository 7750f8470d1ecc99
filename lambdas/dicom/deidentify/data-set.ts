import { parseDicom, type DataSet, type Element } from "dicom-parser";

/** One attribute: its bytes, its items, or the fragments of encapsulated pixel data as they lie in the file. */
export interface Attribute {
  /** Eight hexadecimal digits in capitals. */
  readonly tag: string;
  /** Two letters; empty in implicit VR. */
  readonly vr: string;
  readonly content:
    | { readonly kind: "value"; readonly bytes: Uint8Array }
    | { readonly kind: "items"; readonly items: readonly (readonly Attribute[])[] }
    | { readonly kind: "fragments"; readonly bytes: Uint8Array };
}

export interface DicomFile {
  readonly meta: readonly Attribute[];
  readonly data: readonly Attribute[];
  readonly implicit: boolean;
}

const TRANSFER_SYNTAX = "x00020010";
const IMPLICIT = "1.2.840.10008.1.2";
/** Big endian is retired, and a deflated data set would have to be inflated first; HealthImaging takes neither. */
const NOT_READ = new Set(["1.2.840.10008.1.2.2", "1.2.840.10008.1.2.1.99"]);

/** Value representations whose length has four bytes in explicit VR (PS3.5 section 7.1.2). */
const LONG = new Set(["OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV"]);

/** Reads a whole Part 10 file; undefined for what is none that can be read and written again. */
export function readFile(bytes: Uint8Array): DicomFile | undefined {
  try {
    const parsed = parseDicom(bytes);
    const syntax = parsed.string(TRANSFER_SYNTAX)?.trim() ?? "";
    if (syntax === "" || NOT_READ.has(syntax)) return undefined;
    const all = attributesOf(parsed, bytes);
    return {
      meta: all.filter(({ tag }) => tag.startsWith("0002")),
      data: all.filter(({ tag }) => !tag.startsWith("0002")),
      implicit: syntax === IMPLICIT,
    };
  } catch {
    // What the parser throws is a text or an object with parts of the file in it.
    return undefined;
  }
}

function attributesOf(set: DataSet, bytes: Uint8Array): Attribute[] {
  return Object.values(set.elements)
    .map((element): Attribute => {
      const tag = element.tag.slice(1).toUpperCase();
      return { tag, vr: element.vr ?? "", content: contentOf(element, bytes) };
    })
    .sort((a, b) => (a.tag < b.tag ? -1 : 1));
}

function contentOf(element: Element, bytes: Uint8Array): Attribute["content"] {
  const { dataOffset, length } = element;
  const raw = bytes.subarray(dataOffset, dataOffset + length);
  if (element.encapsulatedPixelData === true) return { kind: "fragments", bytes: raw };
  if (element.items !== undefined) {
    return {
      kind: "items",
      items: element.items.map(({ dataSet }) => (dataSet === undefined ? [] : attributesOf(dataSet, bytes))),
    };
  }
  return { kind: "value", bytes: raw };
}

/** A Part 10 file with an empty preamble; lengths are all defined, save of encapsulated pixel data. */
export function writeFile({ meta, data, implicit }: DicomFile): Uint8Array {
  const head = Buffer.concat(meta.filter(({ tag }) => tag !== "00020000").map((one) => written(one, false)));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(head.length);
  const groupLength: Attribute = { tag: "00020000", vr: "UL", content: { kind: "value", bytes: length } };
  return Buffer.concat([
    Buffer.alloc(128),
    Buffer.from("DICM"),
    written(groupLength, false),
    head,
    ...data.map((one) => written(one, implicit)),
  ]);
}

function written({ tag, vr, content }: Attribute, implicit: boolean): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(parseInt(tag.slice(0, 4), 16), 0);
  head.writeUInt16LE(parseInt(tag.slice(4), 16), 2);
  switch (content.kind) {
    case "value": {
      const bytes = padded(content.bytes, vr);
      return Buffer.concat([head, lengthOf(bytes.length, vr, implicit), bytes]);
    }
    case "items": {
      const body = Buffer.concat(
        content.items.map((item) => itemOf(Buffer.concat(item.map((one) => written(one, implicit))))),
      );
      return Buffer.concat([head, lengthOf(body.length, "SQ", implicit), body]);
    }
    case "fragments":
      return Buffer.concat([head, lengthOf(0xffffffff, "OB", implicit), content.bytes]);
  }
}

function itemOf(body: Buffer): Buffer {
  const head = Buffer.from([0xfe, 0xff, 0x00, 0xe0, 0, 0, 0, 0]);
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body]);
}

function lengthOf(length: number, vr: string, implicit: boolean): Buffer {
  if (implicit) {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(length);
    return bytes;
  }
  if (LONG.has(vr)) {
    const bytes = Buffer.alloc(8);
    bytes.write(vr, 0, "latin1");
    bytes.writeUInt32LE(length, 4);
    return bytes;
  }
  const bytes = Buffer.alloc(4);
  bytes.write(vr, 0, "latin1");
  bytes.writeUInt16LE(length, 2);
  return bytes;
}

/** Values have an even length (PS3.5 section 7.1.1): UIDs end with a zero byte, texts with a space. */
function padded(bytes: Uint8Array, vr: string): Uint8Array {
  if (bytes.length % 2 === 0) return bytes;
  const filler = ["UI", "OB", "UN", ""].includes(vr) ? 0x00 : 0x20;
  return Buffer.concat([bytes, Buffer.from([filler])]);
}
