import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import {
  DescribeFHIRExportJobCommand,
  ResourceNotFoundException,
  type HealthLakeClient,
} from "@aws-sdk/client-healthlake";
import { GetObjectCommand, paginateListObjectsV2, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { PublishCommand, SNSClient } from "@aws-sdk/client-sns";
import type { Alerts, ExportFile, Exports, Files } from "./ports";

export function healthLakeExports(client: HealthLakeClient): Exports {
  return {
    describe: async ({ jobId, datastoreId }) => {
      try {
        const { ExportJobProperties: told } = await client.send(
          new DescribeFHIRExportJobCommand({ JobId: jobId, DatastoreId: datastoreId }),
        );
        const output = told?.OutputDataConfig?.S3Configuration?.S3Uri;
        if (told?.SubmitTime === undefined || output === undefined) return undefined;
        return { submittedAt: told.SubmitTime.toISOString(), output };
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      }
    },
  };
}

export function s3Files(s3: S3Client, bucket: string): Files {
  return {
    list: async (prefix) => {
      const found: ExportFile[] = [];
      for await (const { Contents } of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
        for (const { Key, Size } of Contents ?? [])
          if (Key !== undefined) found.push({ key: Key, sizeBytes: Size ?? 0 });
      }
      return found;
    },
    lines: async (key, each) => {
      const { Body, VersionId } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      const stream = Body as Readable | undefined;
      if (stream === undefined) throw new Error("S3 gave no content");
      for await (const line of createInterface({ input: stream, crlfDelay: Infinity })) each(line);
      return VersionId;
    },
    write: async (key, text, type, metadata) => {
      await s3.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: key,
          Body: text,
          ContentType: type,
          ChecksumAlgorithm: "CRC32",
          Metadata: { ...metadata },
        }),
      );
    },
  };
}

export function snsClient(): SNSClient {
  return new SNSClient({ maxAttempts: 4 });
}

export function snsAlerts(client: SNSClient, topicArn: string): Alerts {
  return {
    tell: async (message) => {
      await client.send(new PublishCommand({ TopicArn: topicArn, Message: JSON.stringify(message) }));
    },
  };
}
