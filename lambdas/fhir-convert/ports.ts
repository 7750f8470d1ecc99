import type { Told } from "../fhir/convert/sayings";
import type { UploadMessage } from "../fhir-import/contract";
import type { IntakeMessage } from "./contract";

/** What was dropped, and what is kept beside it. */
export interface Files {
  /** One version, unless it is larger than asked for. */
  read(message: IntakeMessage, mostBytes: number): Promise<Uint8Array | "missing" | "too-large">;
  /** Writes under the bucket's key; again with the same content changes nothing. Says which version it made. */
  write(key: string, text: string): Promise<{ readonly version: string; readonly sizeBytes: number }>;
  has(key: string): Promise<boolean>;
  /** Copies the version that was dropped, where it is still there. */
  keep(message: IntakeMessage, key: string): Promise<void>;
}

/** All that was said of resources, by place (`Patient/<id>`). */
export interface ToldStore {
  read(place: string): Promise<{ readonly told: Told; readonly version: string } | undefined>;
  /** Throws `Changed` where the stored version is another; without a version where there is one at all. */
  write(place: string, told: Told, version: string | undefined): Promise<void>;
}

export interface ImportQueue {
  /** Hands a file to the import after all that were handed over before. */
  send(message: UploadMessage): Promise<void>;
}

export interface Secrets {
  /** At least 32 bytes, always the same: ids of resources are made with it. */
  idKey(): Promise<Uint8Array>;
}

export interface Clock {
  /** ISO 8601 UTC. */
  now(): string;
}

/** Ids, counts and reasons of a fixed list; never an object's name. */
export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  warn(message: string, facts: Readonly<Record<string, string | number>>): void;
}
