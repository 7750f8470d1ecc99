import {
  CopyObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  type S3Client,
} from "@aws-sdk/client-s3";
import { z } from "zod";
import { readText, writeJson, writeOnce } from "../s3/adapters";
import { checksumKey, MOST_CHECKSUM_BYTES, scannedKey, type Upload } from "./core";
import type { Uploads } from "./ports";

const SCANNED = z.object({ versionId: z.string(), scannedAt: z.string() });

export function s3Uploads(s3: S3Client, rawBucket: string, quarantineBucket: string): Uploads {
  const version = ({ key, versionId }: Upload): { Bucket: string; Key: string; VersionId: string } => ({
    Bucket: rawBucket,
    Key: key,
    VersionId: versionId,
  });
  /** The bucket's own key encrypts the copy: none is named. */
  const copy = async (upload: Upload, bucket: string, key: string, metadata: Record<string, string>): Promise<void> => {
    const source = `${rawBucket}/${upload.key.split("/").map(encodeURIComponent).join("/")}`;
    await s3.send(
      new CopyObjectCommand({
        Bucket: bucket,
        Key: key,
        CopySource: `${source}?versionId=${encodeURIComponent(upload.versionId)}`,
        MetadataDirective: "REPLACE",
        TaggingDirective: "REPLACE",
        ContentType: key.endsWith(".ndjson") ? "application/fhir+ndjson" : "text/csv",
        Metadata: metadata,
      }),
    );
  };
  /** Bytes of an object, by the list: of one that is not there S3 says so only to who may list the whole bucket. */
  const sizeOf = async (key: string): Promise<number | undefined> => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: rawBucket, Prefix: key, MaxKeys: 1 }));
    const [first] = Contents;
    return first?.Key === key ? (first.Size ?? 0) : undefined;
  };
  return {
    facts: async (upload) => {
      const { ContentLength = 0, LastModified } = await s3.send(new HeadObjectCommand(version(upload)));
      return { bytes: ContentLength, receivedAt: LastModified?.toISOString() ?? upload.scannedAt };
    },
    async *read(upload) {
      const { Body } = await s3.send(new GetObjectCommand(version(upload)));
      if (Body !== undefined) yield* Body as AsyncIterable<Uint8Array>;
    },
    checksums: async ({ key }) => {
      const beside = checksumKey(key);
      const bytes = await sizeOf(beside);
      if (bytes === undefined) return "missing";
      return bytes > MOST_CHECKSUM_BYTES ? "too-large" : readText(s3, rawBucket, beside);
    },
    noteScanned: async ({ key, versionId, scannedAt }) => {
      await writeJson(s3, rawBucket, scannedKey(key), JSON.stringify({ versionId, scannedAt }));
    },
    scanned: async (partner, key) => {
      const note = scannedKey(key);
      if ((await sizeOf(note)) === undefined) return undefined;
      return { partner, key, ...SCANNED.parse(JSON.parse(await readText(s3, rawBucket, note))) };
    },
    copyToAccepted: (upload, key) => copy(upload, rawBucket, key, {}),
    copyToQuarantine: (upload, key, reason) => copy(upload, quarantineBucket, key, { reason }),
    acknowledge: (key, text) => writeOnce(s3, rawBucket, key, text, "application/json"),
  };
}
