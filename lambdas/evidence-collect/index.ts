import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { s3Ledger } from "../evidence-intake/adapters";
import { kmsClient, kmsHashes } from "../kms/adapters";
import { s3Client } from "../s3/adapters";
import { awsCollector } from "./collector";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { LEDGER_BUCKET, SUBJECT_KEY, COLLECT_REGION } = environment(contract.environment);
/** What the key of subjects' names is made of; another text gives other names. */
const SUBJECTS = "names of resources in evidence, 1";

export const handler = createHandler({
  collect: awsCollector(COLLECT_REGION, async () =>
    Buffer.from(await kmsHashes(kmsClient(), SUBJECT_KEY).hash(SUBJECTS), "hex"),
  ),
  ledger: s3Ledger(s3Client(), LEDGER_BUCKET),
  log: new Logger({ serviceName: contract.name }),
});
