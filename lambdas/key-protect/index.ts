import { environment } from "../environment";
import { kmsClient } from "../key-disable/adapters";
import { deployedAction } from "../remediation/deployed";
import { cancelDeletion, enableRotation } from "./adapters";
import { contract } from "./contract";

const { TABLE } = environment(contract.environment);
const kms = kmsClient();

export const handler = deployedAction(contract.name, TABLE, [enableRotation(kms), cancelDeletion(kms)]);
