import { randomBytes } from "node:crypto";
import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { secretsManager, secretsManagerClient } from "../rotation/adapters";
import { apiGatewayClient, gatewayKeys } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { KEY_TAGS } = environment(contract.environment);

export const handler = createHandler({
  secrets: secretsManager(secretsManagerClient()),
  keys: gatewayKeys(apiGatewayClient(), JSON.parse(KEY_TAGS) as Record<string, string>),
  random: () => randomBytes(32).toString("hex"),
  log: new Logger({ serviceName: contract.name }),
});
