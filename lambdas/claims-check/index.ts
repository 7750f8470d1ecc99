import { Logger } from "@aws-lambda-powertools/logger";
import { z } from "zod";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { s3Client } from "../s3/adapters";
import { s3Uploads } from "./adapters";
import { clamdScanner } from "./clamd";
import { contract, type ScannerChoice } from "./contract";
import { guardDutyScanner } from "./core";
import { createHandler } from "./handler";

const { CHECKSUMS_REQUIRED, RAW_BUCKET, QUARANTINE_BUCKET, SCANNER } = environment(contract.environment);

const uploads = s3Uploads(s3Client(), RAW_BUCKET, QUARANTINE_BUCKET);
const scanner = JSON.parse(SCANNER) as ScannerChoice;

export const handler = createHandler({
  rawBucket: RAW_BUCKET,
  checksumsRequired: new Set(z.array(z.string()).parse(JSON.parse(CHECKSUMS_REQUIRED))),
  scanner: scanner.kind === "clamd" ? clamdScanner(uploads, scanner) : guardDutyScanner,
  uploads,
  audit: eventBridgeAudit(eventBridgeClient()),
  log: new Logger({ serviceName: contract.name }),
});
