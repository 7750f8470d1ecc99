import type { ImageSetMetadata } from "../dicom/image-set";
import type { Entity } from "./core";

export interface ImageSets {
  metadata(datastoreId: string, imageSetId: string): Promise<ImageSetMetadata>;
}

export interface Reports {
  /** Entities of a text of at most 20,000 bytes. */
  entities(text: string): Promise<readonly Entity[]>;
}

export interface Models {
  /** What the endpoint answers about an image set, as JSON. */
  ask(
    endpoint: string,
    imageSet: { readonly datastoreId: string; readonly imageSetId: string; readonly frames: readonly string[] },
  ): Promise<unknown>;
}

export interface Findings {
  /** Writes under the tenant's key; the same again changes nothing. */
  write(key: string, text: string, kmsKeyArn: string): Promise<void>;
}

export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
  warn(message: string, facts: Readonly<Record<string, string | number>>): void;
}
