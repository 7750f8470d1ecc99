import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { systemClock } from "../phi/adapters";
import { readVersion, s3Client } from "../s3/adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { INCOMING_BUCKET } = environment(contract.environment);
const s3 = s3Client();

/** 2,000 documents with the longest names that S3 takes. */
const MOST_BYTES = 5 * 1024 ** 2;

export const handler = createHandler({
  manifests: { read: (manifest) => readVersion(s3, INCOMING_BUCKET, manifest, MOST_BYTES) },
  bucket: INCOMING_BUCKET,
  clock: systemClock,
  log: new Logger({ serviceName: contract.name }),
});
