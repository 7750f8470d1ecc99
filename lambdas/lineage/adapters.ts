import { paginateListObjectsV2, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { readText } from "../s3/adapters";
import {
  LINEAGE_PREFIX,
  lineageKey,
  lineageLine,
  lineageMetadata,
  recordsIn,
  type Lineage,
  type LineageRecord,
} from "./record";
import type { LineageReader } from "./trace";

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

/** Objects that are read at the same time. */
const AT_ONCE = 32;

/** The records of a bucket. Needs the rights to list and to read below `lineage/`. */
export function s3LineageReader(s3: S3Client, bucket: string): LineageReader {
  return {
    below: async (prefix) => {
      const found: LineageRecord[] = [];
      const pages = paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: `${LINEAGE_PREFIX}${prefix}` });
      for await (const { Contents = [] } of pages) {
        const keys = Contents.flatMap(({ Key }) => (Key === undefined ? [] : [Key]));
        for (let at = 0; at < keys.length; at += AT_ONCE) {
          const read = keys.slice(at, at + AT_ONCE).map(async (key) => recordsIn(await readText(s3, bucket, key), key));
          found.push(...(await Promise.all(read)).flat());
        }
      }
      return found;
    },
  };
}
