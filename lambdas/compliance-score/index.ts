import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { logMetrics } from "../metrics/embedded";
import { configClient, conformancePackScores } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { ENVIRONMENT, PACK_NAME } = environment(contract.environment);

export const handler = createHandler({
  scores: conformancePackScores(configClient()),
  metrics: logMetrics,
  log: new Logger({ serviceName: contract.name }),
  now: () => new Date(),
  pack: PACK_NAME,
  environment: ENVIRONMENT,
});
