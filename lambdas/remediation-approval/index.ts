import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { dynamoClient, snsClient, tableItems, topicNotices } from "../remediation/adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { DECISION_FUNCTION, TABLE, TOPIC_ARN } = environment(contract.environment);

export const handler = createHandler({
  items: tableItems(dynamoClient(), TABLE),
  notices: topicNotices(snsClient(), TOPIC_ARN),
  decisionFunction: DECISION_FUNCTION,
  log: new Logger({ serviceName: contract.name }),
});
