import { PutObjectCommand, S3ServiceException, type S3Client } from "@aws-sdk/client-s3";
import type { Ledger } from "./ports";

/** The ledger's bucket, which encrypts and locks by its own settings. */
export function s3Ledger(s3: S3Client, bucket: string): Ledger {
  return {
    append: async (key, text) => {
      try {
        await s3.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: key,
            Body: text,
            ContentType: "application/x-ndjson",
            IfNoneMatch: "*",
            // A bucket with object lock asks for a checksum.
            ChecksumAlgorithm: "SHA256",
          }),
        );
        return "written";
      } catch (error) {
        if (error instanceof S3ServiceException && error.name === "PreconditionFailed") return "there-already";
        throw error;
      }
    },
  };
}
