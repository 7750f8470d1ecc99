import { GetObjectCommand, PutObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { Changed } from "../fhir/convert/merge";
import type { Told } from "../fhir/convert/sayings";
import { IMPORT_GROUP } from "../fhir-import/contract";
import { copyVersion, isThere, MISSING, readVersion, THERE, writeJson } from "../s3/adapters";
import { KEPT } from "./contract";
import type { Clock, Files, ImportQueue, ToldStore } from "./ports";

export const sqsClient = (): SQSClient => new SQSClient({ maxAttempts: 4 });

export function s3Files(s3: S3Client, bucket: string): Files {
  return {
    read: ({ key, version }, mostBytes) => readVersion(s3, bucket, { key, versionId: version }, mostBytes),
    write: async (key, text) => {
      const body = Buffer.from(text, "utf8");
      const version = await writeJson(s3, bucket, key, body);
      if (version === undefined) throw new Error("S3 named no version: the bucket keeps none");
      return { version, sizeBytes: body.byteLength };
    },
    has: (Key) => isThere(s3, bucket, Key),
    keep: async ({ key, version }, to) => {
      await copyVersion(s3, { bucket, key, versionId: version }, { bucket, key: to });
    },
  };
}

/** An object a place; its ETag is the version that a write has to find. */
export function s3Told(s3: S3Client, bucket: string): ToldStore {
  const keyOf = (place: string): string => `${KEPT.told}${place}.json`;
  return {
    read: async (place) => {
      try {
        const { Body, ETag } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(place) }));
        const text = (await Body?.transformToString("utf-8")) ?? "";
        return { told: JSON.parse(text) as Told, version: ETag ?? "" };
      } catch (error) {
        if (MISSING.has((error as Error).name)) return undefined;
        throw error;
      }
    },
    write: async (place, told, version) => {
      try {
        await s3.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: keyOf(place),
            Body: JSON.stringify(told),
            ContentType: "application/json",
            ChecksumAlgorithm: "CRC32",
            ...(version === undefined ? { IfNoneMatch: "*" } : { IfMatch: version }),
          }),
        );
      } catch (error) {
        if (THERE.has((error as Error).name)) throw new Changed("somebody else wrote in between");
        throw error;
      }
    },
  };
}

export function sqsImports(sqs: SQSClient, queueUrl: string): ImportQueue {
  return {
    send: async (message) => {
      await sqs.send(
        // The queue takes the hash of the body for its id: the same message twice is one.
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageGroupId: IMPORT_GROUP,
          MessageBody: JSON.stringify(message),
        }),
      );
    },
  };
}

export const clock: Clock = { now: () => new Date().toISOString() };
