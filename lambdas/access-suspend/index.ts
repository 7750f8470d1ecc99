import { Logger } from "@aws-lambda-powertools/logger";
import { dynamodbClient } from "../access-state/adapters";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { createAction } from "../remediation/action";
import { dynamoClient, tableItems } from "../remediation/adapters";
import { suspendAccess } from "./adapters";
import { contract } from "./contract";

const { ACCESS_TABLE, TABLE } = environment(contract.environment);

export const handler = createAction(contract.name, {
  remedies: [suspendAccess(dynamodbClient(), ACCESS_TABLE)],
  items: tableItems(dynamoClient(), TABLE),
  audit: eventBridgeAudit(eventBridgeClient()),
  clock: () => new Date(),
  log: new Logger({ serviceName: contract.name }),
});
