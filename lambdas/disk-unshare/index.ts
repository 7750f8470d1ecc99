import { environment } from "../environment";
import { ec2Client } from "../instance-isolate/adapters";
import { deployedAction } from "../remediation/deployed";
import { unshareImage, unshareSnapshots } from "./adapters";
import { contract } from "./contract";

const { TABLE } = environment(contract.environment);
const ec2 = ec2Client();

export const handler = deployedAction(contract.name, TABLE, [unshareSnapshots(ec2), unshareImage(ec2)]);
