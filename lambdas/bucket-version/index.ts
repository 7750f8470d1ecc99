import { Logger } from "@aws-lambda-powertools/logger";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { createAction } from "../remediation/action";
import { dynamoClient, tableItems } from "../remediation/adapters";
import { s3Client } from "../s3/adapters";
import { versionBucket } from "./adapters";
import { contract } from "./contract";

const { TABLE } = environment(contract.environment);

export const handler = createAction(contract.name, {
  remedies: [versionBucket(s3Client())],
  items: tableItems(dynamoClient(), TABLE),
  audit: eventBridgeAudit(eventBridgeClient()),
  clock: () => new Date(),
  log: new Logger({ serviceName: contract.name }),
});
