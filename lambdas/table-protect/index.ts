import { environment } from "../environment";
import { dynamoClient } from "../remediation/adapters";
import { deployedAction } from "../remediation/deployed";
import { enableRecovery, protectTable } from "./adapters";
import { contract } from "./contract";

const { TABLE } = environment(contract.environment);
const dynamo = dynamoClient();

export const handler = deployedAction(contract.name, TABLE, [enableRecovery(dynamo), protectTable(dynamo)]);
