import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { s3Client } from "../s3/adapters";
import { s3Uploads } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { INPUT_BUCKET, QUARANTINE_BUCKET } = environment(contract.environment);

export const handler = createHandler({
  uploads: s3Uploads(s3Client(), INPUT_BUCKET, QUARANTINE_BUCKET),
  log: new Logger({ serviceName: contract.name }),
});
