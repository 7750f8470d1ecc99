import { Logger } from "@aws-lambda-powertools/logger";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { dynamoDbClient, dynamoDbMemories, snsAlerts, snsClient } from "./adapters";
import { contract, type Outreach } from "./contract";
import { createHandler } from "./handler";

const { ESCALATION_TOPIC_ARN, OUTREACH, RISK_THRESHOLD, TABLE_NAME, TOPIC_ARN } = environment(contract.environment);

export const handler = createHandler({
  threshold: Number(RISK_THRESHOLD),
  topicArn: TOPIC_ARN,
  escalationTopicArn: ESCALATION_TOPIC_ARN,
  outreach: JSON.parse(OUTREACH) as Outreach,
  memories: dynamoDbMemories(dynamoDbClient(), TABLE_NAME, () => Date.now()),
  alerts: snsAlerts(snsClient(), { alert: TOPIC_ARN, escalation: ESCALATION_TOPIC_ARN, digest: TOPIC_ARN }),
  audit: eventBridgeAudit(eventBridgeClient()),
  clock: () => new Date(),
  log: new Logger({ serviceName: contract.name }),
});
