import { elements, tags } from "@iwharris/dicom-data-dictionary";
import { seriesOf, type Attributes, type ImageSetMetadata } from "./image-set";

/** An attribute in the DICOM JSON model (PS3.18 annex F.2); neither `Value` nor `InlineBinary` where it is empty. */
export interface JsonAttribute {
  readonly vr: string;
  readonly Value?: readonly unknown[];
  readonly InlineBinary?: string;
}
/** Attributes by their tag, eight hexadecimal digits in capitals. */
export type JsonInstance = Readonly<Record<string, JsonAttribute>>;

const NUMBERS = new Set(["DS", "FD", "FL", "IS", "SL", "SS", "SV", "UL", "US", "UV"]);
const BYTES = new Set(["OB", "OD", "OF", "OL", "OV", "OW", "UN"]);
/** Text that may have a backslash in it (PS3.5 section 6.2). */
const SINGLE = new Set(["LT", "ST", "UR", "UT"]);
const NAME_GROUPS = ["Alphabetic", "Ideographic", "Phonetic"] as const;
/** Sequences nest; deeper than any image's do, something is wrong with it. */
const DEEPEST = 64;

/**
 * The instances of a series as DICOMweb's metadata (PS3.18 section 10.4.1.1.2) has them: each with what HealthImaging keeps once for patient, study
 * and series. Undefined where there is no such series. An attribute whose name is in no dictionary has no tag and is left out.
 */
export function dicomJson(metadata: ImageSetMetadata, seriesUid: string): JsonInstance[] | undefined {
  const { Patient, Study } = metadata;
  const series = seriesOf(metadata, seriesUid);
  return (
    series &&
    Object.values(series.Instances).map(({ DICOM, DICOMVRs }) =>
      jsonOf({ ...Patient.DICOM, ...Study.DICOM, ...series.DICOM, ...DICOM }, DICOMVRs, 0),
    )
  );
}

function jsonOf(attributes: Attributes, vrs: Readonly<Record<string, string>>, depth: number): JsonInstance {
  const found = Object.entries(attributes).flatMap(([name, value]): [string, JsonAttribute][] => {
    const tag = tagOf(name);
    if (tag === undefined) return [];
    const vr = vrs[name] ?? vrs[tag] ?? usualVr(tag, value);
    return [[tag, attributeOf(vr, value, depth)]];
  });
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Of a keyword of PS3.6, or of a private attribute's tag itself. */
function tagOf(name: string): string | undefined {
  if (/^[0-9A-Fa-f]{8}$/.test(name)) return name.toUpperCase();
  return Object.hasOwn(tags, name) ? tags[name]?.replace(/[(),]/g, "") : undefined;
}

/** By the dictionary; where that leaves a choice, by the sign of the value. */
function usualVr(tag: string, value: unknown): string {
  const { vr = "UN" } = elements[`(${tag.slice(0, 4)},${tag.slice(4)})`] ?? {};
  const [first = "UN", ...others] = vr.split(" or ");
  return others.includes("SS") && [value].flat().some((one) => Number(one) < 0) ? "SS" : first;
}

function attributeOf(vr: string, value: unknown, depth: number): JsonAttribute {
  if (value === null || value === undefined || value === "") return { vr };
  if (vr === "SQ") {
    const items = [value].flat().filter((item) => typeof item === "object" && item !== null);
    if (items.length === 0 || depth >= DEEPEST) return { vr };
    return { vr, Value: items.map((item) => jsonOf(item as Attributes, {}, depth + 1)) };
  }
  if (BYTES.has(vr)) return typeof value === "string" ? { vr, InlineBinary: value } : { vr };
  const parts = [value].flat();
  const values = parts.flatMap((one) => (typeof one === "string" && !SINGLE.has(vr) ? one.split("\\") : [one]));
  return { vr, Value: values.map((one) => valueOf(vr, one)) };
}

function valueOf(vr: string, value: unknown): unknown {
  // One of several values may be empty (PS3.18 annex F.2.5).
  if (value === null || value === "") return null;
  if (vr === "PN") {
    const groups = String(value).split("=");
    return Object.fromEntries(NAME_GROUPS.flatMap((group, at) => (groups[at] ? [[group, groups[at]]] : [])));
  }
  if (!NUMBERS.has(vr)) return String(value);
  const number = Number(value);
  return Number.isFinite(number) ? number : String(value);
}
