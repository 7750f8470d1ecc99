import { PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { lineageKey, lineageLine, lineageMetadata, type Lineage } from "./record";

/** Records in a bucket whose default encryption is the workload's key. */
export function s3Lineage(s3: S3Client, bucket: string): Lineage {
  return {
    record: async (record) => {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: lineageKey(record),
          Body: lineageLine(record),
          ContentType: "application/x-ndjson",
          // A bucket with object lock asks for a checksum.
          ChecksumAlgorithm: "CRC32",
          Metadata: lineageMetadata(record),
        }),
      );
    },
  };
}
