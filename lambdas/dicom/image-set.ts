import { z } from "zod";

/** The part of HealthImaging's metadata of an image set that is read here (HealthImaging Developer Guide, "Getting image set metadata"). */
const FRAME = z.looseObject({ ID: z.string(), FrameSizeInBytes: z.number().optional() });
const ATTRIBUTES = z.record(z.string(), z.unknown()).default({});
const INSTANCE = z.looseObject({
  DICOM: ATTRIBUTES,
  /** Value representations that the dictionary does not tell. */
  DICOMVRs: z.record(z.string(), z.string()).default({}),
  ImageFrames: z.array(FRAME).default([]),
});
const SERIES = z.looseObject({
  DICOM: ATTRIBUTES,
  Instances: z.record(z.string(), INSTANCE).default({}),
});
const METADATA = z.looseObject({
  Patient: z.looseObject({ DICOM: ATTRIBUTES }).default({ DICOM: {} }),
  Study: z.looseObject({
    DICOM: ATTRIBUTES,
    Series: z.record(z.string(), SERIES).default({}),
  }),
});

export type ImageSetMetadata = z.infer<typeof METADATA>;
export type Series = z.infer<typeof SERIES>;
/** Values by the attributes' keywords. */
export type Attributes = Readonly<Record<string, unknown>>;

/** Undefined for what is no metadata of an image set. */
export function imageSetMetadata(text: string): ImageSetMetadata | undefined {
  try {
    return METADATA.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

export const seriesOf = ({ Study }: ImageSetMetadata, uid: string): Series | undefined =>
  Object.hasOwn(Study.Series, uid) ? Study.Series[uid] : undefined;

/** Id of a frame by its number, which DICOMweb counts from one. */
export function frameIdOf(
  metadata: ImageSetMetadata,
  series: string,
  instance: string,
  frame: number,
): string | undefined {
  const instances = seriesOf(metadata, series)?.Instances ?? {};
  return Object.hasOwn(instances, instance) ? instances[instance]?.ImageFrames[frame - 1]?.ID : undefined;
}

/** Storage classes of structured reports (PS3.4 annex B.5): basic text, enhanced, comprehensive and those after them. */
const REPORT = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.88\./;

/**
 * The text of the structured reports of an image set: values of text content items, in the order of the reports. An encapsulated PDF has none that
 * could be read here.
 */
export function reportTexts({ Study }: ImageSetMetadata): string[] {
  return Object.values(Study.Series)
    .flatMap(({ Instances }) => Object.values(Instances))
    .filter(({ DICOM }) => typeof DICOM["SOPClassUID"] === "string" && REPORT.test(DICOM["SOPClassUID"]))
    .map(({ DICOM }) => textsIn(DICOM["ContentSequence"], 0).join("\n"))
    .filter((text) => text !== "");
}

/** Content items nest; deeper than any report does, something is wrong with it. */
const DEEPEST = 64;

function textsIn(value: unknown, depth: number): string[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.flatMap((item) => textsIn(item, depth + 1));
  if (typeof value !== "object" || value === null) return [];
  const item = value as Readonly<Record<string, unknown>>;
  const text = item["TextValue"];
  return [...(typeof text === "string" ? [text] : []), ...textsIn(item["ContentSequence"], depth + 1)];
}

/** Ids of all frames, in order. */
export function frameIds({ Study }: ImageSetMetadata): string[] {
  return Object.values(Study.Series).flatMap(({ Instances }) =>
    Object.values(Instances).flatMap(({ ImageFrames }) => ImageFrames.map(({ ID }) => ID)),
  );
}
