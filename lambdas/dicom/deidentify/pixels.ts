import { readFile, type Attribute } from "./data-set";

/**
 * Kinds of images whose pixels often have the patient's name in them: secondary captures (screens and scans), ultrasound, and pictures of
 * endoscopes and cameras (PS3.15 E.3.1 and E.3.2; storage classes of PS3.4 annex B.5).
 */
const OFTEN_WITH_TEXT = [
  "1.2.840.10008.5.1.4.1.1.7",
  "1.2.840.10008.5.1.4.1.1.6.1",
  "1.2.840.10008.5.1.4.1.1.6.2",
  "1.2.840.10008.5.1.4.1.1.3.1",
  "1.2.840.10008.5.1.4.1.1.77.1",
];

const TAG = {
  sopClass: "00080016",
  conversionType: "00080064",
  burnedIn: "00280301",
  pixels: ["7FE00008", "7FE00009", "7FE00010"],
} as const;

/**
 * Whether nobody excludes that the image shows a name: it says so itself, or it says nothing and is of a kind that often does, or came from
 * film, paper or a screen. Undefined for what can't be read. A file without pixels shows none.
 */
export function mayShowText(bytes: Uint8Array): boolean | undefined {
  const data = readFile(bytes)?.data;
  if (data === undefined) return undefined;
  if (!data.some(({ tag }) => (TAG.pixels as readonly string[]).includes(tag))) return false;
  const burnedIn = textOf(data, TAG.burnedIn);
  if (burnedIn !== "") return burnedIn !== "NO";
  const sopClass = textOf(data, TAG.sopClass);
  const often = OFTEN_WITH_TEXT.some((uid) => sopClass === uid || sopClass.startsWith(`${uid}.`));
  return often || textOf(data, TAG.conversionType) !== "";
}

function textOf(data: readonly Attribute[], tag: string): string {
  const content = data.find((one) => one.tag === tag)?.content;
  return content?.kind === "value"
    ? Buffer.from(content.bytes)
        .toString("latin1")
        .replace(/[\0 ]+$/, "")
    : "";
}
