import { dynamodbClient } from "../access-state/adapters";
import { environment } from "../environment";
import { deployedAction } from "../remediation/deployed";
import { suspendAccess } from "./adapters";
import { contract } from "./contract";

const { ACCESS_TABLE, TABLE } = environment(contract.environment);

export const handler = deployedAction(contract.name, TABLE, [suspendAccess(dynamodbClient(), ACCESS_TABLE)]);
