import { Logger } from "@aws-lambda-powertools/logger";
import { z } from "zod";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { derivedKeys, kmsClient, kmsHashes } from "../kms/adapters";
import { logMetrics } from "../metrics/embedded";
import { s3Client } from "../s3/adapters";
import { s3Images, s3Quarantine } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const env = environment(contract.environment);
const s3 = s3Client();
const keyOf = derivedKeys(kmsHashes(kmsClient(), env.HASH_KEY_ARN));

export const handler = createHandler({
  images: s3Images(s3, env.INPUT_BUCKET, env.OUTPUT_BUCKET),
  quarantine: s3Quarantine(s3, env.INPUT_BUCKET, env.QUARANTINE_BUCKET),
  secrets: { keyOf: (tenant) => keyOf(`images of ${tenant}`) },
  audit: eventBridgeAudit(eventBridgeClient()),
  metrics: logMetrics,
  log: new Logger({ serviceName: contract.name }),
  environment: env.ENVIRONMENT,
  inputBucket: env.INPUT_BUCKET,
  outputBucket: env.OUTPUT_BUCKET,
  tenants: z.record(z.string(), z.string().min(1)).parse(JSON.parse(env.TENANTS)),
});
