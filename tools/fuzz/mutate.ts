/** Numbers in [0, 1) that are the same for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What breaks readers: marks of every format, ends of lines, bytes that are no UTF-8, half characters. */
const PIECES = [
  "|",
  "^",
  "~",
  "\\",
  "&",
  "\r",
  "\n",
  "\r\n",
  "\u000b",
  "\u001c",
  "\u0000",
  "\ufeff",
  '"',
  '""',
  ",",
  ";",
  "\t",
  "=",
  "{",
  "}",
  "[",
  "]",
  ":",
  "<",
  ">",
  "</",
  "<!--",
  "-->",
  "<![CDATA[",
  "]]>",
  "&amp;",
  "&#x110000;",
  "\\u12",
  "\\u0000",
  "\\X41\\",
  "\\.br\\",
  "(0010,0010)",
  "MSH|^~\\&",
  "PID|",
  "OBX|1|ED|",
  '"resourceType":"Patient"',
  "é",
  "漢",
  "😀",
  "-1e999",
  "null",
  "@",
  "%",
  "' or",
  "://",
  "../",
].map((piece) => Buffer.from(piece));
const RAW = [Buffer.from([0xff]), Buffer.from([0xc3]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.from([0x80])];

/** The bytes with a few changes: parts left out, doubled, moved, or many times over, and pieces put in. */
export function mutated(bytes: Uint8Array, random: () => number, mostBytes = 20_000): Uint8Array {
  let result: Buffer = Buffer.from(bytes);
  const below = (limit: number): number => Math.floor(random() * limit);
  const changes = 1 + below(6);
  for (let change = 0; change < changes; change += 1) {
    const at = below(result.length + 1);
    const to = Math.min(result.length, at + below(40));
    const part = result.subarray(at, to);
    const before = result.subarray(0, at);
    const all = [...PIECES, ...RAW];
    const piece = all[below(all.length)] as Buffer;
    const kinds: (() => Uint8Array[])[] = [
      () => [before, result.subarray(to)],
      () => [before, part, part, result.subarray(to)],
      () => [before, piece, result.subarray(at)],
      () => [before, piece, result.subarray(to)],
      () => [before, Buffer.concat(Array.from({ length: 1 + below(300) }, () => piece)), result.subarray(at)],
      () => [before],
      () => [result.subarray(at), before],
      () => [before, Buffer.from(part.toString("latin1").toUpperCase(), "latin1"), result.subarray(to)],
      () => [before, Buffer.from(part.map((byte) => byte ^ (1 << below(8)))), result.subarray(to)],
    ];
    result = Buffer.concat((kinds[below(kinds.length)] as () => Uint8Array[])()).subarray(0, mostBytes);
  }
  return result;
}
