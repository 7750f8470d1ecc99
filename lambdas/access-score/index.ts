import { Logger } from "@aws-lambda-powertools/logger";
import { dynamodbClient } from "../access-state/adapters";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { logMetrics } from "../metrics/embedded";
import { endpointScorer, sageMakerClient, tableHistories } from "./adapters";
import { contract, EMBEDDED_MODEL } from "./contract";
import { baselineScore } from "./core";
import { createHandler } from "./handler";

const { ACCESS_TABLE, ENVIRONMENT, MODEL, THRESHOLD_PERCENT, SUSPEND_HOURS } = environment(contract.environment);

export const handler = createHandler({
  histories: tableHistories(dynamodbClient(), ACCESS_TABLE),
  scorer:
    MODEL === EMBEDDED_MODEL
      ? { score: async (features) => baselineScore(features) }
      : endpointScorer(sageMakerClient(), MODEL),
  audit: eventBridgeAudit(eventBridgeClient()),
  metrics: logMetrics,
  log: new Logger({ serviceName: contract.name }),
  environment: ENVIRONMENT,
  threshold: Number(THRESHOLD_PERCENT) / 100,
  suspendHours: Number(SUSPEND_HOURS),
});
