import { gunzipSync } from "node:zlib";
import { CloudTrailClient, DescribeTrailsCommand, ListPublicKeysCommand } from "@aws-sdk/client-cloudtrail";
import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, S3Client } from "@aws-sdk/client-s3";

import type { CloudTrailPort, FoundObject } from "./cloudtrail";

/** Tries and waits are the collection's own, so that its statement can count them. */
export const cloudTrailClient = (region: string): CloudTrailClient => new CloudTrailClient({ region, maxAttempts: 1 });
/** A trail's bucket may lie in another region. */
export const trailBucketClient = (region: string): S3Client =>
  new S3Client({ region, maxAttempts: 1, followRegionRedirects: true, forcePathStyle: true });

export function cloudTrailPort(trails: CloudTrailClient, buckets: S3Client): CloudTrailPort {
  return {
    trails: async () => {
      // A trail of another region writes digests of this one too.
      const told = await trails.send(new DescribeTrailsCommand({ includeShadowTrails: true }));
      return { items: told.trailList ?? [], request: told.$metadata.requestId };
    },
    publicKeys: (StartTime, EndTime) => async (NextToken) => {
      const told = await trails.send(new ListPublicKeysCommand({ StartTime, EndTime, NextToken }));
      return { items: told.PublicKeyList ?? [], next: told.NextToken, request: told.$metadata.requestId };
    },
    objects: (Bucket, Prefix) => async (ContinuationToken) => {
      const told = await buckets.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
      return {
        items: (told.Contents ?? []).map(({ Key }) => Key),
        next: told.NextContinuationToken,
        request: told.$metadata.requestId,
      };
    },
    object: (Bucket, Key) => async () => {
      try {
        const { Body, Metadata, $metadata } = await buckets.send(new GetObjectCommand({ Bucket, Key }));
        const packed = (await Body?.transformToByteArray()) ?? new Uint8Array();
        const found: FoundObject = { content: unpacked(packed), signature: Metadata?.["signature"] };
        return { items: [found], request: $metadata.requestId };
      } catch (error) {
        if (!(error instanceof NoSuchKey)) throw error;
        return { items: ["missing" satisfies FoundObject], request: error.$metadata.requestId };
      }
    },
  };
}

/** Hashes are over what was packed; what cannot be unpacked was altered, and its own bytes then hash to something else. */
function unpacked(bytes: Uint8Array): Uint8Array {
  try {
    return gunzipSync(bytes);
  } catch {
    return bytes;
  }
}
