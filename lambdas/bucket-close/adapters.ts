import {
  DeletePublicAccessBlockCommand,
  GetPublicAccessBlockCommand,
  PutPublicAccessBlockCommand,
  S3ServiceException,
  type PublicAccessBlockConfiguration,
  type S3Client,
} from "@aws-sdk/client-s3";
import type { Remedy } from "../remediation/action";

/** The settings that were there; empty where there were none. */
export interface BlockBefore {
  readonly settings?: PublicAccessBlockConfiguration;
}

const CLOSED = {
  BlockPublicAcls: true,
  BlockPublicPolicy: true,
  IgnorePublicAcls: true,
  RestrictPublicBuckets: true,
} as const;

export function closeBucket(s3: S3Client): Remedy<BlockBefore> {
  return {
    action: "close-bucket",
    look: async ({ target }) => {
      try {
        const { PublicAccessBlockConfiguration: settings } = await s3.send(
          new GetPublicAccessBlockCommand({ Bucket: target }),
        );
        const closed = Object.keys(CLOSED).every((key) => settings?.[key as keyof typeof CLOSED] === true);
        return closed ? undefined : { settings };
      } catch (error) {
        if (error instanceof S3ServiceException && error.name === "NoSuchPublicAccessBlockConfiguration") return {};
        throw error;
      }
    },
    change: async ({ target }) => {
      await s3.send(new PutPublicAccessBlockCommand({ Bucket: target, PublicAccessBlockConfiguration: CLOSED }));
    },
    restore: async ({ target }, { settings }) => {
      if (settings === undefined) return void (await s3.send(new DeletePublicAccessBlockCommand({ Bucket: target })));
      await s3.send(new PutPublicAccessBlockCommand({ Bucket: target, PublicAccessBlockConfiguration: settings }));
    },
  };
}
