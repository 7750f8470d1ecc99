import { GetBucketVersioningCommand, PutBucketVersioningCommand, type S3Client } from "@aws-sdk/client-s3";
import type { Remedy } from "../remediation/action";

export interface VersioningBefore {
  /** A bucket that never had versions is suspended by an undo: S3 has no way back from that. */
  readonly status: "Suspended";
}

export function versionBucket(s3: S3Client): Remedy<VersioningBefore> {
  const set = async (Bucket: string, Status: "Enabled" | "Suspended"): Promise<void> =>
    void (await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } })));
  return {
    action: "version-bucket",
    look: async ({ target }) => {
      const { Status } = await s3.send(new GetBucketVersioningCommand({ Bucket: target }));
      return Status === "Enabled" ? undefined : { status: "Suspended" };
    },
    change: ({ target }) => set(target, "Enabled"),
    restore: ({ target }, { status }) => set(target, status),
  };
}
