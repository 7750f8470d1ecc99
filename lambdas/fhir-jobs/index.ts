import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { healthLakeClient } from "../healthlake/adapters";
import { s3Lineage } from "../lineage/adapters";
import { runningCode } from "../lineage/record";
import { logMetrics } from "../metrics/embedded";
import { s3Client } from "../s3/adapters";
import { healthLakeJobs } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { DATASTORE_ID, ENVIRONMENT, OUTPUT_BUCKET } = environment(contract.environment);

export const handler = createHandler({
  jobs: healthLakeJobs(healthLakeClient()),
  lineage: s3Lineage(s3Client(), OUTPUT_BUCKET),
  metrics: logMetrics,
  log: new Logger({ serviceName: contract.name }),
  datastoreId: DATASTORE_ID,
  environment: ENVIRONMENT,
  code: runningCode(),
});
