import { Logger } from "@aws-lambda-powertools/logger";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { consentStore, disclosureLog, dynamodbClient } from "../consent/adapters";
import { environment } from "../environment";
import { kmsClient, kmsHashes } from "../kms/adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { CONSENT_TABLE, DISCLOSURE_TABLE, HASH_KEY } = environment(contract.environment);
const dynamo = dynamodbClient();

export const handler = createHandler({
  consents: consentStore(dynamo, CONSENT_TABLE),
  disclosures: disclosureLog(dynamo, DISCLOSURE_TABLE),
  hashes: kmsHashes(kmsClient(), HASH_KEY),
  audit: eventBridgeAudit(eventBridgeClient()),
  clock: { now: () => new Date() },
  log: new Logger({ serviceName: contract.name }),
});
