import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { healthImagingJobs } from "../image-import/adapters";
import { medicalImagingClient } from "../medical-imaging/adapters";
import { s3Client } from "../s3/adapters";
import { s3Journal } from "./adapters";
import { contract, type ReplayTargets } from "./contract";
import { createHandler } from "./handler";

const { INPUT_BUCKET, OUTPUT_BUCKET, TENANTS } = environment(contract.environment);
const s3 = s3Client();

export const handler = createHandler({
  journal: s3Journal(s3, INPUT_BUCKET, OUTPUT_BUCKET),
  jobs: healthImagingJobs(medicalImagingClient(), s3, INPUT_BUCKET, OUTPUT_BUCKET),
  log: new Logger({ serviceName: contract.name }),
  bucket: INPUT_BUCKET,
  targets: JSON.parse(TENANTS) as ReplayTargets,
});
