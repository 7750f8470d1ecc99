import { CopyObjectCommand, GetObjectCommand, HeadObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { utf8Text } from "../text/utf8";
import type { Upload } from "./core";
import type { Uploads } from "./ports";

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
  return {
    size: async (upload) => (await s3.send(new HeadObjectCommand(version(upload)))).ContentLength ?? 0,
    async *read(upload) {
      const { Body } = await s3.send(new GetObjectCommand(version(upload)));
      if (Body === undefined) return;
      yield* utf8Text(Body as AsyncIterable<Uint8Array>);
    },
    copyToAccepted: (upload, key) => copy(upload, rawBucket, key, {}),
    copyToQuarantine: (upload, key, reason) => copy(upload, quarantineBucket, key, { reason }),
  };
}
