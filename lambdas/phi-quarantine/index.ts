import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { documentMetrics, dynamoClient, reviews, sqsClient, systemClock } from "../phi/adapters";
import { copyVersion, s3Client, writeOnce } from "../s3/adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const { ENVIRONMENT, INCOMING_BUCKET, QUARANTINE_BUCKET, REVIEW_QUEUE_URL, REVIEW_TABLE } = environment(
  contract.environment,
);
const s3 = s3Client();

export const handler = createHandler({
  incomingBucket: INCOMING_BUCKET,
  quarantine: {
    bucket: QUARANTINE_BUCKET,
    copy: (document, key) =>
      copyVersion(s3, { bucket: INCOMING_BUCKET, ...document }, { bucket: QUARANTINE_BUCKET, key }),
    write: (key, text) => writeOnce(s3, QUARANTINE_BUCKET, key, text, "application/json"),
  },
  reviews: reviews(dynamoClient(), sqsClient(), REVIEW_TABLE, REVIEW_QUEUE_URL),
  metrics: documentMetrics(ENVIRONMENT, systemClock),
  clock: systemClock,
  log: new Logger({ serviceName: contract.name }),
});
