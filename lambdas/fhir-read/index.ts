import { Logger } from "@aws-lambda-powertools/logger";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { circuitMetrics } from "../circuit-breaker/metrics";
import { consentReader, disclosureWriter, dynamodbClient } from "../consent/adapters";
import { environment } from "../environment";
import { kmsClient, kmsHashes } from "../kms/adapters";
import { logMetrics } from "../metrics/embedded";
import { clock, guardedStore, healthLakeStore } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { CONSENT_TABLE, DISCLOSURE_TABLE, DATASTORE_ENDPOINT, ENVIRONMENT, HASH_KEY, PAGE_SIZE } = environment(
  contract.environment,
);
const { AWS_REGION } = environment(["AWS_REGION"]);

const dynamo = dynamodbClient();

export const handler = createHandler({
  store: guardedStore(healthLakeStore(DATASTORE_ENDPOINT, AWS_REGION), {
    now: Date.now,
    changed: circuitMetrics(logMetrics, ENVIRONMENT, contract.name),
  }),
  hashes: kmsHashes(kmsClient(), HASH_KEY),
  consents: consentReader(dynamo, CONSENT_TABLE),
  disclosures: disclosureWriter(dynamo, DISCLOSURE_TABLE),
  audit: eventBridgeAudit(eventBridgeClient()),
  clock,
  log: new Logger({ serviceName: contract.name }),
  endpoint: DATASTORE_ENDPOINT,
  pageSize: Number(PAGE_SIZE),
});
