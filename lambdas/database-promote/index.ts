import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { clock, rdsClient, rdsReplicas } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { BACKUP_DAYS, REPLICA_IDENTIFIER } = environment(contract.environment);

export const handler = createHandler({
  replicas: rdsReplicas(rdsClient()),
  clock,
  log: new Logger({ serviceName: contract.name }),
  identifier: REPLICA_IDENTIFIER,
  backupDays: Number(BACKUP_DAYS),
});
