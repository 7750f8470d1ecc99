import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { clock, rdsClient, rdsDatabases, secretsManager, secretsManagerClient } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { DATABASE_IDENTIFIER } = environment(contract.environment);

export const handler = createHandler({
  secrets: secretsManager(secretsManagerClient()),
  databases: rdsDatabases(rdsClient()),
  clock,
  log: new Logger({ serviceName: contract.name }),
  identifier: DATABASE_IDENTIFIER,
});
