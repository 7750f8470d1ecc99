import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import {
  backupClient,
  backupVault,
  clock,
  cloudWatchClient,
  cloudWatchLags,
  dynamoDbClient,
  dynamoDbTables,
} from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { HOME_REGION, NAME_PREFIX, VAULT_NAME } = environment(contract.environment);

export const handler = createHandler({
  lags: cloudWatchLags(cloudWatchClient(), cloudWatchClient(HOME_REGION)),
  tables: dynamoDbTables(dynamoDbClient()),
  backups: backupVault(backupClient()),
  clock,
  log: new Logger({ serviceName: contract.name }),
  prefix: NAME_PREFIX,
  vaultName: VAULT_NAME,
  homeRegion: HOME_REGION,
});
