import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { healthLakeClient } from "../healthlake/adapters";
import { s3Lineage } from "../lineage/adapters";
import { runningCode } from "../lineage/record";
import { s3Client } from "../s3/adapters";
import { clock, healthLakeExports } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { DATASTORE_ID, DATA_ACCESS_ROLE_ARN, KMS_KEY_ARN, OUTPUT_BUCKET } = environment(contract.environment);

export const handler = createHandler({
  jobs: healthLakeExports(healthLakeClient(), {
    datastoreId: DATASTORE_ID,
    dataAccessRoleArn: DATA_ACCESS_ROLE_ARN,
    kmsKeyArn: KMS_KEY_ARN,
  }),
  lineage: s3Lineage(s3Client(), OUTPUT_BUCKET),
  clock,
  log: new Logger({ serviceName: contract.name }),
  outputBucket: OUTPUT_BUCKET,
  datastoreId: DATASTORE_ID,
  code: runningCode(),
});
