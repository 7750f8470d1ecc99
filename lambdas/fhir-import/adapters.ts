import { StartFHIRImportJobCommand, type HealthLakeClient } from "@aws-sdk/client-healthlake";
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";
import type { Clock, ImportJobs, Uploads } from "./ports";

export interface ImportPlace {
  readonly datastoreId: string;
  readonly dataAccessRoleArn: string;
  readonly inputBucket: string;
  readonly outputBucket: string;
  readonly kmsKeyArn: string;
}

export function healthLakeImports(client: HealthLakeClient, place: ImportPlace): ImportJobs {
  return {
    start: async ({ inputKey, outputPrefix, token }) => {
      const { JobId } = await client.send(
        new StartFHIRImportJobCommand({
          // Shown in the console: no part of an object's name.
          JobName: `import-${token.slice(0, 16)}`,
          ClientToken: token,
          DatastoreId: place.datastoreId,
          DataAccessRoleArn: place.dataAccessRoleArn,
          InputDataConfig: { S3Uri: `s3://${place.inputBucket}/${inputKey}` },
          JobOutputDataConfig: {
            S3Configuration: { S3Uri: `s3://${place.outputBucket}/${outputPrefix}`, KmsKeyId: place.kmsKeyArn },
          },
        }),
      );
      if (JobId === undefined) throw new Error("HealthLake named no job");
      return JobId;
    },
  };
}

export function s3Uploads(s3: S3Client, bucket: string): Uploads {
  return {
    read: async (Key, VersionId) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key, VersionId }));
      return (await Body?.transformToString()) ?? "";
    },
    list: async (prefix, most) => {
      const found: { key: string; sizeBytes: number }[] = [];
      for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
        for (const { Key, Size } of page.Contents ?? []) {
          if (Key !== undefined) found.push({ key: Key, sizeBytes: Size ?? 0 });
        }
        if (found.length >= most) break;
      }
      return found;
    },
  };
}

export const clock: Clock = { now: () => new Date().toISOString() };
