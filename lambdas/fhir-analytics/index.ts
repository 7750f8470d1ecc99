import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { healthLakeClient } from "../healthlake/adapters";
import { s3Lineage } from "../lineage/adapters";
import { runningCode } from "../lineage/record";
import { s3Client } from "../s3/adapters";
import { healthLakeExports, s3Files, snsAlerts, snsClient } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { ALERT_TOPIC_ARN, DATASTORE_ID, OUTPUT_BUCKET } = environment(contract.environment);
const s3 = s3Client();

export const handler = createHandler({
  exports: healthLakeExports(healthLakeClient()),
  files: s3Files(s3, OUTPUT_BUCKET),
  alerts: snsAlerts(snsClient(), ALERT_TOPIC_ARN),
  lineage: s3Lineage(s3, OUTPUT_BUCKET),
  log: new Logger({ serviceName: contract.name }),
  bucket: OUTPUT_BUCKET,
  datastoreId: DATASTORE_ID,
  code: runningCode(),
});
