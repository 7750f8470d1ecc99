import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import type { Quarantine } from "./ports";

export function s3Quarantine(s3: S3Client, bucket: string): Quarantine {
  return {
    write: async (key, text, kmsKeyArn) => {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: text,
          ContentType: "application/json",
          ServerSideEncryption: "aws:kms",
          SSEKMSKeyId: kmsKeyArn,
          // A bucket with object lock asks for a checksum; the SDK adds CRC32 by itself, and says so here.
          ChecksumAlgorithm: "CRC32",
        }),
      );
    },
  };
}
