import { CopyObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { isThere, readVersion } from "../s3/adapters";
import type { Images, Quarantine } from "./ports";

/** Under an organisation's own key; a bucket with object lock asks for a checksum. */
const under = (SSEKMSKeyId: string) =>
  ({ ServerSideEncryption: "aws:kms", SSEKMSKeyId, ChecksumAlgorithm: "CRC32" }) as const;

export function s3Images(s3: S3Client, inputBucket: string, outputBucket: string): Images {
  return {
    request: async (key, versionId, mostBytes) => {
      const read = await readVersion(s3, inputBucket, { key, versionId }, mostBytes);
      return typeof read === "string" ? undefined : Buffer.from(read).toString("utf8");
    },
    read: (key, mostBytes) => readVersion(s3, inputBucket, { key }, mostBytes),
    write: async (Key, Body, kmsKeyArn) => {
      const ContentType = typeof Body === "string" ? "application/json" : "application/dicom";
      await s3.send(new PutObjectCommand({ Bucket: outputBucket, Key, Body, ContentType, ...under(kmsKeyArn) }));
    },
    has: (key) => isThere(s3, outputBucket, key),
  };
}

export function s3Quarantine(s3: S3Client, inputBucket: string, quarantineBucket: string): Quarantine {
  return {
    keep: async (from, Key, reason, kmsKeyArn) => {
      await s3.send(
        new CopyObjectCommand({
          Bucket: quarantineBucket,
          Key,
          CopySource: `${inputBucket}/${from.split("/").map(encodeURIComponent).join("/")}`,
          MetadataDirective: "REPLACE",
          TaggingDirective: "REPLACE",
          ContentType: "application/dicom",
          Metadata: { reason },
          ...under(kmsKeyArn),
        }),
      );
    },
    write: async (Key, Body, kmsKeyArn) => {
      const ContentType = "application/json";
      await s3.send(new PutObjectCommand({ Bucket: quarantineBucket, Key, Body, ContentType, ...under(kmsKeyArn) }));
    },
  };
}
