import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { backupClient, backupRestores, dynamoDbClient, rdsClient, restoredStores } from "./adapters";
import { contract, type RestorePlace } from "./contract";
import { createHandler } from "./handler";

const { DRILL_PREFIX, HOME_REGION, RESTORE_PLACE, RESTORE_ROLE_ARN, VAULT_NAME } = environment(contract.environment);

export const handler = createHandler({
  restores: backupRestores(backupClient(), backupClient(HOME_REGION), RESTORE_ROLE_ARN),
  stores: restoredStores(rdsClient(), dynamoDbClient()),
  log: new Logger({ serviceName: contract.name }),
  vaultName: VAULT_NAME,
  prefix: DRILL_PREFIX,
  place: JSON.parse(RESTORE_PLACE) as RestorePlace,
});
