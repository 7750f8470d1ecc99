import { Logger } from "@aws-lambda-powertools/logger";
import { environment } from "../environment";
import { documentMetrics, dynamoClient, reviews, sqsClient, systemClock } from "../phi/adapters";
import { ENTITIES, SUBJECT } from "../note-entities/contract";
import { metadataOf, readText, readVersion, s3Client, writeOnce } from "../s3/adapters";
import { contract } from "./contract";
import { createHandler } from "./handler";

const given = environment(contract.environment);
const s3 = s3Client();
const buckets = { released: given.RELEASED_BUCKET, masked: given.MASKED_BUCKET };

export const handler = createHandler({
  documents: {
    read: (document) => readVersion(s3, given.INCOMING_BUCKET, document, Number(given.MAX_DOCUMENT_BYTES)),
    readSpans: (key) => readText(s3, given.INCOMING_BUCKET, key),
    subject: async (document) => {
      const subject = (await metadataOf(s3, given.INCOMING_BUCKET, document))[ENTITIES.subject];
      return subject !== undefined && SUBJECT.test(subject) ? subject : undefined;
    },
    write: async (place, key, text, contentType, subject) => {
      const metadata = subject === undefined ? undefined : { [ENTITIES.subject]: subject };
      await writeOnce(s3, buckets[place], key, text, contentType, metadata);
      return buckets[place];
    },
  },
  reviews: reviews(dynamoClient(), sqsClient(), given.REVIEW_TABLE, given.REVIEW_QUEUE_URL),
  metrics: documentMetrics(given.ENVIRONMENT, systemClock),
  clock: systemClock,
  log: new Logger({ serviceName: contract.name }),
});
