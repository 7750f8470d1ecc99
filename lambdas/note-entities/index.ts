import { Logger } from "@aws-lambda-powertools/logger";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { logMetrics } from "../metrics/embedded";
import { comprehendMedicalClient } from "../phi-detect/adapters";
import { s3Client } from "../s3/adapters";
import { comprehendReader, s3Notes, s3Results } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const env = environment(contract.environment);
const s3 = s3Client();

export const handler = createHandler({
  notes: s3Notes(s3),
  reader: comprehendReader(comprehendMedicalClient()),
  results: s3Results(s3, env.INPUT_BUCKET),
  audit: eventBridgeAudit(eventBridgeClient()),
  metrics: logMetrics,
  log: new Logger({ serviceName: contract.name }),
  environment: env.ENVIRONMENT,
  buckets: [env.RELEASED_BUCKET, env.MASKED_BUCKET],
});
