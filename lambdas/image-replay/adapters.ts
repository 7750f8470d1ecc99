import { GetObjectCommand, ListObjectsV2Command, paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";
import { z } from "zod";
import { acceptedBatches, acceptedPrefix, BATCH_NAME, resultPrefix } from "../dicom/batch";
import { replayCounts } from "../recovery/drill";
import { MISSING, writeJson } from "../s3/adapters";
import type { Journal } from "./ports";

/** Batches of one page. */
const PAGE_BATCHES = 100;

const RECORD = z.object({ seconds: z.number().min(0), counts: replayCounts });

/** No batch is called so: a batch's name has no dot. */
const recordKey = (tenant: string, datastoreId: string): string => `${tenant}/results/replay-${datastoreId}.json`;

export function s3Journal(s3: S3Client, inputBucket: string, outputBucket: string): Journal {
  return {
    batches: async (tenant, after) => {
      const Prefix = acceptedBatches(tenant);
      const { CommonPrefixes = [] } = await s3.send(
        new ListObjectsV2Command({
          Bucket: inputBucket,
          Prefix,
          Delimiter: "/",
          MaxKeys: PAGE_BATCHES,
          // The files of a batch have hexadecimal names, which come before the tilde: this is behind the last of them.
          ...(after !== undefined && { StartAfter: `${acceptedPrefix({ tenant, batch: after })}~` }),
        }),
      );
      return CommonPrefixes.flatMap(({ Prefix: of = "" }) => {
        const batch = of.slice(Prefix.length, -1);
        return BATCH_NAME.test(batch) ? [batch] : [];
      });
    },
    endedJobs: async (batch, datastoreId) => {
      const Prefix = `${resultPrefix(batch)}${datastoreId}-DicomImport-`;
      const found: string[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2({ client: s3 }, { Bucket: outputBucket, Prefix })) {
        for (const { Key = "" } of Contents) {
          const [jobId, file, ...deeper] = Key.slice(Prefix.length).split("/");
          if (jobId !== undefined && file === "job-output-manifest.json" && deeper.length === 0) found.push(jobId);
        }
      }
      return found;
    },
    last: async (tenant, datastoreId) => {
      try {
        const object = await s3.send(
          new GetObjectCommand({ Bucket: outputBucket, Key: recordKey(tenant, datastoreId) }),
        );
        return RECORD.parse(JSON.parse((await object.Body?.transformToString()) ?? ""));
      } catch (error) {
        if (error instanceof Error && MISSING.has(error.name)) return undefined;
        throw error;
      }
    },
    keep: async (tenant, datastoreId, record) => {
      await writeJson(s3, outputBucket, recordKey(tenant, datastoreId), JSON.stringify(record));
    },
  };
}
