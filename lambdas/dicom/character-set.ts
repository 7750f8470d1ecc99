/**
 * Text of DICOM values by the attribute Specific Character Set (PS3.3 section C.12.1.1.2): single character sets, Unicode, and ISO 2022 with its
 * escapes for Japanese, Korean and Chinese (PS3.5 section 6.1 and annexes H, I, J, K).
 */
const ONE_BYTE: Readonly<Record<string, string>> = {
  "": "windows-1252",
  "ISO_IR 6": "windows-1252",
  "ISO_IR 100": "windows-1252",
  "ISO_IR 101": "iso-8859-2",
  "ISO_IR 109": "iso-8859-3",
  "ISO_IR 110": "iso-8859-4",
  "ISO_IR 144": "iso-8859-5",
  "ISO_IR 127": "iso-8859-6",
  "ISO_IR 126": "iso-8859-7",
  "ISO_IR 138": "iso-8859-8",
  "ISO_IR 148": "windows-1254",
  "ISO_IR 203": "iso-8859-15",
  "ISO_IR 13": "shift_jis",
  "ISO_IR 166": "windows-874",
  "ISO_IR 192": "utf-8",
  GB18030: "gb18030",
  GBK: "gbk",
};

/** Escapes (after the ESC byte) and what the bytes after them are. */
const ESCAPES: readonly (readonly [
  escape: string,
  encoding: string,
  wrap?: readonly [before: string, after: string],
])[] = [
  ["$B", "iso-2022-jp", ["\x1b$B", "\x1b(B"]],
  // JIS X 0212 has no decoder in the platform: its characters become the sign for what can't be read.
  ["$(D", "unreadable"],
  ["$)C", "euc-kr"],
  ["$)A", "gbk"],
  ["(B", "windows-1252"],
  ["(J", "shift_jis"],
  [")I", "shift_jis"],
  ["-A", "windows-1252"],
  ["-B", "iso-8859-2"],
  ["-C", "iso-8859-3"],
  ["-D", "iso-8859-4"],
  ["-L", "iso-8859-5"],
  ["-G", "iso-8859-6"],
  ["-F", "iso-8859-7"],
  ["-H", "iso-8859-8"],
  ["-M", "windows-1254"],
  ["-T", "windows-874"],
  ["-b", "iso-8859-15"],
];

const ESC = 0x1b;
/** Bytes that bring the first character set back: line ends, and what parts values and names (PS3.5 section 6.1.2.5.3). */
const RESETS = new Set([0x0a, 0x0c, 0x0d, 0x5c, 0x5e, 0x3d]);

/** The names of the attribute's values; `ISO 2022 IR 100` as `ISO_IR 100`. Undefined for one that DICOM does not have. */
export function characterSets(attribute: string): readonly string[] | undefined {
  const names = attribute.split("\\").map((name) => name.trim().replace(/^ISO 2022 IR /, "ISO_IR "));
  const known = (name: string): boolean =>
    name in ONE_BYTE || ["ISO_IR 58", "ISO_IR 87", "ISO_IR 149", "ISO_IR 159"].includes(name);
  return names.every(known) ? names : undefined;
}

/** Text of a value's bytes, without the padding at its end. What can't be read becomes U+FFFD; it never throws. */
export function textOfBytes(bytes: Uint8Array, attribute: string): string {
  const [first = ""] = characterSets(attribute) ?? [""];
  const start = ONE_BYTE[first] ?? "windows-1252";
  return decoded(bytes, start).replace(/[\0 ]+$/, "");
}

function decoded(bytes: Uint8Array, start: string): string {
  if (["utf-8", "gb18030", "gbk"].includes(start) || !bytes.includes(ESC)) return run(bytes, start);
  let [text, encoding, from] = ["", start, 0];
  let wrap: readonly [string, string] | undefined;
  const take = (to: number): void => {
    text += run(bytes.subarray(from, to), encoding, wrap);
    from = to;
  };
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === ESC) {
      take(at);
      const rest = String.fromCharCode(...bytes.subarray(at + 1, at + 4));
      const found = ESCAPES.find(([escape]) => rest.startsWith(escape));
      [encoding, wrap] = found === undefined ? ["unreadable", undefined] : [found[1], found[2]];
      at += found?.[0].length ?? 0;
      from = at + 1;
    } else if (RESETS.has(byte) && wrap === undefined) {
      take(at);
      encoding = start;
    }
  }
  take(bytes.length);
  return text;
}

function run(bytes: Uint8Array, encoding: string, wrap?: readonly [string, string]): string {
  if (bytes.length === 0) return "";
  if (encoding === "unreadable") return "\ufffd";
  const [before, after] = wrap ?? ["", ""];
  const whole = Buffer.concat([Buffer.from(before, "latin1"), bytes, Buffer.from(after, "latin1")]);
  return new TextDecoder(encoding).decode(whole);
}
