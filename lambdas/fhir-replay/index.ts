import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { healthLakeClient } from "../healthlake/adapters";
import { s3Client } from "../s3/adapters";
import { healthLakeImports, s3Journal } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { DATASTORE_ID, DATA_ACCESS_ROLE_ARN, JOURNAL_BUCKET, KMS_KEY_ARN } = environment(contract.environment);

export const handler = createHandler({
  journal: s3Journal(s3Client(), JOURNAL_BUCKET),
  imports: healthLakeImports(healthLakeClient(), {
    bucket: JOURNAL_BUCKET,
    kmsKeyArn: KMS_KEY_ARN,
    dataAccessRoleArn: DATA_ACCESS_ROLE_ARN,
  }),
  log: new Logger({ serviceName: contract.name }),
  bucket: JOURNAL_BUCKET,
  datastoreId: DATASTORE_ID,
});
