import { Logger } from "@aws-lambda-powertools/logger";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

export const handler = createHandler({
  audit: eventBridgeAudit(eventBridgeClient()),
  clock: () => new Date(),
  log: new Logger({ serviceName: contract.name }),
});
