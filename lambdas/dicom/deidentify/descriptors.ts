import { findPhi } from "../../phi/engine";

/**
 * Texts that the option Clean Descriptors keeps where it can clean them (PS3.15 table E.1-1, column "Clean Desc. Opt."), by tag. Sequences and
 * encapsulated documents of the column are not among them: they go, as the basic profile has it.
 */
export const DESCRIPTORS: ReadonlySet<string> = new Set(
  (
    "00081030 0008103E 00081080 00082111 00084000 00102000 00102110 00102180 001021B0 00104000 00120051 00120072 00180010 00181030 00181400 " +
    "00184000 00189185 0018937B 0018937F 00189424 0018A003 00204000 00209158 00321030 00321060 00321066 00321070 00324000 00380040 00380062 " +
    "00380500 00384000 00400007 00400254 00400280 0040051A 00400600 00400602 00401002 00401400 00402001 00402400 00500021 22000002 300A0002 " +
    "300A0003 300A0004 300A000E 300A0016 300A0072 300A00C3 300A00DD 300A0196 300A01A6 300A01B2 300A02EB 300A0608 300A0619 300A0623 300A062A " +
    "300A0676 300A067C 300A067D 300C0113 3010000F 30100017 30100033 30100034 30100035 30100036 30100037 30100038 30100054 30100056 3010005A " +
    "3010005C 30100061 30100077 3010007A 3010007B 3010007F 4008010B 40080115 40080300 40084000"
  ).split(" "),
);

/** Forms of texts and names; of others the values are not words. */
const NAMING = new Set(["PN", "LO", "SH"]);
/** A part of fewer letters is found in too many words. */
const SHORTEST_PART = 3;

/** A value of an attribute that the profile takes away, and what it is a form of. */
export interface Removed {
  readonly vr: string;
  readonly text: string;
}

/** Parts of what is taken away, in small letters: a name or a number that a header has may stand in its descriptions too. */
export function knownParts(removed: readonly Removed[]): ReadonlySet<string> {
  const parts = removed
    .filter(({ vr }) => NAMING.has(vr))
    .flatMap(({ text }) => text.toLowerCase().split(/[^\p{L}\p{N}]+/u));
  return new Set(parts.filter((part) => part.length >= SHORTEST_PART));
}

/**
 * A description without identifiers: what the engine finds, words of the file's own names and numbers, and every run of four digits or more go, each
 * for an asterisk. Undefined where nothing but these is left, and for letters beyond ASCII, whose meaning hangs on the file's character set: the
 * attribute is then treated as the basic profile has it.
 */
export function cleanedDescription(text: string, known: ReadonlySet<string>): string | undefined {
  if (!/^[\t\n\r\x20-\x7e]*$/.test(text)) return undefined;
  const found = [...findPhi(text)].sort((a, b) => b.begin - a.begin);
  const masked = found.reduce((left, { begin, end }) => `${left.slice(0, begin)}*${left.slice(end)}`, text);
  const clean = masked
    .replace(/[\p{L}\p{N}]+/gu, (word) => (known.has(word.toLowerCase()) || /\d{4}/.test(word) ? "*" : word))
    .replace(/\*(?:\s*\*)+/g, "*")
    .trim();
  return /\p{L}/u.test(clean) ? clean : undefined;
}
