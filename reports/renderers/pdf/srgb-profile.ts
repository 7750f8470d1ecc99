/** Colorants of sRGB adapted to D50, as s15Fixed16 (IEC 61966-2-1, amendment 1; ICC.1:2001-04, 6.1). */
const WHITE = [0xf6d6, 0x10000, 0xd32d];
const RED = [0x6fa2, 0x38f5, 0x0390];
const GREEN = [0x6299, 0xb785, 0x18da];
const BLUE = [0x24a0, 0x0f84, 0xb6cf];
const CURVE_POINTS = 1024;

/**
 * An ICC profile of sRGB, version 2.1 (ICC.1:2001-04): a PDF/A must say what its colours mean. Written from the standard's figures, so that no
 * profile with terms of its own is shipped.
 */
export function srgbProfile(): Uint8Array {
  const curve = toneCurve();
  const tags: readonly (readonly [string, Buffer])[] = [
    ["desc", description("sRGB IEC61966-2-1")],
    ["cprt", text("Made by phiguard from the figures of IEC 61966-2-1; no rights reserved.")],
    ["wtpt", point(WHITE)],
    ["rXYZ", point(RED)],
    ["gXYZ", point(GREEN)],
    ["bXYZ", point(BLUE)],
    ["rTRC", curve],
    ["gTRC", curve],
    ["bTRC", curve],
  ];
  const table = Buffer.alloc(4 + tags.length * 12);
  table.writeUInt32BE(tags.length);
  const places = new Map<Buffer, number>();
  const bodies: Buffer[] = [];
  let next = 128 + table.length;
  tags.forEach(([name, body], index) => {
    // The three channels share one curve.
    const place = places.get(body) ?? next;
    if (!places.has(body)) {
      places.set(body, place);
      bodies.push(body);
      next += body.length;
    }
    table.write(name, 4 + index * 12, "latin1");
    table.writeUInt32BE(place, 8 + index * 12);
    table.writeUInt32BE(body.length, 12 + index * 12);
  });
  return Buffer.concat([header(next), table, ...bodies]);
}

/** Of a display profile, RGB to XYZ, dated the day it was written. */
function header(size: number): Buffer {
  const bytes = Buffer.alloc(128);
  bytes.writeUInt32BE(size, 0);
  bytes.writeUInt32BE(0x02100000, 8);
  bytes.write("mntrRGB XYZ ", 12, "latin1");
  [2026, 11, 22].forEach((part, index) => bytes.writeUInt16BE(part, 24 + index * 2));
  bytes.write("acsp", 36, "latin1");
  WHITE.forEach((value, index) => bytes.writeUInt32BE(value, 68 + index * 4));
  return bytes;
}

function toneCurve(): Buffer {
  const body = Buffer.alloc(12 + CURVE_POINTS * 2);
  body.write("curv", 0, "latin1");
  body.writeUInt32BE(CURVE_POINTS, 8);
  for (let index = 0; index < CURVE_POINTS; index++) {
    const value = index / (CURVE_POINTS - 1);
    const linear = value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    body.writeUInt16BE(Math.round(linear * 65535), 12 + index * 2);
  }
  return body;
}

function point(values: readonly number[]): Buffer {
  const body = Buffer.alloc(20);
  body.write("XYZ ", 0, "latin1");
  values.forEach((value, index) => body.writeUInt32BE(value, 8 + index * 4));
  return body;
}

function text(value: string): Buffer {
  return padded(Buffer.concat([Buffer.from("text\0\0\0\0", "latin1"), Buffer.from(`${value}\0`, "latin1")]));
}

/** textDescriptionType: the ASCII form, then empty Unicode and Macintosh forms. */
function description(value: string): Buffer {
  const ascii = Buffer.from(`${value}\0`, "latin1");
  const head = Buffer.alloc(12);
  head.write("desc", 0, "latin1");
  head.writeUInt32BE(ascii.length, 8);
  return padded(Buffer.concat([head, ascii, Buffer.alloc(4 + 4 + 2 + 1 + 67)]));
}

/** Every tag begins at a multiple of four bytes. */
function padded(body: Buffer): Buffer {
  return Buffer.concat([body, Buffer.alloc((4 - (body.length % 4)) % 4)]);
}
