import { environment } from "../environment";
import { rdsClient } from "../password-rotation/adapters";
import { deployedAction } from "../remediation/deployed";
import { makePrivate, protectDatabase, unshareSnapshot } from "./adapters";
import { contract } from "./contract";

const { TABLE } = environment(contract.environment);
const rds = rdsClient();

export const handler = deployedAction(contract.name, TABLE, [
  makePrivate(rds),
  protectDatabase(rds),
  unshareSnapshot(rds),
]);
