import { CopyObjectCommand, GetObjectCommand, ListObjectsV2Command, type S3Client } from "@aws-sdk/client-s3";
import type { Listed, Uploads } from "./ports";

/** Files of one page: what a function checks in well under its timeout. */
const PAGE_FILES = 200;

/** Bytes read of each file: tags before the pixel data are a few kilobytes, structured reports a few megabytes. */
const HEAD_BYTES = 4 * 1024 ** 2;

/** CopyObject takes at most 5 GiB (S3 API Reference); a file is refused long before that. */
export function s3Uploads(s3: S3Client, inputBucket: string, quarantineBucket: string): Uploads {
  const copy = async (
    file: Listed,
    bucket: string,
    key: string,
    kmsKeyArn: string,
    metadata: Record<string, string>,
  ): Promise<void> => {
    await s3.send(
      new CopyObjectCommand({
        Bucket: bucket,
        Key: key,
        // Only this way can S3 take any key: the source is part of a header.
        CopySource: `${inputBucket}/${file.key.split("/").map(encodeURIComponent).join("/")}`,
        ServerSideEncryption: "aws:kms",
        SSEKMSKeyId: kmsKeyArn,
        MetadataDirective: "REPLACE",
        // Copying tags would need more rights; uploads carry none that count.
        TaggingDirective: "REPLACE",
        ContentType: "application/dicom",
        Metadata: metadata,
      }),
    );
  };
  return {
    list: async (prefix, cursor) => {
      const page = await s3.send(
        new ListObjectsV2Command({
          Bucket: inputBucket,
          Prefix: prefix,
          MaxKeys: PAGE_FILES,
          ...(cursor !== undefined && { ContinuationToken: cursor }),
        }),
      );
      const files = (page.Contents ?? []).flatMap(({ Key, Size }) =>
        Key === undefined ? [] : [{ key: Key, sizeBytes: Size ?? 0 }],
      );
      return page.NextContinuationToken === undefined ? { files } : { files, cursor: page.NextContinuationToken };
    },
    head: async (file) => {
      // S3 answers 416 to any range of an empty object.
      if (file.sizeBytes === 0) return new Uint8Array();
      const object = await s3.send(
        new GetObjectCommand({ Bucket: inputBucket, Key: file.key, Range: `bytes=0-${HEAD_BYTES - 1}` }),
      );
      return (await object.Body?.transformToByteArray()) ?? new Uint8Array();
    },
    copyToAccepted: (file, key, kmsKeyArn) => copy(file, inputBucket, key, kmsKeyArn, {}),
    copyToQuarantine: (file, key, kmsKeyArn, reason) => copy(file, quarantineBucket, key, kmsKeyArn, { reason }),
  };
}
