import type { Scan, Upload } from "./core";

/** The partners' uploads, and where their copies go and what is told of them. */
export interface Uploads {
  /** Of the very version that was scanned. `receivedAt`: ISO 8601 in UTC. */
  facts(upload: Upload): Promise<{ readonly bytes: number; readonly receivedAt: string }>;
  /** Its bytes in pieces. */
  read(upload: Upload): AsyncIterable<Uint8Array>;
  /** The text of the file of checksums beside an upload, as it is now. */
  checksums(upload: Upload): Promise<string | "too-large" | "missing">;
  /** Notes that a version was scanned and is clean, for whoever finds its checksum later. */
  noteScanned(upload: Upload): Promise<void>;
  /** The version of this name that was noted last. */
  scanned(partner: string, key: string): Promise<Upload | undefined>;
  copyToAccepted(upload: Upload, key: string): Promise<void>;
  copyToQuarantine(upload: Upload, key: string, reason: string): Promise<void>;
  /** Writes an acknowledgement, unless there is one of that name. */
  acknowledge(key: string, text: string): Promise<void>;
}

/** Who says whether an upload has malware in it. */
export interface Scanner {
  /** `said`: what GuardDuty said, where the event is of its scan. What nobody knows is never NO_THREATS_FOUND. */
  scan(upload: Upload, said: Scan | undefined): Promise<Scan>;
}

/** Ids, counts and reasons; never an object's name or content. */
export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
}
