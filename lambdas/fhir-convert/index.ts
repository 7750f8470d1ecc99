import { Logger } from "@aws-lambda-powertools/logger";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { derivedKeys, kmsClient, kmsHashes } from "../kms/adapters";
import { s3Lineage } from "../lineage/adapters";
import { runningCode } from "../lineage/record";
import { logMetrics } from "../metrics/embedded";
import { s3Client } from "../s3/adapters";
import { clock, s3Files, s3Told, sqsClient, sqsImports } from "./adapters";
import { contract, NO_ZONE } from "./contract";
import { createHandler } from "./handler";

const env = environment(contract.environment);
const s3 = s3Client();
const keyOf = derivedKeys(kmsHashes(kmsClient(), env.HASH_KEY_ARN));

export const handler = createHandler({
  files: s3Files(s3, env.INPUT_BUCKET),
  told: s3Told(s3, env.INPUT_BUCKET),
  imports: sqsImports(sqsClient(), env.IMPORT_QUEUE_URL),
  secrets: { idKey: () => keyOf("fhir ids") },
  lineage: s3Lineage(s3, env.OUTPUT_BUCKET),
  audit: eventBridgeAudit(eventBridgeClient()),
  metrics: logMetrics,
  clock,
  log: new Logger({ serviceName: contract.name }),
  environment: env.ENVIRONMENT,
  inputBucket: env.INPUT_BUCKET,
  datastoreId: env.DATASTORE_ID,
  zone: env.HL7_ZONE === NO_ZONE ? undefined : env.HL7_ZONE,
  code: runningCode(),
});
