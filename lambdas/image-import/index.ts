import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { medicalImagingClient } from "../medical-imaging/adapters";
import { s3Client } from "../s3/adapters";
import { healthImagingJobs } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { INPUT_BUCKET, OUTPUT_BUCKET } = environment(contract.environment);

export const handler = createHandler({
  jobs: healthImagingJobs(medicalImagingClient(), s3Client(), INPUT_BUCKET, OUTPUT_BUCKET),
  log: new Logger({ serviceName: contract.name }),
});
