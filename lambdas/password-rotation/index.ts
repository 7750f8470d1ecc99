import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { secretsManager, secretsManagerClient } from "../rotation/adapters";
import { clock, madePasswords, rdsClient, rdsDatabases } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { DATABASE_IDENTIFIER } = environment(contract.environment);
const client = secretsManagerClient();

export const handler = createHandler({
  secrets: secretsManager(client),
  passwords: madePasswords(client),
  databases: rdsDatabases(rdsClient()),
  clock,
  log: new Logger({ serviceName: contract.name }),
  identifier: DATABASE_IDENTIFIER,
});
