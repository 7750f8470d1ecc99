import type { Reading } from "../fhir/convert/entities/response";

/** A version of a note that the pipeline let out. */
export interface NoteRef {
  readonly bucket: string;
  readonly key: string;
  readonly versionId: string;
}

export interface Notes {
  /** The note's bytes and whose it is, where the sender said so; its body is not read where it is larger than asked for. */
  read(
    note: NoteRef,
    mostBytes: number,
  ): Promise<{ readonly bytes: Uint8Array; readonly subject: string | undefined } | "missing" | "too-large">;
}

/** Answers of Comprehend Medical about a whole text; places count in UTF-16 units of it. */
export type Answers = Pick<Reading, "detectEntitiesV2" | "inferIcd10Cm" | "inferRxNorm">;

export interface Reader {
  /** Throws where an answer leaves something out. */
  read(text: string): Promise<{ readonly [Name in keyof Answers]: unknown }>;
}

export interface Results {
  has(key: string): Promise<boolean>;
  /** Writes under the bucket's key; again with the same content changes nothing. */
  write(key: string, text: string): Promise<void>;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  warn(message: string, facts: Readonly<Record<string, string | number>>): void;
}
