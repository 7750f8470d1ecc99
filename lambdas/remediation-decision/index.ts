import { Logger } from "@aws-lambda-powertools/logger";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { dynamoClient, tableItems } from "../remediation/adapters";
import { sfnClient, stepFunctions } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { TABLE } = environment(contract.environment);

export const handler = createHandler({
  items: tableItems(dynamoClient(), TABLE),
  waiting: stepFunctions(sfnClient()),
  audit: eventBridgeAudit(eventBridgeClient()),
  clock: () => new Date(),
  log: new Logger({ serviceName: contract.name }),
});
