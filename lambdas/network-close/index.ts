import { environment } from "../environment";
import { ec2Client } from "../instance-isolate/adapters";
import { deployedAction } from "../remediation/deployed";
import { closeSecurityGroup, closeSubnet, requireTokens } from "./adapters";
import { contract } from "./contract";

const { TABLE } = environment(contract.environment);
const ec2 = ec2Client();

export const handler = deployedAction(contract.name, TABLE, [
  closeSecurityGroup(ec2),
  requireTokens(ec2),
  closeSubnet(ec2),
]);
