import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { kinesisClient, kinesisStream } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { STREAM_NAME } = environment(contract.environment);

export const handler = createHandler({
  stream: kinesisStream(kinesisClient(), STREAM_NAME),
  clock: { now: () => new Date().toISOString() },
  log: new Logger({ serviceName: contract.name }),
});
