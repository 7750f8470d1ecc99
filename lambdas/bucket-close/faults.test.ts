import { remedyTable } from "../remediation/testing/remedy-table";
import { s3Client } from "../s3/adapters";
import { answering } from "../testing/answering";
import { closeBucket } from "./adapters";

remedyTable("bucket-close", {
  action: "close-bucket",
  targets: ["phiguard-test-web", "phiguard-test-files"],
  world: ({ through }) => {
    const blocks = new Map<unknown, unknown>();
    const s3 = answering(s3Client(), through, (name, { Bucket, PublicAccessBlockConfiguration: block }) =>
      name.startsWith("Get") ? { PublicAccessBlockConfiguration: blocks.get(Bucket) } : blocks.set(Bucket, block),
    );
    return { remedy: closeBucket(s3), kept: () => blocks };
  },
});
