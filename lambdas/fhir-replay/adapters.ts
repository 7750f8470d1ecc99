import {
  DescribeFHIRImportJobCommand,
  ListFHIRImportJobsCommand,
  paginateListFHIRImportJobs,
  StartFHIRImportJobCommand,
  type HealthLakeClient,
  type ImportJobProperties,
} from "@aws-sdk/client-healthlake";
import { paginateListObjectsV2, type S3Client } from "@aws-sdk/client-s3";
import { EXPORT_PREFIX } from "../fhir-export/contract";
import { secondsBetween } from "../recovery/drill";
import { REPLAY_LOG } from "./contract";
import { newestWhole } from "./core";
import type { ImportJob, Imports, Journal } from "./ports";

export function s3Journal(client: S3Client, Bucket: string): Journal {
  return {
    newestExport: async () => {
      const objects: { key: string; at: string }[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: EXPORT_PREFIX })) {
        for (const { Key, LastModified } of Contents) {
          if (Key !== undefined && LastModified !== undefined) {
            objects.push({ key: Key, at: LastModified.toISOString() });
          }
        }
      }
      return newestWhole(objects);
    },
  };
}

export function healthLakeImports(
  client: HealthLakeClient,
  to: { readonly bucket: string; readonly kmsKeyArn: string; readonly dataAccessRoleArn: string },
): Imports {
  const sourceOf = (folder: string): string => `s3://${to.bucket}/${folder}`;
  return {
    start: async ({ datastoreId, folder, token }) => {
      const { JobId } = await client.send(
        new StartFHIRImportJobCommand({
          DatastoreId: datastoreId,
          JobName: nameOf(token),
          ClientToken: token,
          DataAccessRoleArn: to.dataAccessRoleArn,
          InputDataConfig: { S3Uri: sourceOf(folder) },
          JobOutputDataConfig: {
            S3Configuration: { S3Uri: `s3://${to.bucket}/${REPLAY_LOG}`, KmsKeyId: to.kmsKeyArn },
          },
        }),
      );
      if (JobId === undefined) throw new Error("HealthLake named no import job");
      return JobId;
    },
    job: async (DatastoreId, JobId) => {
      const { ImportJobProperties: of } = await client.send(new DescribeFHIRImportJobCommand({ DatastoreId, JobId }));
      return jobOf(of);
    },
    earlier: async ({ datastoreId: DatastoreId, folder, token }) => {
      const found: ImportJobProperties[] = [];
      for await (const { ImportJobPropertiesList = [] } of paginateListFHIRImportJobs({ client }, { DatastoreId })) {
        found.push(
          ...ImportJobPropertiesList.filter(
            ({ InputDataConfig, JobName }) => InputDataConfig?.S3Uri === sourceOf(folder) && JobName !== nameOf(token),
          ),
        );
      }
      const [newest] = found.sort((a, b) => Number(b.SubmitTime) - Number(a.SubmitTime));
      return newest?.JobId === undefined ? undefined : { ...jobOf(newest), jobId: newest.JobId };
    },
    lastSeconds: async (DatastoreId) => {
      const { ImportJobPropertiesList = [] } = await client.send(
        new ListFHIRImportJobsCommand({ DatastoreId, JobStatus: "COMPLETED", MaxResults: 100 }),
      );
      const [last] = ImportJobPropertiesList.filter(({ EndTime }) => EndTime !== undefined).sort(
        (a, b) => Number(b.EndTime) - Number(a.EndTime),
      );
      return jobOf(last).seconds;
    },
  };
}

const nameOf = (token: string): string => `replay-${token}`;

function jobOf(of: ImportJobProperties | undefined): ImportJob {
  const seconds =
    of?.SubmitTime === undefined || of.EndTime === undefined
      ? undefined
      : secondsBetween(of.SubmitTime.toISOString(), of.EndTime.toISOString());
  switch (of?.JobStatus) {
    case "COMPLETED":
      return { status: "COMPLETED", seconds };
    case "COMPLETED_WITH_ERRORS":
    case "FAILED":
    case "CANCEL_COMPLETED":
    case "CANCEL_FAILED":
      return { status: "FAILED", seconds };
    default:
      return { status: "RUNNING" };
  }
}
