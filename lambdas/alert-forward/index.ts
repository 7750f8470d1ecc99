import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { clock, httpPost, secretsManager, secretsManagerClient } from "./adapters";
import { contract } from "./contract";
import { ANSWER_MS } from "./core";
import { createHandler, type Routes } from "./handler";

const { NAME_PREFIX, RECEIVERS, TOPICS } = environment(contract.environment);

export const handler = createHandler(
  {
    secrets: secretsManager(secretsManagerClient()),
    post: httpPost(ANSWER_MS),
    clock,
    log: new Logger({ serviceName: contract.name }),
  },
  {
    namePrefix: NAME_PREFIX,
    topics: JSON.parse(TOPICS) as Routes["topics"],
    receivers: JSON.parse(RECEIVERS) as Routes["receivers"],
  },
);
