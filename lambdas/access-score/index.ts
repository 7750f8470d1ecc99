import { Logger } from "@aws-lambda-powertools/logger";
import { dynamodbClient } from "../access-state/adapters";
import { askEndpoint, sageMakerClient } from "../access-model/adapters";
import bare from "../access-model/bare-2026-11-22.json";
import full from "../access-model/model-2026-11-22.json";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { logMetrics } from "../metrics/embedded";
import { tableHabits } from "./adapters";
import { contract, EMBEDDED_MODEL } from "./contract";
import { createHandler } from "./handler";
import { embeddedScorer, outsideScorer } from "./scorers";

const { ACCESS_TABLE, ENVIRONMENT, MODEL, THRESHOLD_PERCENT, SUSPEND_HOURS } = environment(contract.environment);

export const handler = createHandler({
  habits: tableHabits(dynamodbClient(), ACCESS_TABLE, Number(THRESHOLD_PERCENT) / 100),
  scorer:
    MODEL === EMBEDDED_MODEL ? embeddedScorer({ full, bare }) : outsideScorer(askEndpoint(sageMakerClient(), MODEL)),
  audit: eventBridgeAudit(eventBridgeClient()),
  metrics: logMetrics,
  log: new Logger({ serviceName: contract.name }),
  environment: ENVIRONMENT,
  suspendHours: Number(SUSPEND_HOURS),
});
