import type { DetectorName } from "../phi/contract";
import type { DocumentRef } from "../phi/document";
import type { Format } from "../phi/formats";
import type { Category, Span } from "../phi/span";

/** Something that finds identifiers in a text. */
export interface Detector {
  readonly name: DetectorName;
  /** Categories that it looks for. */
  readonly covers: readonly Category[];
  /** What it found, by offsets in UTF-16 units of the text, and the version of what found it. */
  detect(text: string, format: Format): Promise<{ readonly spans: readonly Span[]; readonly version: string }>;
}

export interface Documents {
  read(document: DocumentRef): Promise<Uint8Array | "too-large" | "missing">;
  /** Keeps spans; writing the same again changes nothing. */
  writeSpans(key: string, text: string): Promise<void>;
}
