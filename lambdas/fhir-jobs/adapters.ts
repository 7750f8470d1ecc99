import {
  DescribeFHIRExportJobCommand,
  DescribeFHIRImportJobCommand,
  ResourceNotFoundException,
  type HealthLakeClient,
} from "@aws-sdk/client-healthlake";
import type { JobState } from "./core";
import type { Jobs } from "./ports";

export function healthLakeJobs(client: HealthLakeClient): Jobs {
  return {
    describe: async ({ kind, jobId, datastoreId }) => {
      const job = { JobId: jobId, DatastoreId: datastoreId };
      try {
        return kind === "import" ? await importState(client, job) : await exportState(client, job);
      } catch (error) {
        if (error instanceof ResourceNotFoundException) return undefined;
        throw error;
      }
    },
  };
}

interface JobId {
  readonly JobId: string;
  readonly DatastoreId: string;
}

async function importState(client: HealthLakeClient, job: JobId): Promise<JobState | undefined> {
  const { ImportJobProperties: told } = await client.send(new DescribeFHIRImportJobCommand(job));
  if (told === undefined) return undefined;
  const report = told.JobProgressReport;
  return defined({
    input: told.InputDataConfig?.S3Uri,
    output: told.JobOutputDataConfig?.S3Configuration?.S3Uri,
    submittedAt: told.SubmitTime?.toISOString(),
    endedAt: told.EndTime?.toISOString(),
    scannedFiles: report?.TotalNumberOfScannedFiles,
    scannedResources: report?.TotalNumberOfResourcesScanned,
    importedResources: report?.TotalNumberOfResourcesImported,
    refusedResources: report?.TotalNumberOfResourcesWithCustomerError,
    scannedMegabytes: report?.TotalSizeOfScannedFilesInMB,
  });
}

async function exportState(client: HealthLakeClient, job: JobId): Promise<JobState | undefined> {
  const { ExportJobProperties: told } = await client.send(new DescribeFHIRExportJobCommand(job));
  if (told === undefined) return undefined;
  return defined({
    output: told.OutputDataConfig?.S3Configuration?.S3Uri,
    submittedAt: told.SubmitTime?.toISOString(),
    endedAt: told.EndTime?.toISOString(),
  });
}

type Fields = { readonly [Name in keyof JobState]: JobState[Name] | undefined };

function defined(fields: Fields): JobState {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
