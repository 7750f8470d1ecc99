import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { s3Client } from "../s3/adapters";
import { s3Ledger } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { LEDGER_BUCKET } = environment(contract.environment);

export const handler = createHandler({
  ledger: s3Ledger(s3Client(), LEDGER_BUCKET),
  log: new Logger({ serviceName: contract.name }),
});
