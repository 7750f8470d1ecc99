import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { s3Lineage } from "../lineage/adapters";
import { runningCode } from "../lineage/record";
import { s3Client } from "../s3/adapters";
import { clock, s3Versions } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { BUCKETS, DATASTORE_ID, OUTPUT_BUCKET } = environment(contract.environment);
const s3 = s3Client();

export const handler = createHandler({
  versions: s3Versions(s3),
  lineage: s3Lineage(s3, OUTPUT_BUCKET),
  clock,
  log: new Logger({ serviceName: contract.name }),
  buckets: BUCKETS.split(","),
  datastoreId: DATASTORE_ID,
  code: runningCode(),
});
