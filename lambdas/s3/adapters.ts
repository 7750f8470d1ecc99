import { S3Client } from "@aws-sdk/client-s3";

/** Waits of the SDK between tries grow and are spread by themselves; what still fails is the state machine's to repeat. */
export function s3Client(): S3Client {
  return new S3Client({ maxAttempts: 4 });
}
