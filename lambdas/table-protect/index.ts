import { Logger } from "@aws-lambda-powertools/logger";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { createAction } from "../remediation/action";
import { dynamoClient, tableItems } from "../remediation/adapters";
import { enableRecovery, protectTable } from "./adapters";
import { contract } from "./contract";

const { TABLE } = environment(contract.environment);
const dynamo = dynamoClient();

export const handler = createAction(contract.name, {
  remedies: [enableRecovery(dynamo), protectTable(dynamo)],
  items: tableItems(dynamo, TABLE),
  audit: eventBridgeAudit(eventBridgeClient()),
  clock: () => new Date(),
  log: new Logger({ serviceName: contract.name }),
});
