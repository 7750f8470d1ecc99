import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { systemClock } from "../phi/adapters";
import { readVersion, s3Client } from "../s3/adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { INCOMING_BUCKET, MAX_DOCUMENT_BYTES } = environment(contract.environment);
const s3 = s3Client();

export const handler = createHandler({
  documents: { read: (document) => readVersion(s3, INCOMING_BUCKET, document, Number(MAX_DOCUMENT_BYTES)) },
  bucket: INCOMING_BUCKET,
  clock: systemClock,
  log: new Logger({ serviceName: contract.name }),
});
