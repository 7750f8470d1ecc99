import { Logger } from "@aws-lambda-powertools/logger";
import { eventBridgeAudit, eventBridgeClient } from "../audit/adapters";
import { environment } from "../environment";
import { ec2Client } from "../instance-isolate/adapters";
import { createAction } from "../remediation/action";
import { dynamoClient, tableItems } from "../remediation/adapters";
import { closeSecurityGroup, closeSubnet, requireTokens } from "./adapters";
import { contract } from "./contract";

const { TABLE } = environment(contract.environment);
const ec2 = ec2Client();

export const handler = createAction(contract.name, {
  remedies: [closeSecurityGroup(ec2), requireTokens(ec2), closeSubnet(ec2)],
  items: tableItems(dynamoClient(), TABLE),
  audit: eventBridgeAudit(eventBridgeClient()),
  clock: () => new Date(),
  log: new Logger({ serviceName: contract.name }),
});
