import type { DetectorName } from "../phi/contract";
import type { DocumentRef } from "../phi/document";
import type { Format } from "../phi/formats";
import type { Category, Span } from "../phi/span";

/** Something that finds identifiers in a text. */
export interface Detector {
  readonly name: DetectorName;
  detect(text: string, format: Format): Promise<Answer | Absent>;
}

export interface Answer {
  /** Categories that it looked for. */
  readonly covers: readonly Category[];
  /** What it found, by offsets in UTF-16 units of the text. */
  readonly spans: readonly Span[];
  /** Of what found it. */
  readonly version: string;
}

/** It could not search the document: its vote is missing, which is no agreement. The code says why, and nothing of the text. */
export interface Absent {
  readonly absent: "no-model" | "no-runtime" | "too-slow" | "failed";
}

export interface Documents {
  read(document: DocumentRef): Promise<Uint8Array | "too-large" | "missing">;
  /** Keeps spans; writing the same again changes nothing. */
  writeSpans(key: string, text: string): Promise<void>;
}
