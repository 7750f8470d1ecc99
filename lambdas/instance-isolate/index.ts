import { environment } from "../environment";
import { deployedAction } from "../remediation/deployed";
import { ec2Client, isolateInstance } from "./adapters";
import { contract } from "./contract";

const { ISOLATION_GROUP, TABLE } = environment(contract.environment);

export const handler = deployedAction(contract.name, TABLE, [isolateInstance(ec2Client(), ISOLATION_GROUP)]);
