import { parseDicom, readPart10Header, type DataSet } from "dicom-parser";

/** Why a file is not taken. None of these tells anything of the patient. */
export type Fault =
  | "not-dicom"
  | "unreadable"
  | "required-tag-missing"
  | "malformed-uid"
  | "transfer-syntax-not-supported"
  | "too-large"
  | "empty";

/** What an import needs to know of a file; unique identifiers only, never names or dates. */
export interface Instance {
  readonly studyUid: string;
  readonly seriesUid: string;
  readonly instanceUid: string;
  readonly transferSyntaxUid: string;
}

export type Reading =
  { readonly kind: "instance"; readonly instance: Instance } | { readonly kind: "refused"; readonly fault: Fault };

/** Largest single file that HealthImaging imports: 4 GB (HealthImaging Developer Guide, "Service quotas"). */
export const LARGEST_FILE_BYTES = 4 * 1024 ** 3;

const TRANSFER_SYNTAX = "x00020010";
const PIXEL_DATA = "x7fe00010";
/** Tags without which HealthImaging can't place a file in an image set. */
const REQUIRED = { study: "x0020000d", series: "x0020000e", instance: "x00080018", sopClass: "x00080016" } as const;

/** PS3.5 section 9.1: digits and dots, at most 64, no leading zero in a component. */
const UID = /^(?=.{1,64}$)(0|[1-9]\d*)(\.(0|[1-9]\d*))*$/;

/** Deflated data sets: HealthImaging does not list the syntax, and the parser would have to inflate it first. */
const DEFLATED = "1.2.840.10008.1.2.1.99";

/**
 * Reads the head of a DICOM Part 10 file (PS3.10), up to the pixel data.
 * @param head the first bytes of the file; tags before the pixel data must lie in them.
 * @param sizeBytes size of the whole file.
 */
export function readPart10(head: Uint8Array, sizeBytes: number): Reading {
  if (sizeBytes === 0) return refused("empty");
  if (sizeBytes > LARGEST_FILE_BYTES) return refused("too-large");
  if (!hasPreamble(head)) return refused("not-dicom");
  let data: DataSet;
  try {
    const transferSyntax = readPart10Header(head).string(TRANSFER_SYNTAX)?.trim();
    if (transferSyntax === DEFLATED) return refused("transfer-syntax-not-supported");
    data = parseDicom(head, { untilTag: PIXEL_DATA });
  } catch {
    // What the parser throws is a text or an object with parts of the file in it.
    return refused("unreadable");
  }
  const uid = (tag: string): string | undefined => data.string(tag)?.trim();
  const transferSyntaxUid = uid(TRANSFER_SYNTAX);
  const [studyUid, seriesUid, instanceUid] = [uid(REQUIRED.study), uid(REQUIRED.series), uid(REQUIRED.instance)];
  const sopClass = uid(REQUIRED.sopClass);
  if (!transferSyntaxUid || !studyUid || !seriesUid || !instanceUid || !sopClass)
    return refused("required-tag-missing");
  if (![studyUid, seriesUid, instanceUid, sopClass].every((value) => UID.test(value))) return refused("malformed-uid");
  return { kind: "instance", instance: { studyUid, seriesUid, instanceUid, transferSyntaxUid } };
}

/** 128 bytes of anything, then `DICM` (PS3.10 section 7.1). */
function hasPreamble(head: Uint8Array): boolean {
  return head.length >= 132 && String.fromCharCode(...head.subarray(128, 132)) === "DICM";
}

function refused(fault: Fault): Reading {
  return { kind: "refused", fault };
}
