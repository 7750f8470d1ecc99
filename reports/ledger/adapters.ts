import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  paginateListObjectsV2,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";

import { MissingObject, type LedgerStore } from "./store";

/** Until when a new object is locked, in compliance mode, whatever the bucket's own default is by then. */
export interface Lock {
  readonly days: number;
  readonly clock: () => Date;
}

/** S3 answers so where two conditional writes of a key met: neither is known to have won (S3 User Guide, "Conditional writes"). */
const MOST_CONFLICTS = 3;

const DAY_MS = 24 * 3600 * 1000;

/** By the SDK's default credentials. */
export function ledgerClient(region: string): S3Client {
  return new S3Client({ region, maxAttempts: 4, forcePathStyle: true });
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  csv: "text/csv",
  html: "text/html",
  json: "application/json",
  jsonl: "application/x-ndjson",
  pdf: "application/pdf",
  pem: "application/x-pem-file",
};

function contentTypeOf(key: string): string {
  return CONTENT_TYPES[key.slice(key.lastIndexOf(".") + 1)] ?? "application/octet-stream";
}

/** A ledger in a bucket, which encrypts by its own settings. */
export function s3Store(s3: S3Client, bucket: string, lock: Lock): LedgerStore {
  return {
    async *list(prefix) {
      for await (const page of paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: prefix })) {
        for (const { Key, Size, LastModified } of page.Contents ?? []) {
          if (Key !== undefined && LastModified !== undefined)
            yield { key: Key, bytes: Size ?? 0, modified: LastModified };
        }
      }
    },
    async *read(key) {
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
        if (Body === undefined) throw new Error("S3 gave no content");
        yield* Body as AsyncIterable<Uint8Array>;
      } catch (error) {
        if (error instanceof NoSuchKey) throw new MissingObject(key);
        throw error;
      }
    },
    async create(key, content) {
      for (let conflicts = 0; ; conflicts++) {
        try {
          await s3.send(
            new PutObjectCommand({
              Bucket: bucket,
              Key: key,
              Body: content,
              ContentType: contentTypeOf(key),
              IfNoneMatch: "*",
              // A bucket with object lock asks for a checksum.
              ChecksumAlgorithm: "SHA256",
              ObjectLockMode: "COMPLIANCE",
              ObjectLockRetainUntilDate: new Date(lock.clock().getTime() + lock.days * DAY_MS),
            }),
          );
          return "created";
        } catch (error) {
          if (!(error instanceof S3ServiceException)) throw error;
          if (error.name === "PreconditionFailed") return "exists";
          if (error.name !== "ConditionalRequestConflict" || conflicts >= MOST_CONFLICTS) throw error;
        }
      }
    },
    async lockedUntil(key) {
      const told = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: key }));
      return told.ObjectLockMode === "COMPLIANCE" ? told.ObjectLockRetainUntilDate : undefined;
    },
  };
}
