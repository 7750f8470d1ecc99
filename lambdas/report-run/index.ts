import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { s3Client } from "../s3/adapters";
import { kmsClient, kmsSigner, s3LedgerDay } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { LEDGER_BUCKET, SIGNING_KEY } = environment(contract.environment);

export const handler = createHandler({
  ledger: s3LedgerDay(s3Client(), LEDGER_BUCKET),
  signer: kmsSigner(kmsClient(), SIGNING_KEY),
  clock: () => new Date(),
  log: new Logger({ serviceName: contract.name }),
});
