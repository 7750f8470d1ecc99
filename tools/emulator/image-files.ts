import { readFile, writeFile, type Attribute } from "../../lambdas/dicom/deidentify/data-set";
import { madeFile, sequence, value } from "../../lambdas/dicom/testing/made-file";

const REPORT = "1.2.840.10008.5.1.4.1.1.88.11";

export interface Uids {
  readonly study: string;
  readonly series: string;
  readonly instance: string;
}

/** A computed tomography's slice of those UIDs with that content for its pixels. */
export const slice = (uids: Uids, pixels: Uint8Array): Uint8Array =>
  changed(madeFile({ instance: uids.instance }), uids, {
    tag: "7FE00010",
    vr: "OW",
    content: { kind: "value", bytes: pixels },
  });

/** A structured report of those UIDs: its first text, and the others in a container below. */
export function report(uids: Uids, first: string, ...others: readonly string[]): Uint8Array {
  const text = (of: string): Attribute[] => [value("0040A040", "CS", "TEXT"), value("0040A160", "UT", of)];
  const below = [value("0040A040", "CS", "CONTAINER"), sequence("0040A730", ...others.map(text))];
  return changed(
    madeFile({ sopClass: REPORT, instance: uids.instance, more: [sequence("0040A730", text(first), below)] }),
    uids,
    undefined,
  );
}

/** The file with other UIDs and other pixels, or none. */
function changed(file: Uint8Array, { study, series }: Uids, pixels: Attribute | undefined): Uint8Array {
  const { meta, data, implicit } = readFile(file) as NonNullable<ReturnType<typeof readFile>>;
  const replaced = new Set(["0020000D", "0020000E", "7FE00010"]);
  const others = [value("0020000D", "UI", study), value("0020000E", "UI", series), ...(pixels ? [pixels] : [])];
  const all = [...data.filter(({ tag }) => !replaced.has(tag)), ...others];
  return writeFile({ meta, data: all.sort((a, b) => (a.tag < b.tag ? -1 : 1)), implicit });
}
