import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { s3Client } from "../s3/adapters";
import { s3Quarantine } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { QUARANTINE_BUCKET } = environment(contract.environment);

export const handler = createHandler({
  quarantine: s3Quarantine(s3Client(), QUARANTINE_BUCKET),
  log: new Logger({ serviceName: contract.name }),
});
