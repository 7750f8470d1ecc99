import { Logger } from "@aws-lambda-powertools/logger";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { kmsClient, kmsHashes } from "../kms/adapters";
import { clock, healthLakeStore } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { DATASTORE_ENDPOINT, HASH_KEY, PAGE_SIZE } = environment(contract.environment);
const { AWS_REGION } = environment(["AWS_REGION"]);

export const handler = createHandler({
  store: healthLakeStore(DATASTORE_ENDPOINT, AWS_REGION),
  hashes: kmsHashes(kmsClient(), HASH_KEY),
  audit: eventBridgeAudit(eventBridgeClient()),
  clock,
  log: new Logger({ serviceName: contract.name }),
  endpoint: DATASTORE_ENDPOINT,
  pageSize: Number(PAGE_SIZE),
});
