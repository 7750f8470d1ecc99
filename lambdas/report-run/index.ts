import { Logger } from "@aws-lambda-powertools/logger";
import { s3Store } from "../../reports/ledger/adapters";
import { environment } from "../environment";
import { s3Client } from "../s3/adapters";
import { kmsClient, kmsSigners } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";
import type * as Making from "./reports";

const { LEDGER_BUCKET, RETENTION_DAYS, SIGNING_KEY } = environment(contract.environment);
const clock = (): Date => new Date();
const retentionDays = Number(RETENTION_DAYS);
const store = s3Store(s3Client(), LEDGER_BUCKET, { days: retentionDays, clock });

/** Loaded after the ledger is sealed, a bundle of its own: four fifths of the code, and half of a cold start. */
function making(): typeof Making {
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  return require("./reports") as typeof Making;
}

export const handler = createHandler({
  store,
  reports: (of) => making().ledgerReports(store)(of),
  retentionDays,
  signers: kmsSigners(kmsClient()),
  signingKey: SIGNING_KEY,
  clock,
  log: new Logger({ serviceName: contract.name }),
});
