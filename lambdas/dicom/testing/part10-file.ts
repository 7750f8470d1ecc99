/** Made-up DICOM files: unique identifiers of the example root 1.2.3, no patient. */

export interface MadeTags {
  readonly transferSyntax?: string;
  readonly sopClass?: string;
  readonly instance?: string;
  readonly study?: string;
  readonly series?: string;
}

export const MADE: Required<MadeTags> = {
  transferSyntax: "1.2.840.10008.1.2.1",
  sopClass: "1.2.840.10008.5.1.4.1.1.7",
  instance: "1.2.3.3",
  study: "1.2.3.1",
  series: "1.2.3.2",
};

/** A Part 10 file in explicit or, for that transfer syntax, implicit VR, with the given tags; an empty text leaves one out. */
export function part10File(tags: MadeTags = {}): Uint8Array {
  const made = { ...MADE, ...tags };
  const implicit = made.transferSyntax === "1.2.840.10008.1.2";
  const meta = element(0x0002, 0x0010, made.transferSyntax, false);
  const data = [
    element(0x0008, 0x0016, made.sopClass, implicit),
    element(0x0008, 0x0018, made.instance, implicit),
    element(0x0020, 0x000d, made.study, implicit),
    element(0x0020, 0x000e, made.series, implicit),
    pixelData(implicit),
  ];
  return Buffer.concat([Buffer.alloc(128), Buffer.from("DICM"), metaLength(meta.length), meta, ...data]);
}

function element(group: number, tag: number, value: string, implicit: boolean): Buffer {
  if (value === "") return Buffer.alloc(0);
  const padded = Buffer.from(value.length % 2 === 0 ? value : `${value}\0`);
  const head = Buffer.alloc(8);
  head.writeUInt16LE(group, 0);
  head.writeUInt16LE(tag, 2);
  if (implicit) head.writeUInt32LE(padded.length, 4);
  else {
    head.write("UI", 4);
    head.writeUInt16LE(padded.length, 6);
  }
  return Buffer.concat([head, padded]);
}

function metaLength(length: number): Buffer {
  const buffer = Buffer.alloc(12);
  buffer.writeUInt16LE(0x0002, 0);
  buffer.write("UL", 4);
  buffer.writeUInt16LE(4, 6);
  buffer.writeUInt32LE(length, 8);
  return buffer;
}

function pixelData(implicit: boolean): Buffer {
  const head = Buffer.alloc(implicit ? 8 : 12);
  head.writeUInt16LE(0x7fe0, 0);
  head.writeUInt16LE(0x0010, 2);
  if (implicit) head.writeUInt32LE(4, 4);
  else {
    head.write("OW", 4);
    head.writeUInt32LE(4, 8);
  }
  return Buffer.concat([head, Buffer.alloc(4)]);
}
