import { Logger } from "@aws-lambda-powertools/logger";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { dynamoDbClient, dynamoDbMemories, snsAlerts, snsClient } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { RISK_THRESHOLD, TABLE_NAME, TOPIC_ARN } = environment(contract.environment);

export const handler = createHandler({
  threshold: Number(RISK_THRESHOLD),
  topicArn: TOPIC_ARN,
  memories: dynamoDbMemories(dynamoDbClient(), TABLE_NAME, () => Date.now()),
  alerts: snsAlerts(snsClient(), TOPIC_ARN),
  audit: eventBridgeAudit(eventBridgeClient()),
  log: new Logger({ serviceName: contract.name }),
});
