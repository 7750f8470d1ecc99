import { Logger } from "@aws-lambda-powertools/logger";
import { contract } from "./contract";
import { createHandler } from "./handler";

export const handler = createHandler({ log: new Logger({ serviceName: contract.name }) });
