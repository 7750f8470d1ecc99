import { createHash, createPublicKey, verify } from "node:crypto";
import { z } from "zod";

import { instant } from "../model/security-finding";

const hex = z.string().regex(/^[0-9a-f]+$/i);

/** A digest file (CloudTrail User Guide, "CloudTrail digest file structure"). */
export const digestFile = z.object({
  awsAccountId: z.string().regex(/^\d{12}$/),
  digestStartTime: instant,
  digestEndTime: instant,
  /** As the signature was made over it: the text itself. */
  digestS3Bucket: z.string(),
  digestS3Object: z.string(),
  digestPublicKeyFingerprint: z.string(),
  digestSignatureAlgorithm: z.literal("SHA256withRSA"),
  previousDigestS3Bucket: z.string().nullish(),
  previousDigestS3Object: z.string().nullish(),
  previousDigestHashValue: hex.nullish(),
  previousDigestHashAlgorithm: z.literal("SHA-256").nullish(),
  previousDigestSignature: hex.nullish(),
  logFiles: z.array(
    z.object({ s3Bucket: z.string(), s3Object: z.string(), hashValue: hex, hashAlgorithm: z.literal("SHA-256") }),
  ),
});

export type DigestFile = z.infer<typeof digestFile>;

/** What the bucket gives for a digest: its unpacked bytes and the signature in the object's metadata. */
export interface FetchedDigest {
  readonly key: string;
  readonly content: Uint8Array;
  /** In hex. */
  readonly signature: string | undefined;
}

export interface PublicKey {
  readonly fingerprint: string;
  /** DER, PKCS #1. */
  readonly value: Uint8Array;
}

export type DigestFault =
  | "unreadable"
  | "not-its-own-place"
  | "no-signature"
  | "no-public-key"
  | "signature-wrong"
  | "previous-missing"
  | "previous-unread"
  | "previous-altered"
  | "previous-signature-differs";

export interface CheckedDigest {
  readonly key: string;
  /** Undefined for one that cannot be read. */
  readonly digest?: DigestFile;
  /** Undefined for one that holds. */
  readonly fault?: DigestFault;
}

/**
 * Checks digest files of one trail and region, oldest first: each by its signature, and by its hash and signature in the one after it.
 * Only the first may name one that is not here.
 * @param unread keys of those that are there but could not be read: that they are not here shows nothing.
 */
export function checkChain(
  digests: readonly FetchedDigest[],
  keys: readonly PublicKey[],
  unread: ReadonlySet<string> = new Set(),
): CheckedDigest[] {
  const byKey = new Map(digests.map((digest) => [digest.key, digest]));
  const publicKeys = new Map(keys.map(({ fingerprint, value }) => [fingerprint, value]));
  return digests.map((fetched, index) => {
    const read = digestFile.safeParse(json(fetched.content));
    if (!read.success) return { key: fetched.key, fault: "unreadable" };
    const fault =
      ownFault(fetched, read.data, publicKeys) ?? (index === 0 ? undefined : linkFault(read.data, byKey, unread));
    return { key: fetched.key, digest: read.data, ...(fault === undefined ? {} : { fault }) };
  });
}

function ownFault(
  { key, content, signature }: FetchedDigest,
  digest: DigestFile,
  keys: ReadonlyMap<string, Uint8Array>,
): DigestFault | undefined {
  // One that was copied over another is whole in itself.
  if (digest.digestS3Object !== key) return "not-its-own-place";
  if (signature === undefined || !/^([0-9a-f]{2})+$/i.test(signature)) return "no-signature";
  const publicKey = keys.get(digest.digestPublicKeyFingerprint);
  if (publicKey === undefined) return "no-public-key";
  const signed = Buffer.from(signedText(content, digest, rawEndTime(content)));
  const der = { key: Buffer.from(publicKey), format: "der", type: "pkcs1" } as const;
  return verify("RSA-SHA256", signed, createPublicKey(der), Buffer.from(signature, "hex"))
    ? undefined
    : "signature-wrong";
}

/**
 * What CloudTrail signs (CloudTrail User Guide, "Custom implementations of CloudTrail log file integrity validation"): end time as it
 * stands in the file, place, hash of the file, and the signature of the file before, `null` for the first of a chain.
 */
export function signedText(content: Uint8Array, digest: DigestFile, endTime: string): string {
  const hash = createHash("sha256").update(content).digest("hex");
  const place = `${digest.digestS3Bucket}/${digest.digestS3Object}`;
  return [endTime, place, hash, digest.previousDigestSignature ?? "null"].join("\n");
}

function rawEndTime(content: Uint8Array): string {
  return (json(content) as { digestEndTime: string }).digestEndTime;
}

function linkFault(
  digest: DigestFile,
  byKey: ReadonlyMap<string, FetchedDigest>,
  unread: ReadonlySet<string>,
): DigestFault | undefined {
  const { previousDigestS3Object, previousDigestHashValue, previousDigestSignature } = digest;
  // A trail that was stopped and started begins a chain of its own; the hours between are told apart.
  if (typeof previousDigestS3Object !== "string") return undefined;
  const previous = byKey.get(previousDigestS3Object);
  if (previous === undefined) return unread.has(previousDigestS3Object) ? "previous-unread" : "previous-missing";
  const hash = createHash("sha256").update(previous.content).digest("hex");
  if (hash !== previousDigestHashValue?.toLowerCase()) return "previous-altered";
  return previous.signature?.toLowerCase() === previousDigestSignature?.toLowerCase()
    ? undefined
    : "previous-signature-differs";
}

/** Hours of [from, to) that no digest covers, as their first moments. Times in milliseconds. */
export function uncoveredHours(digests: readonly DigestFile[], from: number, to: number): number[] {
  const spans = digests
    .map(({ digestStartTime, digestEndTime }) => [Date.parse(digestStartTime), Date.parse(digestEndTime)] as const)
    .sort(([a], [b]) => a - b);
  const hours: number[] = [];
  let covered = from;
  const add = (until: number): void => {
    for (let at = covered; at < until; at += 3_600_000) hours.push(at);
  };
  for (const [start, end] of spans) {
    if (start > covered) add(Math.min(start, to));
    covered = Math.max(covered, end);
  }
  add(to);
  return hours;
}

function json(content: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(content).toString("utf8"));
  } catch {
    return undefined;
  }
}
