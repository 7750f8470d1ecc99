import type { ImageSetMetadata } from "../dicom/image-set";

/** Each throws `ImagesTimeout` where HealthImaging does not answer in time. */
export interface Images {
  /** Ids of a study's image sets. */
  search(datastoreId: string, study: string): Promise<readonly string[]>;
  metadata(datastoreId: string, imageSetId: string): Promise<ImageSetMetadata>;
  /** A frame's bytes, encoded as HealthImaging keeps them. */
  frame(
    datastoreId: string,
    imageSetId: string,
    frameId: string,
  ): Promise<{ readonly bytes: Uint8Array; readonly type: string }>;
}

export class ImagesTimeout extends Error {
  override readonly name = "ImagesTimeout";
}

/** Counts, outcomes and the tenant's store; no UID of a study. */
export interface Log {
  info(message: string, facts: Readonly<Record<string, string | number>>): void;
}
