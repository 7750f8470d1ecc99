import { StartFHIRExportJobCommand, type HealthLakeClient } from "@aws-sdk/client-healthlake";
import type { Clock, ExportJobs } from "./ports";

export function healthLakeExports(
  client: HealthLakeClient,
  place: { readonly datastoreId: string; readonly dataAccessRoleArn: string; readonly kmsKeyArn: string },
): ExportJobs {
  return {
    start: async (token, outputUri) => {
      const { JobId } = await client.send(
        new StartFHIRExportJobCommand({
          JobName: `export-${token.slice(0, 16)}`,
          ClientToken: token,
          DatastoreId: place.datastoreId,
          DataAccessRoleArn: place.dataAccessRoleArn,
          OutputDataConfig: { S3Configuration: { S3Uri: outputUri, KmsKeyId: place.kmsKeyArn } },
        }),
      );
      if (JobId === undefined) throw new Error("HealthLake named no job");
      return JobId;
    },
  };
}

export const clock: Clock = { now: () => new Date().toISOString() };
