import { Logger } from "@aws-lambda-powertools/logger";
import { z } from "zod";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { s3Client } from "../s3/adapters";
import { s3Uploads } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { CHECKSUMS_REQUIRED, RAW_BUCKET, QUARANTINE_BUCKET } = environment(contract.environment);

export const handler = createHandler({
  rawBucket: RAW_BUCKET,
  checksumsRequired: new Set(z.array(z.string()).parse(JSON.parse(CHECKSUMS_REQUIRED))),
  uploads: s3Uploads(s3Client(), RAW_BUCKET, QUARANTINE_BUCKET),
  audit: eventBridgeAudit(eventBridgeClient()),
  log: new Logger({ serviceName: contract.name }),
});
