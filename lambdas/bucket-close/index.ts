import { environment } from "../environment";
import { deployedAction } from "../remediation/deployed";
import { s3Client } from "../s3/adapters";
import { closeBucket } from "./adapters";
import { contract } from "./contract";

const { TABLE } = environment(contract.environment);

export const handler = deployedAction(contract.name, TABLE, [closeBucket(s3Client())]);
