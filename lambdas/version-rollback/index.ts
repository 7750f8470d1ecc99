import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { lambdaClient, lambdaFunctions, snsClient, snsNotices } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { NAME_PREFIX, NOTICE_TOPIC } = environment(contract.environment);

export const handler = createHandler(
  {
    functions: lambdaFunctions(lambdaClient()),
    notices: snsNotices(snsClient(), NOTICE_TOPIC),
    log: new Logger({ serviceName: contract.name }),
    now: () => new Date(),
  },
  NAME_PREFIX,
);
