import { environment } from "../environment";
import { deployedAction } from "../remediation/deployed";
import { iamClient, revokeSessions } from "./adapters";
import { contract } from "./contract";

const { TABLE } = environment(contract.environment);

export const handler = deployedAction(contract.name, TABLE, [revokeSessions(iamClient())]);
