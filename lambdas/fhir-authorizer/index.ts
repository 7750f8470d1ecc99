import { Logger } from "@aws-lambda-powertools/logger";
import { dynamodbClient, suspensions } from "../access-state/adapters";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { kmsClient, kmsHashes } from "../kms/adapters";
import { clock, issuerTokens } from "./adapters";
import { contract, type Accepts, type Plans } from "./contract";
import { createHandler } from "./handler";

const { ISSUER, ACCEPTS, HASH_KEY, ACCESS_TABLE, PLANS } = environment(contract.environment);
const accepts = JSON.parse(ACCEPTS) as Accepts;

export const handler = createHandler({
  tokens: issuerTokens(ISSUER, accepts),
  hashes: kmsHashes(kmsClient(), HASH_KEY),
  suspensions: suspensions(dynamodbClient(), ACCESS_TABLE),
  audit: eventBridgeAudit(eventBridgeClient()),
  clock,
  log: new Logger({ serviceName: contract.name }),
  isCognito: accepts.kind === "cognito",
  plans: JSON.parse(PLANS) as Plans,
});
