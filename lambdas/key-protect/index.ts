import { Logger } from "@aws-lambda-powertools/logger";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { kmsClient } from "../key-disable/adapters";
import { createAction } from "../remediation/action";
import { dynamoClient, tableItems } from "../remediation/adapters";
import { cancelDeletion, enableRotation } from "./adapters";
import { contract } from "./contract";

const { TABLE } = environment(contract.environment);
const kms = kmsClient();

export const handler = createAction(contract.name, {
  remedies: [enableRotation(kms), cancelDeletion(kms)],
  items: tableItems(dynamoClient(), TABLE),
  audit: eventBridgeAudit(eventBridgeClient()),
  clock: () => new Date(),
  log: new Logger({ serviceName: contract.name }),
});
