import { Logger } from "@aws-lambda-powertools/logger";
import { dynamodbClient } from "../access-state/adapters";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { tableFeedback } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { ACCESS_TABLE, FEEDBACK_TABLE, THRESHOLD_PERCENT } = environment(contract.environment);

export const handler = createHandler({
  feedback: tableFeedback(dynamodbClient(), {
    access: ACCESS_TABLE,
    feedback: FEEDBACK_TABLE,
    usualThreshold: Number(THRESHOLD_PERCENT) / 100,
  }),
  audit: eventBridgeAudit(eventBridgeClient()),
  clock: () => new Date(),
  log: new Logger({ serviceName: contract.name }),
});
