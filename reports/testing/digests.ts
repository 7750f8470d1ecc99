import { createHash, generateKeyPairSync, sign } from "node:crypto";

import { signedText, type DigestFile, type FetchedDigest, type PublicKey } from "../sources/digest-chain";

/** A key pair of our own in the place of CloudTrail's. */
const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const FINGERPRINT = "0123456789abcdef0123456789abcdef";
export const publicKey: PublicKey = {
  fingerprint: FINGERPRINT,
  value: pair.publicKey.export({ type: "pkcs1", format: "der" }),
};

export const BUCKET = "trail-bucket";
export const HOUR_MS = 3_600_000;
export const START = Date.parse("2026-11-20T00:00:00Z");

export interface LogFile {
  readonly key: string;
  readonly content: Uint8Array;
}

/** Key of the digest whose hour ends then. */
export function digestKey(end: number): string {
  const stamp = iso(end).replace(/[-:]/g, "");
  const day = iso(end).slice(0, 10).replaceAll("-", "/");
  return `AWSLogs/123456789012/CloudTrail-Digest/us-east-1/${day}/123456789012_CloudTrail-Digest_us-east-1_main_us-east-1_${stamp}.json.gz`;
}

/** Digests of so many hours on end, each signed and naming the one before. Each names a log file of its own. */
export function chainOf(hours: number, start = START): { digests: FetchedDigest[]; logs: LogFile[] } {
  const digests: FetchedDigest[] = [];
  const logs: LogFile[] = [];
  for (let hour = 0; hour < hours; hour += 1) {
    const log = {
      key: `AWSLogs/123456789012/CloudTrail/us-east-1/log-${start + hour}.json.gz`,
      content: Buffer.from(`{"hour":${hour}}`),
    };
    logs.push(log);
    digests.push(signedDigest(start + hour * HOUR_MS, digests.at(-1), [log]));
  }
  return { digests, logs };
}

export function signedDigest(
  start: number,
  previous: FetchedDigest | undefined,
  logs: readonly LogFile[],
): FetchedDigest {
  const end = start + HOUR_MS;
  const key = digestKey(end);
  const digest: DigestFile = {
    awsAccountId: "123456789012",
    digestStartTime: iso(start),
    digestEndTime: iso(end),
    digestS3Bucket: BUCKET,
    digestS3Object: key,
    digestPublicKeyFingerprint: FINGERPRINT,
    digestSignatureAlgorithm: "SHA256withRSA",
    previousDigestS3Bucket: previous === undefined ? null : BUCKET,
    previousDigestS3Object: previous?.key ?? null,
    previousDigestHashValue: previous === undefined ? null : sha256(previous.content),
    previousDigestHashAlgorithm: previous === undefined ? null : "SHA-256",
    previousDigestSignature: previous?.signature ?? null,
    logFiles: logs.map((log) => ({
      s3Bucket: BUCKET,
      s3Object: log.key,
      hashValue: sha256(log.content),
      hashAlgorithm: "SHA-256",
    })),
  };
  const content = Buffer.from(JSON.stringify(digest));
  const signature = sign("RSA-SHA256", Buffer.from(signedText(content, digest, iso(end))), pair.privateKey).toString(
    "hex",
  );
  return { key, content, signature };
}

function sha256(content: Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}

/** As CloudTrail writes times: without fractions of a second. */
function iso(at: number): string {
  return new Date(at).toISOString().replace(".000", "");
}
