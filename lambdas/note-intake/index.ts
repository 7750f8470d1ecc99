import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { derivedKeys, kmsClient, kmsHashes } from "../kms/adapters";
import { dynamoDbClient, dynamoDbSendings, kinesisClient, kinesisStream } from "./adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { HASH_KEY_ARN, STREAM_NAME, TABLE_NAME } = environment(contract.environment);
const keyOf = derivedKeys(kmsHashes(kmsClient(), HASH_KEY_ARN));

export const handler = createHandler({
  stream: kinesisStream(kinesisClient(), STREAM_NAME),
  sendings: dynamoDbSendings(dynamoDbClient(), TABLE_NAME),
  secrets: { hashKey: () => keyOf("sendings of notes") },
  clock: { now: () => new Date().toISOString() },
  log: new Logger({ serviceName: contract.name }),
});
