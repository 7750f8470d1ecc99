import { createHash } from "node:crypto";
import { acceptedPrefix, incomingPrefix, READY, refusedPrefix, type Batch } from "../dicom/batch";
import type { Fault, Reading } from "../dicom/part10";

/** One import job takes at most this much (HealthImaging Developer Guide, "Service quotas"). */
export const MOST_FILES = 5000;
export const MOST_BYTES = 10 * 1024 ** 3;

export interface Counts {
  readonly accepted: number;
  readonly refused: number;
  readonly acceptedBytes: number;
}

export type Placement =
  | { readonly kind: "accept"; readonly key: string }
  /** `reason` stands in the object's metadata. */
  | { readonly kind: "refuse"; readonly key: string; readonly reason: Fault }
  /** The marker itself. */
  | { readonly kind: "skip" };

/**
 * Where a checked file goes. The copy's name is a hash of the upload's, which may hold a patient's name; the same file
 * gets the same name, so a second run changes nothing.
 */
export function placementOf(batch: Batch, key: string, reading: () => Reading): Placement {
  if (key === incomingPrefix(batch) + READY) return { kind: "skip" };
  const name = `${createHash("sha256").update(key).digest("hex").slice(0, 32)}.dcm`;
  const read = reading();
  return read.kind === "instance"
    ? { kind: "accept", key: acceptedPrefix(batch) + name }
    : { kind: "refuse", key: refusedPrefix(batch) + name, reason: read.fault };
}

/** Counts with one more file. */
export function counted(counts: Counts, placement: Placement, sizeBytes: number): Counts {
  switch (placement.kind) {
    case "accept":
      return { ...counts, accepted: counts.accepted + 1, acceptedBytes: counts.acceptedBytes + sizeBytes };
    case "refuse":
      return { ...counts, refused: counts.refused + 1 };
    case "skip":
      return counts;
  }
}

/** Why the batch can't be one job, or undefined. */
export function tooMuch({ accepted, acceptedBytes }: Counts): string | undefined {
  if (accepted > MOST_FILES) return `more than ${MOST_FILES} files`;
  return acceptedBytes > MOST_BYTES ? `more than ${MOST_BYTES} bytes` : undefined;
}
