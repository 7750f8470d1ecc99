import { writeFile, type Attribute } from "../deidentify/data-set";

export const value = (tag: string, vr: string, text: string): Attribute => ({
  tag,
  vr,
  content: { kind: "value", bytes: Buffer.from(text) },
});
export const sequence = (tag: string, ...items: Attribute[][]): Attribute => ({
  tag,
  vr: "SQ",
  content: { kind: "items", items },
});

/** Storage classes: computed tomography, and a picture of a screen. */
export const CT = "1.2.840.10008.5.1.4.1.1.2";
export const SCREEN = "1.2.840.10008.5.1.4.1.1.7";

/** A file of somebody made up whose name, number and study all say "Secret". */
export function madeFile({ sopClass = CT, instance = "1.2.3.3", more = [] as readonly Attribute[] } = {}): Uint8Array {
  const data = [
    value("00080016", "UI", sopClass),
    value("00080018", "UI", instance),
    value("00080020", "DA", "20260301"),
    value("00080060", "CS", "CT"),
    value("00081030", "LO", "Study of Secret"),
    sequence("00081140", [value("00081150", "UI", sopClass), value("00081155", "UI", "1.2.3.9")]),
    value("00090010", "LO", "SECRET MAKER"),
    value("00100010", "PN", "Secret^Patient"),
    value("00100020", "LO", "SECRET-1"),
    value("0020000D", "UI", "1.2.3.1"),
    value("0020000E", "UI", "1.2.3.2"),
    value("7FE00010", "OW", "pixels!!"),
    ...more,
  ].sort((a, b) => (a.tag < b.tag ? -1 : 1));
  const meta = [
    value("00020002", "UI", sopClass),
    value("00020003", "UI", instance),
    value("00020010", "UI", "1.2.840.10008.1.2.1"),
  ];
  return writeFile({ meta, data, implicit: false });
}
