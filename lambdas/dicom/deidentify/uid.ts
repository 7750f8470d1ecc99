import { createHmac } from "node:crypto";

/**
 * The UID that stands for another one: the same for the same key, so that references within and between files still meet, and not to be led back
 * without the key. A UUID under the root that anyone may use (PS3.5 annex B.2): at most 44 characters.
 */
export function remappedUid(uid: string, key: Uint8Array): string {
  const bytes = createHmac("sha256", key).update(`uid:${uid}`).digest().subarray(0, 16);
  // Version and variant of a random UUID (RFC 9562).
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return `2.25.${BigInt(`0x${bytes.toString("hex")}`)}`;
}

/** A name for a patient that says nothing: 16 hexadecimal digits. */
export function pseudonymOf(patientId: string, key: Uint8Array): string {
  return createHmac("sha256", key).update(`patient:${patientId}`).digest("hex").slice(0, 16);
}

/** Days, in [1, 365], by which all dates of a patient move back: intervals between them stay. */
export function daysBack(patientId: string, key: Uint8Array): number {
  return 1 + (createHmac("sha256", key).update(`dates:${patientId}`).digest().readUInt32BE(0) % 365);
}
