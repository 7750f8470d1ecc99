import { Logger } from "@aws-lambda-powertools/logger";
import { consentReader } from "../consent/adapters";
import { environment } from "../environment";
import { dynamoClient, systemClock } from "../phi/adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { CONSENT_TABLE } = environment(contract.environment);

export const handler = createHandler({
  consents: consentReader(dynamoClient(), CONSENT_TABLE),
  clock: systemClock,
  log: new Logger({ serviceName: contract.name }),
});
