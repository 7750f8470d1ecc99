import { ListObjectVersionsCommand, PutObjectLegalHoldCommand, type S3Client } from "@aws-sdk/client-s3";
import type { Clock, Versions } from "./ports";

export function s3Versions(s3: S3Client): Versions {
  return {
    page: async (Bucket, Prefix, cursor) => {
      const page = await s3.send(
        new ListObjectVersionsCommand({
          Bucket,
          Prefix,
          MaxKeys: 500,
          ...(cursor !== undefined && { KeyMarker: cursor.key, VersionIdMarker: cursor.version }),
        }),
      );
      const versions = (page.Versions ?? []).flatMap(({ Key, VersionId }) =>
        Key === undefined || VersionId === undefined ? [] : [{ key: Key, version: VersionId }],
      );
      const { NextKeyMarker: key, NextVersionIdMarker: version = "" } = page;
      return page.IsTruncated === true && key !== undefined ? { versions, cursor: { key, version } } : { versions };
    },
    hold: async (Bucket, { key, version }, Status) => {
      await s3.send(
        new PutObjectLegalHoldCommand({
          Bucket,
          Key: key,
          VersionId: version,
          LegalHold: { Status },
          ChecksumAlgorithm: "CRC32",
        }),
      );
    },
  };
}

export const clock: Clock = { now: () => new Date().toISOString() };
