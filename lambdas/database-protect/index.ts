import { Logger } from "@aws-lambda-powertools/logger";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { rdsClient } from "../password-rotation/adapters";
import { createAction } from "../remediation/action";
import { dynamoClient, tableItems } from "../remediation/adapters";
import { makePrivate, protectDatabase, unshareSnapshot } from "./adapters";
import { contract } from "./contract";

const { TABLE } = environment(contract.environment);
const rds = rdsClient();

export const handler = createAction(contract.name, {
  remedies: [makePrivate(rds), protectDatabase(rds), unshareSnapshot(rds)],
  items: tableItems(dynamoClient(), TABLE),
  audit: eventBridgeAudit(eventBridgeClient()),
  clock: () => new Date(),
  log: new Logger({ serviceName: contract.name }),
});
