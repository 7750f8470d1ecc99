import {
  GetDICOMImportJobCommand,
  StartDICOMImportJobCommand,
  type MedicalImagingClient,
} from "@aws-sdk/client-medical-imaging";
import { GetObjectCommand, NoSuchKey, type S3Client } from "@aws-sdk/client-s3";
import { z } from "zod";
import type { JobStatus } from "./core";
import type { ImportJobs } from "./ports";

/** `job-output-manifest.json` of a finished job (HealthImaging Developer Guide, "Understanding import jobs"). */
const MANIFEST = z.object({
  jobSummary: z.object({
    numberOfImportedFiles: z.number(),
    numberOfFilesWithCustomerError: z.number(),
    numberOfFilesWithServerError: z.number(),
  }),
});

export function healthImagingJobs(
  imaging: MedicalImagingClient,
  s3: S3Client,
  inputBucket: string,
  outputBucket: string,
): ImportJobs {
  return {
    start: async ({ inputPrefix, outputPrefix, ...request }) => {
      const { jobId } = await imaging.send(
        new StartDICOMImportJobCommand({
          ...request,
          inputS3Uri: `s3://${inputBucket}/${inputPrefix}`,
          outputS3Uri: `s3://${outputBucket}/${outputPrefix}`,
        }),
      );
      if (jobId === undefined) throw new Error("HealthImaging named no job");
      return jobId;
    },
    state: async (datastoreId, jobId) => {
      const { jobProperties } = await imaging.send(new GetDICOMImportJobCommand({ datastoreId, jobId }));
      if (jobProperties === undefined) throw new Error("HealthImaging told nothing of the job");
      const { jobStatus, submittedAt, endedAt } = jobProperties;
      return {
        status: jobStatus as JobStatus,
        submittedAt: submittedAt?.toISOString(),
        endedAt: endedAt?.toISOString(),
      };
    },
    summary: async (outputPrefix, datastoreId, jobId) => {
      const Key = `${outputPrefix}${datastoreId}-DicomImport-${jobId}/job-output-manifest.json`;
      try {
        const object = await s3.send(new GetObjectCommand({ Bucket: outputBucket, Key }));
        const { jobSummary } = MANIFEST.parse(JSON.parse((await object.Body?.transformToString()) ?? ""));
        return {
          imported: jobSummary.numberOfImportedFiles,
          failed: jobSummary.numberOfFilesWithCustomerError + jobSummary.numberOfFilesWithServerError,
        };
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
  };
}
