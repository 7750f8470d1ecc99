import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { healthLakeClient } from "../healthlake/adapters";
import { s3Lineage } from "../lineage/adapters";
import { runningCode } from "../lineage/record";
import { logMetrics } from "../metrics/embedded";
import { s3Client } from "../s3/adapters";
import { clock, healthLakeImports, s3Uploads } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const env = environment(contract.environment);
const place = { datastoreId: env.DATASTORE_ID, inputBucket: env.INPUT_BUCKET, outputBucket: env.OUTPUT_BUCKET };
const s3 = s3Client();

export const handler = createHandler({
  ...place,
  jobs: healthLakeImports(healthLakeClient(), {
    ...place,
    dataAccessRoleArn: env.DATA_ACCESS_ROLE_ARN,
    kmsKeyArn: env.KMS_KEY_ARN,
  }),
  uploads: s3Uploads(s3, env.INPUT_BUCKET),
  lineage: s3Lineage(s3, env.OUTPUT_BUCKET),
  metrics: logMetrics,
  clock,
  environment: env.ENVIRONMENT,
  log: new Logger({ serviceName: contract.name }),
  code: runningCode(),
});
