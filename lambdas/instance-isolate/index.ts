import { Logger } from "@aws-lambda-powertools/logger";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { createAction } from "../remediation/action";
import { dynamoClient, tableItems } from "../remediation/adapters";
import { ec2Client, isolateInstance } from "./adapters";
import { contract } from "./contract";

const { ISOLATION_GROUP, TABLE } = environment(contract.environment);

export const handler = createAction(contract.name, {
  remedies: [isolateInstance(ec2Client(), ISOLATION_GROUP)],
  items: tableItems(dynamoClient(), TABLE),
  audit: eventBridgeAudit(eventBridgeClient()),
  clock: () => new Date(),
  log: new Logger({ serviceName: contract.name }),
});
